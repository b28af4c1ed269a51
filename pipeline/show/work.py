"""All that is known of one work, on one screen."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from rapidfuzz import process

from ..entities import normal
from ..errors import UsageError
from ..reconcile import PREDICATES
from ..tables import read_table
from ..wording import stands

WIDTH = 100
_LABEL = 24
_SHOWN = 12  # of the objects of one predicate, the best witnessed first
Row = dict[str, Any]


def show(folder: Path, name: str) -> str:
    """What the run in ``folder`` knows of the work that ``name`` names, by any of its spellings.

    Raises UsageError where no work has that name, with those that are nearest.
    """
    entities = read_table(folder, "entities")
    facts = read_table(folder, "facts")
    works = _find(entities, name)
    return "\n\n".join(_screen(work, facts) for work in works)


def _find(entities: pa.Table, name: str) -> list[Row]:
    works = entities.filter(pc.equal(entities["entity_type"], "work")).to_pylist()
    found = [w for w in works if name == w["entity_id"] or normal(name) in map(normal, _spellings(w))]
    if found:
        return found
    by_form = {normal(spelling): work["entity"] for work in works for spelling in _spellings(work)}
    near = process.extract(normal(name), sorted(by_form), limit=5, score_cutoff=60)
    names = ", ".join(sorted({by_form[form] for form, _, _ in near})) or "none"
    raise UsageError(f"no work is called {name!r}; near to it: {names}; all works are in entities.parquet")


def _spellings(work: Row) -> list[str]:
    return [work["entity"], *work["aliases"]]


def _screen(work: Row, facts: pa.Table) -> str:
    own = facts.filter(pc.equal(facts["subject_id"], work["entity_id"])).to_pylist()
    told_of = facts.filter(pc.equal(facts["object_id"], work["entity_id"])).to_pylist()
    head = f"{work['entity']}  ({work['entity_id']})"
    if work["aliases"]:
        head += f"  also: {', '.join(work['aliases'])}"
    counts = f"{len(own):,} facts, {sum(fact['n_claims'] for fact in own):,} claims"
    if days := [fact["last_claimed"] for fact in own if fact["last_claimed"]]:
        counts += f", the newest of {max(days)}"
    lines = [head, counts, ""]
    single = [fact for fact in own if not PREDICATES[fact["predicate"]].many]
    for fact in sorted(single, key=_by_place):
        lines += _line(_label(fact), _told(fact))
        lines += [f"{'':{_LABEL}}{other}" for other in _otherwise(fact)]
    groups: dict[str, list[Row]] = defaultdict(list)
    for fact in own:
        if PREDICATES[fact["predicate"]].many:
            groups[_group(fact)].append(fact)
    for label, members in sorted(groups.items()):
        told = [_member(fact) for fact in sorted(members, key=_surest)]
        more = [f"and {len(told) - _SHOWN} more"] if len(told) > _SHOWN else []
        lines += _line(label, "; ".join(told[:_SHOWN] + more))
    for fact in told_of:
        lines += _line("related", f"{fact['subject']} is {fact['predicate'].replace('_', ' ')} it")
    return "\n".join(lines)


def _line(label: str, text: str) -> Iterable[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"{label:<{_LABEL}}",
        subsequent_indent=" " * _LABEL,
        break_long_words=False,
    )


def _place(fact: Row) -> str:
    season = f" S{fact['season']}" if fact["season"] is not None else ""
    return season + (f" E{fact['episode']}" if fact["episode"] is not None else "")


def _label(fact: Row) -> str:
    return fact["predicate"].replace("_", " ") + _place(fact)


def _group(fact: Row) -> str:
    role = fact["role"] if PREDICATES[fact["predicate"]].role else None
    return (role or fact["predicate"].replace("_", " ")) + _place(fact)


def _by_place(fact: Row) -> tuple:
    return fact["season"] or 0, fact["episode"] or 0, str(fact["date_start"] or "9999"), fact["predicate"]


def _surest(fact: Row) -> tuple[int, str]:
    return -fact["n_origins"], fact["object"] or ""


def _told(fact: Row) -> str:
    plural = "origin" if fact["n_origins"] == 1 else "origins"
    return f"{stands(fact)}  [{fact['n_origins']} {plural}, {fact['fact_id']}]"


def _member(fact: Row) -> str:
    text = fact["object"] or "?"
    if fact["predicate"] == "cast" and fact["role"]:
        text += f" ({fact['role']})"
    if fact["modality"] != "confirmed":
        text += f" [{fact['modality']}]"
    return text + (" CONTESTED" if fact["status"] == "contested" else "")


def _otherwise(fact: Row) -> Iterable[str]:
    """Claims that say otherwise and were not overruled."""
    for claim in fact["evidence"]:
        if claim["verdict"] == "contested":
            day = claim["published"] or "undated"
            yield textwrap.shorten(f"but {day}: {claim['quote']}", WIDTH - _LABEL, placeholder=" ...")
