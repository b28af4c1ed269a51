"""``newsfacts dates``: what the date expressions of a text mean."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from .options import day


def dates(
    text: Annotated[str, typer.Argument(help="Any text.")],
    published: Annotated[
        date | None, typer.Option(parser=day, metavar="DATE", help="The day the text was published.")
    ] = None,
) -> None:
    """Show each date expression in TEXT with the interval of days that it means."""
    from ..dates import describe

    typer.echo(describe(text, published))
