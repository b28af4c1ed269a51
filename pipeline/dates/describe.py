"""A plain table of what is found in a text, for people who debug."""

from __future__ import annotations

from datetime import date

from pipeline.dates.find import find_dates


def describe(text: str, published: date | None) -> str:
    """One line for each expression: offsets, words, first and last day, precision, EDTF, flags, rule."""
    rows = [("span", "words", "from", "to", "precision", "edtf", "flags", "rule")]
    for one in find_dates(text, published):
        flags = [name for name in ("relative", "approximate", "ambiguous") if getattr(one, name)]
        if not one.resolved:
            flags.append("unresolved")
        side = "?" if not one.resolved else ".."
        rows.append(
            (
                f"{one.start}-{one.end}", " ".join(one.text.split()), str(one.date_start or side),
                str(one.date_end or side), one.precision, one.edtf or "-", " ".join(flags) or "-", one.rule,
            )
        )  # fmt: skip
    if len(rows) == 1:
        return "no date found"
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(w) for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)
