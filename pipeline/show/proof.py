"""Why a fact or a claim is as it is: the claims in order of publication, with verdict, quote and place."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from ..errors import UsageError
from ..tables import read_table
from ..wording import about, interval, says
from .grounds import grounds

WIDTH = 100
Row = dict[str, Any]


def explain(folder: Path, key: str) -> str:
    """The proof of the fact or claim of the run in ``folder`` whose id is ``key``, or starts so.

    Raises UsageError where none does, or more than one.
    """
    facts, claims = read_table(folder, "facts"), read_table(folder, "claims")
    articles = read_table(folder, "articles")
    found = [("fact", row) for row in _starting(facts, "fact_id", key)]
    found += [("claim", row) for row in _starting(claims, "claim_id", key)]
    if len(found) != 1:
        many = f"{len(found)} facts and claims start" if found else "no fact or claim starts"
        raise UsageError(f"{many} with {key!r}; give the whole fact_id or claim_id, as the tables have it")
    kind, row = found[0]
    if kind == "claim":
        return f"{_claim(row, articles)}\n\n{grounds(folder, row, _article(row, articles)['path'])}"
    order = {claim["claim_id"]: place for place, claim in enumerate(row["evidence"])}
    own = claims.filter(pc.equal(claims["fact_id"], row["fact_id"])).to_pylist()
    return _fact(row, sorted(own, key=lambda claim: order[claim["claim_id"]]), articles)


def _starting(table: pa.Table, column: str, key: str) -> list[Row]:
    if not key:
        return []
    rows = table.filter(pc.starts_with(table[column], key))
    exact = rows.filter(pc.equal(rows[column], key))
    return (exact if len(exact) else rows).to_pylist()


def _fact(fact: Row, claims: list[Row], articles: pa.Table) -> str:
    lines = [f"{about(fact)}: {says(fact) or 'so'}", f"{fact['fact_id']}, {fact['status']}"]
    if confirmed := interval(fact["confirmed_start"], fact["confirmed_end"]):
        lines[-1] += f", confirmed for {confirmed}"
    lines[-1] += f"; {_count(fact['n_claims'], 'claim')} in {_count(fact['n_articles'], 'article')}, "
    lines[-1] += f"{_count(fact['n_origins'], 'origin')} for it"
    number = {claim["claim_id"]: place for place, claim in enumerate(claims, 1)}
    for claim in claims:
        verdict = claim["verdict"]
        if claim["because"]:
            verdict += f" - {claim['reason']}: see {number[claim['because']]}"
        lines += ["", f"{number[claim['claim_id']]}. {claim['published'] or 'undated'}  {_said(claim)}"]
        lines += [
            f"   {verdict}",
            *_quoted(claim),
            f"   {_where(claim, articles)}, claim {claim['claim_id']}",
        ]
    return "\n".join(lines)


def _claim(claim: Row, articles: pa.Table) -> str:
    lines = [f"{about(claim)}: {_said(claim)}", *_quoted(claim), f"   {_where(claim, articles)}", ""]
    verdict = claim["verdict"] + (f" - {claim['reason']}" if claim["reason"] else "")
    lines += [f"{'verdict':<16}{verdict}" + (f": see {claim['because']}" if claim["because"] else "")]
    shown = [name for name in claim if name not in ("verdict", "reason", "because", "quote")]
    lines += [f"{name:<16}{claim[name]}" for name in shown if claim[name] is not None]
    return "\n".join(lines)


def _said(claim: Row) -> str:
    text = says(claim)
    if claim["date_text"]:
        text += f' ("{claim["date_text"]}")'
    if claim["speaker"]:
        text += f", said {claim['speaker']}"
    return text


def _quoted(claim: Row) -> list[str]:
    return textwrap.wrap(f"“{claim['quote']}”", WIDTH, initial_indent="   ", subsequent_indent="   ")


def _where(claim: Row, articles: pa.Table) -> str:
    article = _article(claim, articles)
    place = f"{article['path']}, characters {claim['start']:,} to {claim['end']:,}"
    return place + (f", {article['url']}" if article["url"] else "")


def _article(claim: Row, articles: pa.Table) -> Row:
    return articles.filter(pc.equal(articles["article_id"], claim["article_id"])).to_pylist()[0]


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
