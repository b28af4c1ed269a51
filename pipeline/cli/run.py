"""``newsfacts run``: a folder of articles into tables."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import day

if TYPE_CHECKING:
    from ..run import Report

SHOWN = 10  # rejected articles that are listed; all of them are rows of articles.parquet


def run(
    raw: Annotated[Path, typer.Argument(help="Folder of .txt, .md, .html, .jsonl and .parquet, or one file.")],
    output: Annotated[Path, typer.Option(help="Folder of the tables; earlier runs in it are kept.")] = Path("output"),
    published: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="Publication day of articles that carry none."),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="spaCy model in place of the shipped one.")] = None,
    known: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="File of titles and names to know; repeatable.")
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option(metavar="DIR", help="Folder of further rules; repeatable.")
    ] = None,
    same: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Your own decisions on which names are one.")
    ] = None,
    as_of: Annotated[
        date | None, typer.Option(parser=day, metavar="DATE", help="Facts as they were known on this day.")
    ] = None,
    today: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DATE", help="Later publication dates are not believed [default: now]."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes; the tables are the same with any number.")] = 1,
    quiet: Annotated[bool, typer.Option("--quiet", help="Neither progress nor summary.")] = False,
) -> None:
    """Read the articles in RAW and write the tables of their facts.

    Exit status 0; 1 when some articles were rejected, each with its reason; 2 when no run was made.
    """
    today = today or date.today()
    if published and published > today:
        raise typer.BadParameter(f"{published} lies in the future", param_hint="--published")
    from ..run import Job, Reading
    from ..run import run as make_run

    def watch(articles: Iterator) -> Iterator:
        from tqdm import tqdm

        return iter(tqdm(articles, unit=" articles", disable=None if not quiet else True, file=sys.stderr))

    report = make_run(
        Job(
            raw=raw,
            output=output,
            today=today,
            published=published,
            reading=Reading(model, tuple(known or ()), tuple(rules or ())),
            same=same,
            as_of=as_of,
            workers=workers,
        ),
        watch=watch,
    )
    _list_rejected(report, output)
    if not quiet:
        typer.echo(summary(report, output))
    if report.rejected:
        raise typer.Exit(1)


def _list_rejected(report: Report, output: Path) -> None:
    for path, reason in report.rejected[:SHOWN]:
        typer.echo(f"rejected: {path}: {reason}", err=True)
    if len(report.rejected) > SHOWN:
        more = len(report.rejected) - SHOWN
        typer.echo(f"rejected: {more} more, see the column 'reason' of {output / 'articles.parquet'}", err=True)


def summary(report: Report, output: Path) -> str:
    """What a run found and where it is, a line for each."""
    counts = report.counts
    state = "new" if report.new else "the same as before, nothing written"
    rows = (
        ("articles", f"{counts['read']:,} read, {counts['rejected']:,} rejected"),
        ("claims", f"{counts['claims']:,}"),
        ("facts", f"{counts['facts']:,}, {counts['contested']:,} of them contested"),
        ("names", f"{counts['entities']:,} in {counts['mentions']:,} mentions"),
        ("run", f"{report.run_id} ({state})"),
        ("tables", f"{output}/facts.parquet, claims, mentions, entities, articles"),
    )
    return "\n".join(f"{name:<10}{value}" for name, value in rows)
