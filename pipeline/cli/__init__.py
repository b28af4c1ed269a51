"""The command ``newsfacts``. Exit status: 0 well; 1 some articles rejected, or two runs differ; 2 not done.

One module for each group of commands, one function for each command; what they do stands in the other rooms,
which they import when they run, so that ``--help`` needs none of them.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from .. import __version__
from ..errors import NewsFactsError
from .dates import dates
from .facts import diff, explain, show
from .rules import rules
from .run import run

app = typer.Typer(
    name="newsfacts",
    help="Reads entertainment news and gives a dated table of facts, each with its proof.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(run)
app.command()(dates)
app.command()(diff)
app.command()(show)
app.command()(explain)
app.add_typer(rules, name="rules")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"newsfacts {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # before numpy is loaded; more cost and give nothing
    try:
        app()
    except NewsFactsError as fault:
        typer.echo(f"error: {fault}", err=True)
        sys.exit(fault.exit_status)
