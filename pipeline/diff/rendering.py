"""A diff as text: a table for the eye, Markdown, or JSON, one object for each change."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from ..errors import EnvironmentFault
from ..wording import about, stands
from .comparing import CHANGES
from .reports import Report

FORMATS = ("table", "json", "markdown")
_HEADS = ("change", "fact", "was", "is", "cause")
_QUIET = "re-sourced"  # the fact says what it said: counted, and listed only in JSON
Cells = tuple[str, ...]


def render(report: Report, form: str) -> str:
    """``form`` is one of FORMATS. Facts that are only re-sourced are counted, and listed in JSON alone."""
    changes = report.changes
    if form == "json":
        return "\n".join(json.dumps(row, default=str, ensure_ascii=False) for row in changes.to_pylist())
    rows = [_cells(row) for row in changes.filter(pc.not_equal(changes["change"], _QUIET)).to_pylist()]
    counts = Counter(changes["change"].to_pylist())
    total = ", ".join(f"{counts[change]:,} {change}" for change in CHANGES if counts[change])
    lines = [f"{report.old} -> {report.new}: {total or 'no change'}"]
    lines += [f"{name}: {old} -> {new}" for name, (old, new) in report.versions.items()]
    if rows:
        lines += ["", *(_markdown(rows) if form == "markdown" else _table(rows))]
    return "\n".join(lines)


def write(report: Report, form: str, file: Path) -> None:
    """Parquet or one of FORMATS into ``file``. Raises EnvironmentFault where it cannot be written."""
    try:
        if form == "parquet":
            pq.write_table(report.changes, file, compression="zstd")
        else:
            file.write_text(render(report, form) + "\n", encoding="utf-8")
    except OSError as fault:
        raise EnvironmentFault(f"{file}: cannot be written ({fault.strerror}); give another place") from None


def _cells(row: Mapping[str, Any]) -> Cells:
    change = row["change"]
    if row["direction"]:
        change += f" {row['direction']}"
    if row["days"] is not None:
        change += f" by {abs(row['days']):,} {'day' if abs(row['days']) == 1 else 'days'}"
    was, now = (stands(row[side]) if row[side] else "-" for side in ("old", "new"))
    return change, about(row["new"] or row["old"]), was, now, row["cause"] or ""


def _table(rows: list[Cells]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in (_HEADS, *rows)]


def _markdown(rows: list[Cells]) -> list[str]:
    escaped = (tuple(cell.replace("|", "\\|") for cell in row) for row in rows)
    return [f"| {' | '.join(row)} |" for row in (_HEADS, ("---",) * len(_HEADS), *escaped)]
