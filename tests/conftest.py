"""Options and fixtures of the whole suite."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew instead of comparing with it"
    )


@pytest.fixture(scope="session")
def sample_run(tmp_path_factory):
    """The output folder of a run over raw/ with the shipped model and rules."""
    from pipeline.run import Job, run

    output = tmp_path_factory.mktemp("sample") / "output"
    run(Job(raw=ROOT / "raw", output=output, today=date(2026, 12, 31)))
    return output
