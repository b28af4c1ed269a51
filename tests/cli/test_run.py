"""``newsfacts run`` as a user sees it: what is printed where, and the exit status."""

import subprocess
import sys
from datetime import date

import pytest
from typer.testing import CliRunner

from pipeline import __version__, tables
from pipeline.cli import app, main
from tests.fakes import FakeReading


@pytest.fixture
def raw(tmp_path, monkeypatch):
    monkeypatch.setattr("pipeline.run.Reading", lambda *_: FakeReading())
    monkeypatch.chdir(tmp_path)
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("date 2024-08-15\nThe Long Quay airs in 2025.")
    return tmp_path / "raw"


def call(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_the_summary_says_what_was_found_and_where_it_is(raw):
    result = call("run", "raw")
    assert result.exit_code == 0
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert lines["articles"] == "1 read, 0 rejected"
    assert lines["claims"] == "1"
    assert lines["facts"] == "1, 0 of them contested"
    assert lines["names"] == "1 in 1 mentions"
    assert lines["run"] == f"{tables.read_info(raw.parent / 'output')['run_id']} (new)"
    assert lines["tables"].startswith("output/facts.parquet")
    assert result.stderr == ""


def test_a_run_without_news_says_so(raw):
    call("run", "raw")
    assert "(the same as before, nothing written)" in call("run", "raw").stdout


def test_rejected_articles_are_named_and_give_status_1(raw):
    for number in range(12):
        (raw / f"bad{number:02d}.txt").write_bytes(b"")
    result = call("run", "raw", "--output", "elsewhere")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "rejected: bad00.txt: empty file"
    assert result.stderr.splitlines()[-1].startswith("rejected: 2 more, see the column 'reason' of elsewhere/")
    assert "1 read, 12 rejected" in result.stdout


def test_quiet_is_quiet(raw):
    result = call("run", "raw", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_published_is_for_articles_without_a_date(raw):
    (raw / "b.txt").write_text("The Low Tide airs in 2025.")
    call("run", "raw", "--published", "2024-01-02", "--today", "2024-08-15")
    rows = tables.read_table(raw.parent / "output", "articles").to_pylist()
    assert [(row["published"], row["published_from"]) for row in rows] == [
        (date(2024, 8, 15), "header"),
        (date(2024, 1, 2), "option"),
    ]


def test_today_bounds_the_dates_that_are_believed(raw):
    call("run", "raw", "--today", "2024-08-14")
    (row,) = tables.read_table(raw.parent / "output", "articles").to_pylist()
    assert row["published"] is None
    assert "lies in the future: not used" in row["reason"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run"], "Missing argument"),
        (["run", "raw", "--published", "15 August"], "write YYYY-MM-DD"),
        (["run", "raw", "--published", "2024-02-30"], "is no day"),
        (["run", "raw", "--published", "2024-08-16", "--today", "2024-08-15"], "lies in the future"),
        (["run", "raw", "--as-of", "now"], "is no day"),
        (["run", "raw", "--workers", "0"], "--workers"),
        (["run", "raw", "--nonsense"], "--nonsense"),
        (["nonsense"], "nonsense"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(raw, arguments, says):
    result = call(*arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "absent"], "error: absent: no such file or folder"),
        (["run", "empty"], "error: empty: no files in it"),
        (["run", "raw", "--output", "a-file"], "error: a-file: tables cannot be written there"),
        (["run", "raw", "--output", "raw/output"], "its tables would be read as articles"),
    ],
)
def test_faults_are_one_line_and_status_2(raw, monkeypatch, capsys, arguments, says):
    (raw.parent / "empty").mkdir()
    (raw.parent / "a-file").write_text("x")
    monkeypatch.setattr("sys.argv", ["newsfacts", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 2
    error = capsys.readouterr().err
    assert says in error
    assert error.count("\n") == 1


def test_help_and_version_load_no_library_of_weight():
    script = (
        "import sys; from typer.testing import CliRunner; from pipeline.cli import app\n"
        "for arguments in (['--help'], ['--version'], ['run', '--help']):\n"
        "    assert CliRunner().invoke(app, arguments).exit_code == 0\n"
        "print([name for name in ('spacy', 'pandas', 'pyarrow', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_version():
    assert call("--version").stdout == f"newsfacts {__version__}\n"
