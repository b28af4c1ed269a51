"""The extractor on whole articles: every claim is proved by its quote, and nothing depends on the run."""

from dataclasses import replace
from datetime import date

import pytest

from pipeline.articles import read
from pipeline.types import Article
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared" / "articles"
UNDER_A_HEADING = {"premiere.catalogue"}  # the date stands over the line, not in it
TEXT = (
    "Orbit has renewed “Harbor Lights” for a third season.\r\n\r\n"
    "The drama, which stars Ana Reyes and Tom Vale, was created by Lin\u00a0Cho 🎬. "
    "“Harbor Lights” will return on May 4, 2026, Cho said. "
    "“Harbor Lights” isn’t ending, and its third season might air in the fall."
)


def article(text, **changes):
    return replace(Article("a" * 16, "a.txt", text, date(2025, 2, 1)), **changes)


def check_proofs(one, found):
    for claim in found.claims:
        assert one.text[claim.start : claim.end] == claim.quote
        assert claim.subject_text in one.text
        assert claim.object_text is None or claim.object_text in one.text
        dated = one.text[: claim.start] if claim.rule in UNDER_A_HEADING else claim.quote
        assert claim.date_text is None or claim.date_text in dated
        assert claim.quote == claim.quote.strip()
    ids = [claim.claim_id for claim in found.claims]
    assert len(ids) == len(set(ids))
    places = [claim.start for claim in found.claims]
    assert places == sorted(places)


def test_claims_are_proved_by_their_quotes(extractor):
    one = article(TEXT)
    (found,) = extractor([one])
    assert found.claims
    check_proofs(one, found)


def test_a_line_of_a_catalogue_is_proved_by_its_heading(extractor):
    one = article("Everything new on Netflix\n\nJULY 3\n\nHarbor Lights (Season 2)\n\nJULY 9\n\nSalt Road (Season 4)\n")
    (found,) = extractor([one])
    assert [claim.date_text for claim in found.claims if claim.rule in UNDER_A_HEADING] == ["JULY 3", "JULY 9"]
    check_proofs(one, found)


def test_twice_the_same(extractor):
    batch = [article(TEXT), article("Rain fell.", article_id="b"), article(TEXT, article_id="c")]
    first, second = list(extractor(batch)), list(extractor(batch))
    assert first == second


def test_an_article_does_not_depend_on_its_neighbours(extractor):
    alone = list(extractor([article(TEXT)]))
    (_, among, _) = extractor(
        [article("“Foam” is a drama.", article_id="x"), article(TEXT), article("Rain.", article_id="y")]
    )
    assert [among] == alone


@pytest.mark.parametrize("text", ["", " \n ", "…", "🎬", "Season", "Harbor Lights", "\ufeff“"])
def test_texts_of_almost_nothing_give_no_claim(extractor, text):
    (found,) = extractor([article(text)])
    assert found.claims == ()


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the measuring data is not there")
def test_real_articles_are_proved_too(extractor):
    batch = list(read(SHARED, today=date(2026, 12, 31)))
    for one, found in zip(batch, extractor(batch), strict=True):
        check_proofs(one, found)
