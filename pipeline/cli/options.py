"""Types and texts that several commands share."""

from __future__ import annotations

from datetime import date

import typer


def day(text: str) -> date:
    """The value of an option that is a day; typer shows the message with the option's name."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day; write YYYY-MM-DD, such as 2025-03-27") from None
