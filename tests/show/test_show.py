"""``newsfacts show`` and ``explain`` on a run of a few claims."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.entities import resolve
from pipeline.errors import UsageError
from pipeline.reconcile import reconcile
from pipeline.show import explain, show
from pipeline.tables import mentions_table, read_table, write_run
from pipeline.types import Mention

from ..reconcile.claim_rows import articles_of, claim, claims_of

WHO = {"object_type": "person", "season": None}
ROWS = [
    claim("early", "2024-08-15", "early 2025", modality="expected", speaker="Ida Voss"),
    claim("year", "2024-08-20", "2025", object="Aurora", object_type="organization"),
    claim("rumour", "2024-09-01", "2026", modality="speculative", quote="It may slip into 2026, one hears."),
    claim("copy", "2024-08-21", "2025", object="Aurora", object_type="organization", article_id="a-copy"),
    claim("lead", predicate="cast", object="Nell Quist", role="Dr. Amparo", **WHO),
    claim("guest", predicate="cast", object="Bo Lind", modality="expected", **WHO),
    claim("maker", predicate="crew", object="Ada Brook", role="creator", **WHO),
    claim(
        "spinoff",
        subject="Salt Road",
        predicate="spinoff_of",
        object="Harbor Lights",
        object_type="work",
        season=None,
    ),
    claim("none", None, "2024", season=1),
    claim("bad", when="2025-02-02..2025-01-01", season=9, rule="premiere.bad"),
]
MENTIONS = [Mention("a-early", "The Harbor Lights", "work", "Harbor Lights", 0, 13)]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    output = tmp_path_factory.mktemp("output")
    articles = articles_of(ROWS, clusters={"a-copy": "a-year"})
    claims, mentions, entities = resolve(claims_of(ROWS), mentions_table(MENTIONS))
    facts, claims = reconcile(claims, articles)
    tables = {
        "articles": articles,
        "mentions": mentions,
        "claims": claims,
        "facts": facts,
        "entities": entities,
    }
    write_run(output, tables, {}, {"program": "0"})
    return output


@pytest.fixture(autouse=True)
def no_model(monkeypatch):
    """How a claim came about is told by the claims room, which has its own tests."""
    monkeypatch.setattr("pipeline.show.proof.grounds", lambda folder, claim, path: f"(grounds of {path})")


@pytest.mark.parametrize("name", ["Harbor Lights", "harbor lights", "The Harbor Lights", "work:harbor-lights"])
def test_a_work_on_one_screen(run, name):
    text = show(run, name)
    lines = text.splitlines()
    assert lines[0].startswith("Harbor Lights  (work:harbor-lights)")
    assert "also: The Harbor Lights" in lines[0]
    premiere = next(line for line in lines if line.startswith("premiere S3"))
    assert "2025-01-01..2025-04-30 expected, Aurora, within 2025 confirmed" in premiere
    assert "but 2024-09-01: It may slip into 2026, one hears." in text
    assert "cast                    Bo Lind [expected]; Nell Quist (Dr. Amparo)" in lines
    assert "creator                 Ada Brook" in lines
    assert "related                 Salt Road is spinoff of it" in lines
    assert max(map(len, lines)) <= 100


def test_seasons_come_in_order(run):
    seasons = [line for line in show(run, "Harbor Lights").splitlines() if line.startswith("premiere")]
    assert [line.split()[1] for line in seasons] == ["S1", "S3"]


def test_a_name_that_no_work_has(run):
    with pytest.raises(UsageError, match="no work is called 'Harber Light'; near to it: Harbor Lights"):
        show(run, "Harber Light")
    with pytest.raises(UsageError, match="near to it: none"):
        show(run, "Zzyzx")


def fact_id(run, season=3):
    rows = read_table(run, "facts").to_pylist()
    return next(r["fact_id"] for r in rows if r["season"] == season and r["predicate"] == "premiere")


def test_a_fact_is_explained_in_order_of_publication(run):
    text = explain(run, fact_id(run))
    heads = [line for line in text.splitlines() if line[:1].isdigit()]
    assert [line.split()[1] for line in heads] == ["2024-08-15", "2024-08-20", "2024-08-21", "2024-09-01"]
    assert 'expected ("early 2025"), said Ida Voss' in heads[0]
    assert "refines - narrows the dates of a wider claim: see 2" in text
    assert "duplicate - repeats a claim of the same text or of a near-copy: see 2" in text
    assert "contested - a surer claim says otherwise and stands: see 2" in text
    assert "“It may slip into 2026, one hears.”" in text
    assert "a-rumour.txt, characters 0 to 40, claim rumour" in text
    assert "4 claims in 4 articles" in text.splitlines()[1]


def test_a_claim_is_explained_with_all_its_fields(run):
    text = explain(run, "early")
    assert "rule            test.rule" in text
    assert "refines - narrows the dates of a wider claim: see year" in text
    assert f"fact_id         {fact_id(run)}" in text
    assert "(grounds of a-early.txt)" in text
    assert "premiere.bad gave dates that end before they start" in explain(run, "bad")


def test_the_start_of_an_id_is_enough_where_it_is_the_only_one(run):
    key = fact_id(run)
    assert explain(run, key[:12]) == explain(run, key)
    with pytest.raises(UsageError, match="facts and claims start with 'f'"):
        explain(run, "f")
    with pytest.raises(UsageError, match="no fact or claim starts with 'q'"):
        explain(run, "q")
    with pytest.raises(UsageError, match="no fact or claim starts with ''"):
        explain(run, "")


def test_the_commands(run):
    runner = CliRunner()
    shown = runner.invoke(app, ["show", "harbor lights", "--output", str(run)])
    assert (shown.exit_code, shown.output) == (0, show(run, "Harbor Lights") + "\n")
    told = runner.invoke(app, ["explain", "early", "--output", str(run)])
    assert (told.exit_code, told.output) == (0, explain(run, "early") + "\n")


def test_a_folder_without_a_run(tmp_path):
    with pytest.raises(UsageError, match="no such table"):
        show(tmp_path, "Harbor Lights")
