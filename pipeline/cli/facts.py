"""``newsfacts diff``, ``show`` and ``explain``: what people ask of the facts that runs have left."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .options import day

Output = Annotated[Path, typer.Option(help="Folder of the tables.")]


class Format(StrEnum):
    table = "table"
    json = "json"
    markdown = "markdown"
    parquet = "parquet"


def diff(
    runs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[OLD NEW]", help="Ids or numbers of runs, or their folders [default: two newest]."),
    ] = None,
    as_of: Annotated[
        list[date] | None,
        typer.Option(
            parser=day,
            metavar="DATE",
            help="Twice: one run, by default the newest, as it was known on two days.",
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How to tell the changes.")] = Format.table,
    to: Annotated[Path | None, typer.Option(metavar="FILE", help="Write there instead of showing.")] = None,
    output: Output = Path("output"),
) -> None:
    """Tell what changed from one run to another: one class for each changed fact, and whether it is news.

    Exit status 0 when the facts are the same, 1 when they differ, 2 when they cannot be compared.
    """
    from ..diff import compare, render, write

    if form is Format.parquet and to is None:
        raise typer.BadParameter("a Parquet file is not for the screen; say where with --to FILE")
    found = compare(output, tuple(runs or ()), tuple(as_of or ()))
    if to is not None:
        write(found, form, to)
    else:
        typer.echo(render(found, form))
    if found.changes.num_rows:
        raise typer.Exit(1)


def show(
    work: Annotated[str, typer.Argument(help="Title of a work, in any of its spellings.")],
    output: Output = Path("output"),
) -> None:
    """Show all that is known of one work, on one screen."""
    from ..show import show

    typer.echo(show(output, work))


def explain(
    key: Annotated[str, typer.Argument(metavar="ID", help="A fact_id or claim_id, or how it starts.")],
    output: Output = Path("output"),
) -> None:
    """Tell why a fact or a claim is as it is: every claim on it, its verdict, its quote and its place."""
    from ..show import explain

    typer.echo(explain(output, key))
