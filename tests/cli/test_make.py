"""The Makefile calls what the README says it calls."""

import shutil
import subprocess

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")


def planned(*arguments):
    """What make would do."""
    done = subprocess.run(["make", "--dry-run", *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["run"], "newsfacts run raw --output output --workers 1"),
        (["run", "RAW=a", "OUT=b", "WORKERS=3"], "newsfacts run a --output b --workers 3"),
        (["test"], "python -m pytest"),
        (["diff", "OUT=b"], "newsfacts diff --output b"),
        (["lint"], "ruff check ."),
        (["bench"], "python -m benchmarks"),
    ],
)
def test_targets(arguments, command):
    plan = planned("--assume-old=.venv/.ready", *arguments)
    assert f".venv/bin/{command}" in plan
    assert "pip install" not in plan


@pytest.mark.parametrize("file", ["constraints.txt", "pyproject.toml"])
def test_the_environment_is_made_anew_when_what_it_is_made_of_changes(file):
    plan = planned(f"--what-if={file}", "test")
    assert plan.index("pip install") < plan.index("python -m pytest")


def test_ci_calls_the_command_of_the_readme():
    assert "make test" in (ROOT / ".ci" / "run").read_text()
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")
