"""Reads the English date specifications of Recognizers-Text and scores our reading of them.

Only cases whose results are all dates or date ranges count; times, durations and sets are another task. A file starts with
a byte-order mark; ends of ranges are half-open; an ambiguous expression has a past and a future value, and either is right.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.dates import DateExpression, Interval, find_dates

# Where the specifications follow another convention on purpose; the rest of what differs is counted as wrong.
DIFFERENCES = {
    "early, mid and late of a relative year are halves there, thirds here": r"\b(?:early|late|mid|beginning|end|start)\b",
    "a period from now there starts today (\"this week\" is today to Sunday), the whole unit here": r"\brest of\b",
    "a week there may start on Sunday and a weekend run to Monday": r"\bweek(?:end)?s?\b",
    "\"before X\" and \"since X\" there open one side of a date that stays bare here": r"\b(?:since|after|before|prior)\b",
    "\"the next N units\" are a span there; here durations are no dates": r"\b(?:next|last|past|previous|coming|within)\b",
    "seasons there have no days": r"\b(?:spring|summer|fall|autumn|winter)\b",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its reference day and what is expected: (start, end, the intervals of which any is right)."""

    text: str
    reference: date
    expected: tuple[tuple[int, int, tuple[Interval, ...]], ...]


def _interval(value: dict[str, str]) -> Interval | None:
    try:
        if value["type"] == "date" and "value" in value:
            day = date.fromisoformat(value["value"])
            return Interval(day, day)
        if value["type"] == "daterange":
            start = date.fromisoformat(value["start"]) if "start" in value else None
            end = date.fromisoformat(value["end"]) - timedelta(days=1) if "end" in value else None
            return Interval(start, end)
    except (KeyError, ValueError):  # "not resolved", a year out of the calendar
        return None
    return None


def read(path: Path) -> Iterator[Case]:
    """The cases of a DateTimeModel file that concern dates only, those without any date among them."""
    for row in json.loads(path.read_text("utf-8-sig")):
        results = row["Results"]
        kinds = {result.get("TypeName", "").rpartition(".")[2] for result in results}
        if not kinds <= {"date", "daterange"}:
            continue
        reference = row.get("Context", {}).get("ReferenceDateTime", "2016-11-07")
        expected = []
        for result in results:
            values = [_interval(value) for value in (result.get("Resolution") or {}).get("values", ())]
            expected.append((result["Start"], result["End"] + 1, tuple(value for value in values if value)))
        yield Case(row["Input"], date.fromisoformat(reference[:10]), tuple(expected))


def relation(found: DateExpression | None, right: tuple[Interval, ...]) -> str:
    """How our interval lies to the nearest of the right ones: equal, contains, within, overlaps, disjoint or missed."""
    if found is None or found.interval is None:
        return "missed"
    days = found.interval
    for name, holds in (
        ("equal", lambda one: one == days),
        ("contains", days.contains),
        ("within", lambda one: one.contains(days)),
        ("overlaps", days.overlaps),
    ):
        if any(holds(one) for one in right):
            return name
    return "disjoint"


def score(path: Path) -> tuple[Counter[str], list[tuple[Case, DateExpression]], list[tuple[str, str, str]]]:
    """Counts of relations, the false alarms on sentences without a date, and (relation, words, ours) of what is not equal."""
    counts: Counter[str] = Counter()
    alarms, others = [], []
    for case in read(path):
        found = find_dates(case.text, case.reference)
        if not case.expected:
            counts["sentences without a date"] += 1
            alarms += [(case, one) for one in found]
        for start, end, right in case.expected:
            if not right:
                continue
            touching = [one for one in found if one.start < end and one.end > start]
            best = max(touching, key=lambda one: min(end, one.end) - max(start, one.start), default=None)
            name = relation(best, right)
            counts[name] += 1
            if name != "equal":
                ours = f"{best.text} {best.date_start}..{best.date_end}" if best else "-"
                others.append((name, f"{case.text[start:end]} ({case.reference}) {right[0]}", ours))
    return counts, alarms, others
