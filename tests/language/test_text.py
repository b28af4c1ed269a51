from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.text import plain, without_markup


@given(st.text(alphabet=st.characters() | st.sampled_from("‘’“”–—\xa0\r_*<>&;#/"), max_size=200))
def test_no_step_changes_the_length(text):
    once = plain(text)
    twice, spans = without_markup(once)
    assert len(once) == len(twice) == len(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_odd_characters_become_plain():
    assert plain("“Tide” isn’t\xa0new\r") == '"Tide" isn\'t new '


def test_markup_is_blanked_and_its_italics_are_kept():
    text = 'See <i>Low Tide</i>, _Gull Point_ and *Pier 9* &amp; <b class="x">more</b>'
    out, spans = without_markup(text)
    assert [out[start:end] for start, end in spans] == ["Low Tide", "Gull Point", "Pier 9"]
    assert "<" not in out and "_" not in out and "*" not in out and "&amp;" not in out


def test_stars_and_underscores_inside_words_stay():
    text = "M*A*S*H and snake_case_name"
    assert without_markup(text) == (text, ())
