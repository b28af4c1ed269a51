"""``explain CLAIM_ID`` reads the article again where it can, and says so where it cannot."""

from datetime import date

import pytest

from pipeline import tables
from pipeline.run import Job, run
from pipeline.show import explain

TEXT = "date 2025-02-01\n“Harbor Lights” is back. The series was renewed by Netflix for a third season.\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of a run over one article, the article, and the row of its renewal."""
    folder = tmp_path_factory.mktemp("grounds")
    article = folder / "raw" / "a.txt"
    article.parent.mkdir()
    article.write_text(TEXT, encoding="utf-8")
    run(Job(raw=article.parent, output=folder / "out", today=date(2025, 6, 1)))
    rows = tables.read_table(folder / "out", "claims").to_pylist()
    return folder / "out", article, next(row for row in rows if row["predicate"] == "renewal")


def test_the_sentence_is_marked_and_the_rule_named(made):
    output, _, claim = made
    told = explain(output, claim["claim_id"])
    assert "[trigger renewed]" in told
    assert f"rule      {claim['rule']}" in told
    assert "“Netflix” is Netflix (named there)" in told


def test_an_article_that_changed_or_went_leaves_quote_and_rule(made):
    output, article, claim = made
    article.write_text(TEXT.replace("third", "fourth"), encoding="utf-8")
    changed = explain(output, claim["claim_id"])
    article.unlink()
    gone = explain(output, claim["claim_id"])
    article.write_text(TEXT, encoding="utf-8")
    for told in (changed, gone):
        assert "(its article is gone or has changed)" in told
        assert f"sentence  {claim['quote']}" in told
        assert "[trigger" not in told
