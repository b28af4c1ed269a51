"""Facts in words for the eye: what a fact is about, and what it says."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

from .reconcile import PREDICATES


def about(fact: Mapping[str, Any]) -> str:
    """The key of a fact or claim: ``Harbor Lights S3: premiere``, ``Harbor Lights: cast Nell Quist``."""
    place = f" S{fact['season']}" if fact["season"] is not None else ""
    place += f" E{fact['episode']}" if fact["episode"] is not None else ""
    predicate = fact["predicate"].replace("_", " ")
    return f"{fact['subject']}{place}: {predicate}{_keyed(fact)}"


def _keyed(fact: Mapping[str, Any]) -> str:
    """The object where it is part of the key, with the role of a member of the crew."""
    kind = PREDICATES[fact["predicate"]]
    if not kind.many or fact["object"] is None:
        return ""
    return f" {fact['object']}" + (f", {fact['role']}" if kind.role and fact["role"] else "")


def says(fact: Mapping[str, Any]) -> str:
    """The value of a fact or claim and its certainty: ``2025-01-01..2025-04-30 expected, on Aurora``."""
    kind = PREDICATES[fact["predicate"]]
    parts = [interval(fact["date_start"], fact["date_end"])] if kind.dated else []
    if kind.counted and fact["object"] is not None:
        parts.append(fact["object"])
    parts.append(fact["modality"])
    text = " ".join(part for part in parts if part)
    if kind.dated and fact["object"] is not None:
        text += f", {fact['object']}"
    if fact["predicate"] == "cast" and fact["role"] is not None:
        text += f", as {fact['role']}"
    return text


def stands(fact: Mapping[str, Any]) -> str:
    """What a fact says, what of it is confirmed where that is less, and whether it is contested."""
    confirmed = interval(fact["confirmed_start"], fact["confirmed_end"])
    text = says(fact)
    if confirmed and confirmed != interval(fact["date_start"], fact["date_end"]):
        text += f", within {confirmed} confirmed"
    return text + (" CONTESTED" if fact["status"] == "contested" else "")


def interval(start: date | None, end: date | None) -> str:
    """Days, both inclusive, as short as they can be told: a year, a month, a day, else ``START..END``."""
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return f"{start or ''}..{end or ''}"
    if start == end:
        return str(start)
    if (start.month, start.day, end) == (1, 1, date(start.year, 12, 31)):
        return f"{start.year:04}"
    if start.day == 1 and end == start.replace(day=monthrange(start.year, start.month)[1]):
        return f"{start:%Y-%m}"
    return f"{start}..{end}"
