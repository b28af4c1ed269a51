"""Where candidates begin and end, read with the tokenizer alone."""

import pytest
import spacy

from pipeline.language import names
from pipeline.language.decide import spell
from pipeline.language.ground import Found
from pipeline.language.lists import load_lists
from pipeline.language.text import plain
from pipeline.language.view import view_of

NLP = spacy.blank("en")
LISTS = load_lists(lambda text: [token.text for token in NLP.make_doc(text)])


def found(text, *spans):
    view = view_of(NLP.make_doc(plain(text)), LISTS.words)
    model = [Found(view.words.index(first), view.words.index(last) + 1, type_) for first, last, type_ in spans]
    return [spell(view, candidate) for candidate in names.find(view, text, LISTS, model, [])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("they met Laura Venn and Alice Moor there", ["Laura Venn", "Alice Moor"]),
        ("the cast of House of the Tide is back", ["House of the Tide"]),
        ("so Netflix's Harbor Lights is back", ["Netflix", "Harbor Lights"]),
        ("a fan of Laura Venn's Harbor Lights", ["Laura Venn", "Harbor Lights"]),
        ("they watch Harbor Lights Season 2 now", ["Harbor Lights"]),
        ("they watch Season 2 of Harbor Lights now", ["Harbor Lights"]),
        ("the spinoff Wharf: Nightfall is back", ["Wharf: Nightfall"]),
        ("they liked Law & Fury best", ["Law & Fury"]),
        ("they liked Bread and Water best", ["Bread and Water"]),
        ("the Venn-starring drama is back", ["Venn"]),
        ("when Dr. Louis K. Venn called", ["Louis K. Venn"]),
        ("when producer J.J. Venn called", ["J.J. Venn"]),
        ('when Laura "Lou" Venn called', ['Laura "Lou" Venn']),
        ("so HBO Chief Executive Officer Laura Venn left", ["HBO", "Laura Venn"]),
        ("But Laura Venn left. However, HBO stayed.", ["Laura Venn", "HBO"]),
        ("he said Sony Pictures Television made it", ["Sony Pictures Television"]),
        ("he said Gull Point Productions made it", ["Gull Point Productions"]),
        ("it airs on Fox News in May", ["Fox News"]),
        ("it airs on Sunday, July 12", []),
        ("a story on lampwick.com said so", ["lampwick.com"]),
        ("I'm gonna watch. Gonna be late.", []),
        ("they saw Spider-Fox and X-Fox", ["Spider-Fox", "X-Fox"]),
        ("they saw Horizon – Chapter II there", ["Horizon – Chapter II"]),
        ("played by Laura Q. The series follows her", ["Laura Q."]),
        ("Director: Laura Venn", ["Laura Venn"]),
        ("then Laura Venn: The best of them", ["Laura Venn"]),
    ],
)
def test_runs(text, wanted):
    assert found(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('the drama "The Long Wharf," which is new', ["The Long Wharf"]),
        ("the drama “The Long Wharf,” which is new", ["The Long Wharf"]),
        ("the drama 'The Long Wharf' is new", ["The Long Wharf"]),
        ("the stars' new drama 'The Long Wharf' is new", ["The Long Wharf"]),
        ('"Well, it is late," he said of it', []),
        ('the "too little too late" idea', []),
        ("“What We Do at Low Tide” and “See” are new", ["What We Do at Low Tide", "See"]),
    ],
)
def test_quotes(text, wanted):
    assert found(text) == wanted


def test_a_title_that_the_model_reads_across_an_apostrophe_stays_whole():
    assert found("they watch Grace's Wharf now", ("Grace", "Wharf", "work")) == ["Grace's Wharf"]


def test_catalogue_lines_are_titles():
    lines = [
        "JULY (TV)",
        "Harbor Lights (Season 3)",
        "Low Tide (2014)",
        "Gull Point",
        "July 1st",
        "48 Knots",
        "UHV",
    ]
    assert found("\n\n".join(lines)) == ["Harbor Lights", "Low Tide", "Gull Point", "48 Knots", "UHV"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("the prequel 1884 is back, and 1884 stars Laura Venn, born in 1884", ["1884", "1884", "Laura Venn"]),
        ("they wait for 24 season 9 after 24 hours", ["24"]),
        ("the drama 9-1-1 moves to ABC", ["9-1-1", "ABC"]),
        ("in 1923 there were 300 of the 4,000 on 9/11 at 10:30", []),
        ("the 2019 season of 2014 in 2015", []),
    ],
)
def test_numbers(text, wanted):
    assert found(text) == wanted


def test_a_headline_s_noun_is_no_surname(names):
    found = names("Laura Venn Leads a Laura Venn Spinoff\n\n“I am glad,” said Laura Venn.")
    assert not any("Spinoff" in name for kind in found.values() for name in kind)
