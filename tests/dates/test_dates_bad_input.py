"""Input that is hostile, huge or malformed: no exception, and time that grows only as fast as the length."""

import time
from datetime import date

import pytest

from pipeline.dates import find_dates
from pipeline.dates.grammar import GrammarError, build

PUBLISHED = date(2024, 8, 15)
SIZE = 24_000


def seconds(text):
    before = time.process_time()
    find_dates(text, PUBLISHED)
    return time.process_time() - before


BOMBS = {
    "digits": "1234567890",
    "one digit": "1",
    "years": "2024 ",
    "joined years": "2024-",
    "ors": "2024 or ",
    "spaces": " ",
    "newlines": "the \n",
    "the": "the ",
    "the last": "the last ",
    "early": "early ",
    "by the end of": "by the end of ",
    "numbers in words": "twenty-one ",
    "weekdays": "Friday, ",
    "months": "May ",
    "slashes": "1/2/",
    "dots": "1.2.",
    "dashes": "2024-10-",
    "quotes": "“2024”",
    "capital": "A",
    "columns": "1984" + 30 * " " + "x\n",
    "event": "two years before his debut ",
    "ago": "a year ago ",
    "sentence": "will be due to be set to ",
    "not until": "not until ",
}


@pytest.mark.parametrize("unit", BOMBS.values(), ids=BOMBS.keys())
def test_time_grows_with_the_length(unit):
    short, long = (unit * (size // len(unit)) for size in (SIZE // 4, SIZE))
    find_dates(short[:2000], PUBLISHED)
    # Four times the text in at most ten times the time; a quadratic reader would take sixteen times.
    assert seconds(long) < 10 * max(seconds(short), 0.01)


def test_a_megabyte_of_digits():
    text = "7" * 1_000_000
    before = time.process_time()
    assert find_dates(text, PUBLISHED) == []
    assert time.process_time() - before < 5


def test_control_characters_and_lone_surrogates():
    text = "On \ud83d May 5, 2025\x00 it was \u202e 2024-10-01."
    assert [one.text for one in find_dates(text, None)] == ["May 5, 2025", "2024-10-01"]


@pytest.mark.parametrize("text", ["It was 999 years ago.", "It is 999 centuries ago.", "It will end in 900 decades."])
def test_counts_that_leave_the_calendar(text):
    assert all(one.resolved for one in find_dates(text, PUBLISHED))


@pytest.mark.parametrize("published", [date.min, date.max, date(1800, 1, 1), date(2199, 12, 31)])
def test_publication_at_the_ends_of_the_calendar(published):
    text = (
        "Tomorrow, yesterday, next year, last decade, two years ago, next week, in May, this fall, "
        "next Friday, Oct. 1, over the weekend, in the third quarter, by Easter, Memorial Day weekend, "
        "last spring, next quarter, and the following summer it will be in two years, by year-end."
    )
    found = find_dates(text, published)
    assert len(found) > 15
    # Outside the years that news can mean there is nothing to count from.
    assert any(one.resolved for one in found) == (1800 <= published.year <= 2199)


RULE = {
    "id": "x",
    "trigger": "word",
    "reads": "year",
    "pattern": "{word}",
    "examples": [{}],
    "counter_examples": [""],
}
WORDS = {"word": {"words": {"a": 1}, "trigger": True}}


@pytest.mark.parametrize(
    ("document", "message"),
    [
        (
            {"piece": WORDS, "rule": [{**RULE, "patern": "x"}]},
            r"rule 'x' has unknown keys \['patern'\]; allowed: ",
        ),
        (
            {"piece": WORDS, "rule": [{"id": "x", "pattern": "a"}]},
            r"rule 'x' lacks \['counter_examples', 'examples",
        ),
        (
            {"piece": WORDS, "rule": [{**RULE, "examples": []}]},
            "rule 'x' has no example or no counter-example",
        ),
        (
            {"piece": WORDS, "rule": [{**RULE, "layer": "top"}]},
            r"of layer 'top'; allowed: base, before, after",
        ),
        (
            {"piece": WORDS, "rule": [{**RULE, "pattern": "{other}"}]},
            r"unknown piece 'other'; known: \['word'\]",
        ),
        (
            {"piece": WORDS, "rule": [{**RULE, "pattern": "("}]},
            r"rule 'x' has a pattern that does not compile",
        ),
        ({"piece": WORDS, "rule": [{**RULE, "trigger": None}]}, r"a base rule needs a trigger piece"),
        ({"piece": WORDS, "rule": [RULE, RULE]}, r"rule ids \['x'\] are used twice"),
        ({"piece": {"word": {"word": {}}}}, r"piece 'word' has unknown keys \['word'\]; allowed: "),
        ({"piece": {"word": {"pattern": "a", "read": "x"}}}, r"piece 'word' reads 'x'; allowed: "),
        ({"pieces": {}}, r"unknown tables \['pieces'\]; allowed: piece, rule"),
    ],
)
def test_a_faulty_grammar_is_refused_by_name(document, message):
    with pytest.raises(GrammarError, match=message):
        build([document])
