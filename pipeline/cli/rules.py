"""``newsfacts rules``: whether the rules keep what their examples promise, and what they did in a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folders = Annotated[
    list[Path] | None, typer.Option("--rules", metavar="DIR", help="Folder of further rules; repeatable.")
]

rules = typer.Typer(help="Check the rules by their examples; report what they did in a run.", no_args_is_help=True)


@rules.command()
def check(folders: Folders = None) -> None:
    """Run every example and counter-example of every rule.

    Exit status 0 when all hold, 1 when some fail, 2 when a rule cannot be read.
    """
    from ..claims.check import check as check_rule
    from ..extract import Extractor

    extractor = Extractor(rules=tuple(folders or ()))
    failed, examples = 0, 0
    for rule in extractor.rules:
        examples += len(rule.examples) + len(rule.counter_examples)
        failures = list(check_rule(extractor, rule))
        failed += bool(failures)
        for failure in failures:
            typer.echo(f"{failure.rule}: {failure.text}\n    {failure.problem}")
    typer.echo(f"{failed} of {len(extractor.rules)} rules fail, of {examples} examples and counter-examples")
    if failed:
        raise typer.Exit(1)


@rules.command()
def report(
    output: Annotated[Path, typer.Argument(metavar="OUT", help="Folder of the tables of a run.")],
    gold: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Facts annotated by hand: adds each rule's precision.")
    ] = None,
    folders: Folders = None,
) -> None:
    """Tell how often each rule fired, beside and against which others, and which never did."""
    from ..claims.gold import gold_id, load_gold
    from ..claims.report import render
    from ..claims.report import report as make_report
    from ..claims.rules import load_rules
    from ..tables import read_table

    known = load_gold(gold) if gold else None
    read = read_table(output, "articles").to_pylist()
    made = make_report(
        read_table(output, "claims").to_pylist(),
        [rule.id for rule in load_rules(tuple(folders or ())).rules],
        articles={row["article_id"]: gold_id(row["path"]) for row in read},
        gold=known,
    )
    typer.echo(render(made))
