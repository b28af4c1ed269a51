"""The README says what is there: every command, option, column, predicate and format."""

import re

import typer

from pipeline import tables
from pipeline.articles import READERS
from pipeline.cli import app
from pipeline.reconcile import PREDICATES
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands


def names_of(group, prefix=""):
    for name, command in group.items():
        if hasattr(command, "commands"):
            yield from names_of(command.commands, f"{prefix}{name} ")
        else:
            yield prefix + name


def test_every_command_is_documented_and_none_else():
    documented = set(re.findall(r"^\| `newsfacts ((?:rules )?[a-z]+)", README, re.M))
    assert documented == set(names_of(COMMANDS))


def test_every_option_of_run_is_documented_and_none_else():
    documented = set(re.findall(r"^\| `(--[a-z-]+)", README, re.M))
    options = {name for parameter in COMMANDS["run"].params for name in parameter.opts if name.startswith("--")}
    assert documented == options - {"--help"}


def test_every_column_predicate_and_format_is_documented():
    words = set(re.findall(r"`([^`\s]+)`", README))
    named = {name for schema in tables.SCHEMAS.values() for name in schema.names}
    assert named <= words
    assert set(PREDICATES) <= words
    assert set(READERS) <= words


def test_every_target_of_the_makefile_is_documented():
    targets = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.M)[1].split()
    assert {target for target in targets if f"make {target}" not in README} == set()


def test_paths_that_the_readme_names_exist():
    for path in re.findall(r"`((?:20\d\d|raw|pipeline|training|benchmarks)/[^`*]*)`", README):
        assert (ROOT / path).exists() or (ROOT / "raw" / path).exists(), path
