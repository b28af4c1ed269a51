"""The per-article step spread over workers: the same results in the same order, whatever dies or fails."""

import random
import time

import pytest

from pipeline import engines
from pipeline.errors import EnvironmentFault
from pipeline.types import Article
from tests.fakes import FakeReading, extract

ARTICLES = [Article(f"id{n}", f"{n}.txt", f"The Long Quay {n} airs in 20{n % 90 + 10}.") for n in range(100)]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_order(workers):
    found = list(engines.spread(iter(ARTICLES), FakeReading(), workers))
    assert found == [(article, extract(article)) for article in ARTICLES]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_articles_give_no_results(workers):
    assert list(engines.spread([], FakeReading(), workers)) == []


def test_articles_are_read_as_they_are_needed():
    taken = []

    def stream():
        for article in ARTICLES:
            taken.append(article)
            yield article

    results = engines.spread(stream(), FakeReading())
    next(results)
    assert len(taken) <= engines.BATCH
    results.close()


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_fails_is_rejected_alone(workers):
    found = list(engines.spread(ARTICLES, FakeReading(fail_on="Quay 37"), workers))
    article, extraction = found.pop(37)
    assert extraction is None
    assert (article.status, article.path) == ("rejected", "37.txt")
    assert article.reason == "could not be analysed (RuntimeError: no such word); please report it"
    assert all(extraction == extract(article) for article, extraction in found)
    assert len(found) == 99


def test_a_worker_that_dies_costs_nothing(tmp_path):
    settings = FakeReading(die_on="Quay 37", die_once=tmp_path / "died")
    found = list(engines.spread(ARTICLES, settings, 2))
    assert (tmp_path / "died").exists()
    assert found == [(article, extract(article)) for article in ARTICLES]


def test_workers_that_keep_dying_end_the_run_and_name_the_place():
    with pytest.raises(EnvironmentFault, match=r"died 3 times between 32\.txt and 47\.txt"):
        list(engines.spread(ARTICLES, FakeReading(die_on="Quay 37"), 2))


def test_leaving_early_ends_the_workers():
    results = engines.spread(ARTICLES * 50, FakeReading(), 2)
    next(results)
    begun = time.perf_counter()
    results.close()
    assert time.perf_counter() - begun < 20


def test_batches_are_bounded():
    """However many articles wait, only a few batches are under way."""
    taken = 0

    def stream():
        nonlocal taken
        for number in random.Random(0).sample(range(100_000), 2_000):
            taken += 1
            yield Article(f"id{number}", f"{number}.txt", "Nothing.")

    results = engines.spread(stream(), FakeReading(), 2)
    next(results)
    assert taken <= (2 * 2 + 1) * engines.BATCH
    results.close()
