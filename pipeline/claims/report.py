"""What the rules did in a run: how often each fired, beside and against which others, how often rightly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from pipeline.claims.gold import GoldArticle
from pipeline.claims.rules import PREDICATES

Row = Mapping[str, Any]
MANY = {
    "cast",
    "crew",
    "spinoff_of",
    "network",
    "production_company",
    "based_on",
}  # several objects are no conflict


@dataclass
class RuleLine:
    """One rule in a run. ``right`` of ``judged`` claims are in the gold, ``dated`` of them with its dates."""

    rule: str
    claims: int = 0
    articles: int = 0
    overlaps: Counter[str] = field(default_factory=Counter)  # other rule -> sentences where both speak of a work
    judged: int = 0
    right: int = 0
    with_dates: int = 0  # right claims that can have a date
    dated: int = 0


@dataclass(frozen=True)
class Conflict:
    """Two rules that read one sentence in two ways."""

    one: Row
    other: Row
    differs: str  # the field


@dataclass(frozen=True)
class Report:
    lines: tuple[RuleLine, ...]  # most frequent first
    silent: tuple[str, ...]  # rules that made no claim
    conflicts: tuple[Conflict, ...]


def report(
    claims: Iterable[Row],
    rules: Sequence[str],
    *,
    articles: Mapping[str, str] | None = None,
    gold: Mapping[str, GoldArticle] | None = None,
) -> Report:
    """The report on rows of ``claims.parquet``; ``rules`` are the ids of all rules.

    With ``gold``, claims of its articles are judged; ``articles`` then maps an article_id to the gold's id.
    """
    lines: dict[str, RuleLine] = {}
    seen: dict[str, set[str]] = defaultdict(set)
    sentences: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for claim in claims:
        line = lines.setdefault(claim["rule"], RuleLine(claim["rule"]))
        line.claims += 1
        seen[claim["rule"]].add(claim["article_id"])
        sentences[claim["article_id"], claim["start"], claim["predicate"], claim["subject"]].append(claim)
        known = gold.get((articles or {}).get(claim["article_id"], "")) if gold else None
        if known is not None:
            _judge(line, claim, known)
    conflicts = []
    for together in sentences.values():
        for a, b in combinations(sorted({claim["rule"] for claim in together}), 2):
            lines[a].overlaps[b] += 1
            lines[b].overlaps[a] += 1
        for one, other in combinations(together, 2):
            if one["rule"] != other["rule"] and (differs := difference(one, other)):
                conflicts.append(Conflict(one, other, differs))
    for rule, ids in seen.items():
        lines[rule].articles = len(ids)
    ordered = sorted(lines.values(), key=lambda line: (-line.claims, line.rule))
    return Report(tuple(ordered), tuple(sorted(set(rules) - set(lines))), tuple(conflicts))


def difference(one: Row, other: Row) -> str | None:
    """The field that keeps two claims of one sentence, predicate and subject from both holding, if any."""
    if _differ(one, other, "season") or _differ(one, other, "episode"):
        return "season" if one["predicate"] == "final_season" else None
    if one["predicate"] in MANY and one["object"] != other["object"]:
        return None
    if one["predicate"] == "crew" and one["role"] != other["role"]:
        return None
    if _apart(one, other):
        return "date"
    for column in ("object", "role"):
        if _differ(one, other, column):
            return column
    return "modality" if (one["modality"] == "denied") != (other["modality"] == "denied") else None


def _differ(one: Row, other: Row, column: str) -> bool:
    return None not in (one[column], other[column]) and one[column] != other[column]


def _apart(one: Row, other: Row) -> bool:
    """Whether two intervals of days have no day in common; an open side reaches everywhere."""
    return any(
        None not in (a["date_start"], b["date_end"]) and a["date_start"] > b["date_end"]
        for a, b in ((one, other), (other, one))
    )


def _judge(line: RuleLine, claim: Row, known: GoldArticle) -> None:
    line.judged += 1
    if known.is_right(claim):
        line.right += 1
        if PREDICATES[claim["predicate"]][1]:
            line.with_dates += 1
            line.dated += known.is_right_with_date(claim)


def render(found: Report, *, conflicts: int = 20) -> str:
    """The report as text: a table of rules, the rules that never fired, the first ``conflicts`` conflicts."""
    width = max([len(line.rule) for line in found.lines] + [4])
    judged = any(line.judged for line in found.lines)
    head = f"{'rule':<{width}}{'claims':>8}{'articles':>10}"
    rows = [head + (f"{'right':>12}{'dates':>12}" if judged else "") + "  beside"]
    for line in found.lines:
        text = f"{line.rule:<{width}}{line.claims:>8,}{line.articles:>10,}"
        if judged:
            text += f"{_share(line.right, line.judged):>12}{_share(line.dated, line.with_dates):>12}"
        beside = ", ".join(f"{rule} {n}" for rule, n in sorted(line.overlaps.items(), key=lambda i: (-i[1], i[0]))[:3])
        rows.append(f"{text}  {beside}".rstrip())
    rows += ["", f"never fired ({len(found.silent)}): {', '.join(found.silent) or 'none'}"]
    rows += ["", f"contradictions ({len(found.conflicts)})"]
    for conflict in found.conflicts[:conflicts]:
        rows.append(f"  {conflict.differs}: {_side(conflict.one)} / {_side(conflict.other)}")
        rows.append(f"    {' '.join(conflict.one['quote'].split())}")
    if len(found.conflicts) > conflicts:
        rows.append(f"  and {len(found.conflicts) - conflicts} more")
    return "\n".join(rows)


def _share(right: int, of: int) -> str:
    return f"{right / of:.2f} of {of}" if of else "-"


def _side(claim: Row) -> str:
    season = f" S{claim['season']}" if claim["season"] is not None else ""
    values = [claim["object"], claim["role"], claim["date_edtf"] or claim["date_text"], claim["modality"]]
    told = " | ".join(value for value in values if value)
    return f"{claim['rule']} says {claim['predicate']} {claim['subject']}{season} | {told}"
