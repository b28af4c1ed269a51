"""Near-copies share a cluster; articles on the same matter do not."""

import random
from datetime import date
from itertools import permutations

import pytest

from pipeline.articles.copies import as_copy, clusters, signature
from pipeline.types import Article

STORY = " ".join(
    f"The {noun} of the {place} harbour {verb} again before the {number} tide, said its pilot on a cold day."
    for noun, place, verb, number in zip(
        ["ferry", "crane", "lamp", "school", "choir", "market", "bell", "tram"],
        ["old", "outer", "north", "fishing", "inner", "stone", "winter", "lost"],
        ["sails", "moves", "burns", "opens", "sings", "sells", "rings", "runs"],
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "last"],
        strict=True,
    )
)
WORDS = STORY.split()


def test_a_headline_and_a_closing_line_make_no_other_article():
    found = clusters({"b": signature(STORY), "a": signature("Harbour wakes up\n\n" + STORY + " (Agency.)")})
    assert found == {"a": "a", "b": "a"}


def test_case_and_typography_do_not_count():
    found = clusters({"a": signature(STORY), "b": signature(STORY.upper().replace(",", " –"))})
    assert found["b"] == "a"


def test_the_same_words_in_another_order_are_another_article():
    shuffled = random.Random(1).sample(WORDS, len(WORDS))
    assert clusters({"a": signature(STORY), "b": signature(" ".join(shuffled))}) == {"a": "a", "b": "b"}


def test_a_shared_quote_is_no_copy():
    quote, rest = WORDS[:40], random.Random(2).sample(WORDS * 2, 150)
    assert clusters({"a": signature(STORY), "b": signature(" ".join(quote + rest))})["b"] == "b"


def test_clusters_do_not_depend_on_the_order_of_articles():
    texts = {"c": STORY, "a": STORY + " One more.", "d": "Nothing of the kind at all.", "b": "New: " + STORY}
    signatures = {name: signature(text) for name, text in texts.items()}
    for order in permutations(signatures):
        assert clusters({name: signatures[name] for name in order}) == {
            "a": "a",
            "b": "a",
            "c": "a",
            "d": "d",
        }


@pytest.mark.parametrize("text", ["", "one", "one two", "…"])
def test_short_texts_have_a_signature(text):
    assert clusters({"a": signature(text)}) == {"a": "a"}


def test_a_copy_has_a_row_of_its_own():
    article = Article("id", "b.txt", "The pilot airs.", date(2025, 1, 1), reason="not UTF-8")
    copy = as_copy(article, "a.txt")
    assert copy.article_id != article.article_id
    assert copy.reason == "same content as a.txt; not UTF-8"
    assert copy.published == article.published
