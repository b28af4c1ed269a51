"""``newsfacts diff``: which sides it takes, and how it ends."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.diff import DIFF
from pipeline.entities import resolve
from pipeline.errors import UsageError
from pipeline.reconcile import reconcile
from pipeline.tables import mentions_table, write_run

from ..reconcile.claim_rows import articles_of, claim, claims_of

FIRST = [claim("a", "2024-01-01", "2025"), claim("b", "2024-01-05", "2024", season=1)]
SECOND = [*FIRST, claim("c", "2024-06-01", "2026", change=True, modality="expected")]


def written(output, rows, rules="r1"):
    articles = articles_of(rows)
    claims, mentions, entities = resolve(claims_of(rows), mentions_table([]))
    facts, claims = reconcile(claims, articles)
    tables = {
        "articles": articles,
        "mentions": mentions,
        "claims": claims,
        "facts": facts,
        "entities": entities,
    }
    return write_run(output, tables, {}, {"program": "0", "rules": rules})[0]


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("output")
    written(folder, FIRST)
    written(folder, SECOND)
    return folder


def run(output, *arguments):
    result = CliRunner().invoke(app, ["diff", "--output", str(output), *map(str, arguments)])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_the_two_newest_runs(output):
    status, text = run(output)
    assert status == 1
    assert "1 moved" in text
    assert "moved later by 365 days" in text
    assert text.rstrip().endswith("news")


def test_a_run_and_itself(output):
    assert run(output, 1, 1)[0] == 0
    assert run(output, 2, output / "newest")[0] == 0


def test_the_other_way_round(output):
    status, text = run(output, "2", "1")
    assert status == 1
    assert "moved earlier by 365 days" in text


def test_one_run_on_two_days(output):
    status, text = run(output, "--as-of", "2024-02-01", "--as-of", "2024-07-01")
    assert status == 1
    assert "moved later by 365 days" in text
    assert "as of 2024-02-01" in text
    assert run(output, "--as-of", "2024-07-01", "--as-of", "2025-07-01")[0] == 0
    assert run(output, "1", "--as-of", "2024-02-01", "--as-of", "2024-07-01")[0] == 0


def test_json_and_parquet(output, tmp_path):
    status, text = run(output, "--format", "json")
    assert status == 1
    (row,) = map(json.loads, text.splitlines())
    assert (row["change"], row["days"], row["cause"]) == ("moved", 365, "news")
    file = tmp_path / "changes.parquet"
    assert run(output, "--format", "parquet", "--to", file)[0] == 1
    table = pq.read_table(file)
    assert table.schema.names == DIFF.names
    assert table["days"].to_pylist() == [365]
    assert run(output, "--format", "parquet")[0] == 2


def test_other_rules_on_the_same_articles_are_no_news(tmp_path):
    written(tmp_path, FIRST)
    read_otherwise = [FIRST[0] | {"claim_id": "a2", "rule": "another.rule"} | _march(), FIRST[1]]
    written(tmp_path, read_otherwise, "r2")
    status, text = run(tmp_path)
    assert status == 1
    assert "rules: r1 -> r2" in text
    assert text.rstrip().endswith("re-reading")


def _march():
    march = claim("m", when="March 2025")
    return {name: march[name] for name in ("date_text", "date_start", "date_end", "date_precision", "date_edtf")}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["1"], "cannot compare 1 runs"),
        (["1", "9"], "9: neither a folder nor a run"),
        (["--as-of", "2024-02-01"], "as of 1 days"),
        (["1", "2", "--as-of", "2024-02-01", "--as-of", "2024-02-02"], "cannot compare 2 runs"),
    ],
)
def test_what_cannot_be_compared(output, arguments, message):
    with pytest.raises(UsageError, match=message):
        run(output, *arguments)


def test_a_lone_run_has_nothing_to_differ_from(tmp_path):
    written(tmp_path, FIRST)
    with pytest.raises(UsageError, match="holds 1 of the 2 runs"):
        run(tmp_path)


def test_bad_days_and_formats(output):
    assert run(output, "--as-of", "soon")[0] == 2
    assert run(output, "--format", "xml")[0] == 2
