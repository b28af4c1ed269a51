"""A comparison as the command makes it: which two sides, what differs, and which versions do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from ..errors import UsageError
from . import sides
from .comparing import diff


@dataclass(frozen=True, slots=True)
class Report:
    """``changes`` as ``diff`` gives it; ``versions`` are those that differ, each with the old and the new."""

    old: str
    new: str
    changes: pa.Table
    versions: dict[str, tuple[str, str]]


def compare(output: Path, runs: tuple[str, ...] = (), as_of: tuple[date, ...] = ()) -> Report:
    """Two runs of ``output``, by default the two newest; or with two days one run, by default the newest.

    Raises UsageError for anything else, and where a run is not there.
    """
    if (len(runs), len(as_of)) not in ((0, 0), (2, 0), (0, 2), (1, 2)):
        raise UsageError(
            f"cannot compare {len(runs)} runs as of {len(as_of)} days; give two runs, or none for the two "
            "newest, or --as-of twice and at most one run"
        )
    if as_of:
        folder = sides.find(output, runs[0]) if runs else sides.newest(output, 1)[0]
        old, new = (sides.known_on(folder, day) for day in as_of)
    else:
        folders = [sides.find(output, run) for run in runs] or sides.newest(output, 2)
        old, new = map(sides.of_run, folders)
    changes = diff(old.facts, new.facts, old_articles=old.articles, new_articles=new.articles)
    names = sorted(old.versions.keys() | new.versions.keys())
    pairs = {name: (old.versions.get(name, "none"), new.versions.get(name, "none")) for name in names}
    return Report(old.name, new.name, changes, {n: pair for n, pair in pairs.items() if pair[0] != pair[1]})
