"""What a name is, decided for the article as a whole, on lists, capitals, quotes and cues alone."""

import pytest

from tests.language.conftest import opened


@pytest.mark.parametrize(
    ("text", "type_", "name"),
    [
        ("The third season of Wharf is done. Some like Wharf.", "work", "Wharf"),
        ("Fans of the series Wharf met.", "work", "Wharf"),
        ("Netflix has renewed Gull Point for a third season.", "work", "Gull Point"),
        ("Now the Gull Point finale airs in May.", "work", "Gull Point"),
        ("She starred in Gull Point for years.", "work", "Gull Point"),
        ("It stars Laura Venn and Alice Moor.", "person", "Alice Moor"),
        ("According to Ottoline Wrax, who directed it, there is more.", "person", "Ottoline Wrax"),
        ("They met Laura Venn, who plays Wilhelmina Crisp in it.", "character", "Wilhelmina Crisp"),
        ("It follows Wilhelmina Crisp, played by Laura Venn.", "character", "Wilhelmina Crisp"),
        ("The cast includes Laura Venn (Wilhelmina Crisp).", "person", "Laura Venn"),
        ("Here the widow Wilhelmina Crisp (Laura Venn) leaves town.", "character", "Wilhelmina Crisp"),
        ("It was made by Gull Point Productions last year.", "organization", "Gull Point Productions"),
        ("According to Variety, it ends.", "organization", "Variety"),
        ("It was filmed in New Zealand.", "place", "New Zealand"),
    ],
)
def test_type(names, text, type_, name):
    assert name in names(text).get(type_, [])


def test_a_surname_alone_is_the_person(bare):
    text = "Creator Laura Venn is back. “We begin in May,” Venn said. Netflix gave Venn three seasons."
    with opened(bare, text) as doc:
        venns = [span for span in doc.ents if "Venn" in span.text]
        assert len(venns) == 3
        assert {span._.entity.name for span in venns} == {"Laura Venn"}
        assert venns[0]._.entity.aliases == ("Venn",)


def test_a_series_named_after_its_hero_is_told_from_the_hero(bare):
    text = (
        "The series Marlow is back. In the second season of Marlow, Detective Grace Marlow, played by "
        "Laura Venn, leaves "
        "town. Netflix renewed Marlow in May. She plays Grace Marlow well."
    )
    with opened(bare, text) as doc:
        got = {(span.text, span._.entity.name, span._.entity.type) for span in doc.ents if "Marlow" in span.text}
        assert got == {("Marlow", "Marlow", "work"), ("Grace Marlow", "Grace Marlow", "character")}


def test_a_subtitle_alone_is_the_whole_title(names):
    text = (
        "The second season of Wharf: Nightfall is done. Fans of Nightfall know why. The first season of "
        "Wharf was better."
    )
    assert names(text)["work"] == ["Wharf: Nightfall", "Wharf"]


def test_initials_in_parentheses(bare):
    text = "It opened at the Gull Point Film Festival (GPFF) in May. The GPFF lasts a week."
    with opened(bare, text) as doc:
        assert {span._.entity.name for span in doc.ents if span.label_ == "ORG"} == {"Gull Point Film Festival"}


def test_one_body_under_two_spellings(names):
    text = (
        "According to The Hollywood Reporter, it ends. THR says that Amazon Prime Video, or Prime Video, "
        "has no comment."
    )
    assert names(text)["organization"] == ["The Hollywood Reporter", "Prime Video"]


def test_episode_titles_are_no_works(names):
    text = "The finale of the series Wharf, titled “The Long Goodnight,” airs in May."
    assert names(text)["work"] == ["Wharf"]


def test_kinds(bare):
    text = (
        "The series Wharf airs on HBO. Her novel Low Tide is out. The film “Gull Point” is made by "
        "Lionsgate. Variety reports it."
    )
    with opened(bare, text) as doc:
        kinds = {entity.name: entity.kind for entity in doc._.entities}
        assert kinds == {
            "Wharf": "series", "HBO": "network", "Low Tide": "book", "Gull Point": "film",
            "Lionsgate": "studio", "Variety": "press",
        }  # fmt: skip


def test_one_word_persons_need_evidence(names):
    assert "person" not in names("They like Steven. They saw Steven again.")


def test_headlines_add_no_giant_titles(names):
    text = (
        "Netflix Cancels Beloved Drama Wharf After Two Seasons\n\nThe second season of Wharf was the last on Netflix."
    )
    assert names(text) == {"organization": ["Netflix"], "work": ["Wharf"]}


def test_italics_are_titles(names):
    text = "Nobody saw Tides, and she liked it."
    assert names(text, emphasis=((11, 16),))["work"] == ["Tides"]
    assert "work" not in names(text)
