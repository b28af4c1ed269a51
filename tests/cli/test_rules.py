"""``newsfacts rules``: exit status and what is printed."""

from datetime import date

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.run import Job, run
from tests.fakes import FakeReading

BROKEN = """
[[rule]]
id = "mine.sail"
why = "A work that sets sail premieres."
predicate = "premiere"
trigger = { verb = ["sail"] }
roles = { subject = ["subj"], date = ["time"] }
required = ["subject", "date"]
examples = [{ text = "Nothing is said.", claims = ["premiere: Salt"] }]
counter_examples = [{ text = "[person Ana Reyes] sails." }]
"""


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def output(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("date 2024-08-15\nThe Long Quay airs in 2025.")
    run(Job(raw=tmp_path / "raw", output=tmp_path / "out", today=date(2025, 1, 1), reading=FakeReading()))
    return tmp_path / "out"


def test_a_rule_whose_example_fails_is_named_and_gives_status_1(tmp_path, monkeypatch):
    """Only the user's rule is checked here: the shipped ones have a test each."""
    (tmp_path / "mine.toml").write_text(BROKEN)
    monkeypatch.setattr("pipeline.claims.rules._shipped", list)
    result = call("rules", "check", "--rules", tmp_path)
    assert result.exit_code == 1
    assert "mine.sail: Nothing is said.\n    wanted premiere: Salt; got nothing" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 of 1 rules fail, of 2 examples and counter-examples"


def test_rules_that_hold_give_status_0(tmp_path, monkeypatch):
    held = BROKEN.replace("Nothing is said.", "[work Salt] sailed on May 4.").replace(
        'claims = ["premiere: Salt"]', 'published = "2025-02-01", claims = ["premiere: Salt"]'
    )
    (tmp_path / "mine.toml").write_text(held)
    monkeypatch.setattr("pipeline.claims.rules._shipped", list)
    result = call("rules", "check", "--rules", tmp_path)
    assert (result.exit_code, result.stdout) == (0, "0 of 1 rules fail, of 2 examples and counter-examples\n")


def test_the_report_tells_what_fired_and_what_did_not(output):
    result = call("rules", "report", output)
    assert result.exit_code == 0
    rows = {line.split()[0]: line.split()[1:] for line in result.stdout.splitlines() if line.strip()}
    assert rows["fake"] == ["1", "1"]
    assert "premiere.verb" in result.stdout.split("never fired")[1]


def test_the_report_judges_by_gold(output, tmp_path):
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "facts": [{"predicate": "premiere", "subject": "Long Quay", "season": null}]}\n')
    result = call("rules", "report", output, "--gold", gold)
    assert "1.00 of 1" in result.stdout


def test_a_report_on_no_run_is_refused(tmp_path):
    result = call("rules", "report", tmp_path)
    assert result.exit_code != 0
    assert "no such table" in str(result.exception)
