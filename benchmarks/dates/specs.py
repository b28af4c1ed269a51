"""Reads the English date specifications of Recognizers-Text and scores our reading of them.

Only cases whose results are all dates or date ranges count; times, durations and sets are another task. A
file starts with a byte-order mark; ends of ranges are half-open; an ambiguous expression has a past and a
future value, and either is right.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pipeline.dates import DateExpression, Interval, find_dates

RELATIONS = ("equal", "contains", "within", "overlaps", "disjoint", "missed")

# Where the specifications follow another convention on purpose, told by the words; tried in this order.
DIFFERENCES = {
    "a range ends the day before its last day there, with it here": (
        r"\b(?:to|till?|through|and)\b|\d ?[-~] ?\d|[a-z]-[a-z]"
    ),
    '"N units ago" and "in N units" are a day there, the unit here': (r"\b(?:ago|in (?:a|\d+|two|three) \w+)$|^in "),
    "a number of units is a span there; durations are no dates here": (
        r"\b(?:next|last|past|previous|within|upcoming)\b.*s\b"
    ),
    "early, late, start and end are halves there, thirds here": (
        r"\b(?:early|earlier|late|later|mid|start|beginning|end)\b"
    ),
    '"since" and "after" open a side there, stay bare here': r"\b(?:since|after)\b",
    '"last" and "next" go by the week there, by the day here': (
        r"\b(?:last|next|previous|following|coming|this|week)\b"
    ),
    "a bare unit is this one there, no date here": (r"^(?:the |same |that )?(?:year|month|week|weekend|day|quarter)$"),
    "figures without a year are a date there, only after a word that says so here": r"^\W*\d+[/.-]\d+$",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, its reference day and what is expected: (start, end, the intervals of which any is
    right)."""

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
    """How our interval lies to the nearest of the right ones: equal, contains, within, overlaps, disjoint or
    missed."""
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
    """Counts of relations, the false alarms on sentences without a date, and (relation, words, ours) of what
    is not equal."""
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


def explained(others: list[tuple[str, str, str]]) -> dict[str, int]:
    """How many of the unequal readings each deliberate difference accounts for; the rest under "other"."""
    counts: Counter[str] = Counter()
    for _, words, _ in others:
        said = words.rpartition(" (")[0]
        reasons = (reason for reason, pattern in DIFFERENCES.items() if re.search(pattern, said, re.IGNORECASE))
        counts[next(reasons, "other")] += 1
    return dict(counts.most_common())
