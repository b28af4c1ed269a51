"""Date recognition beside its peers: interval F1, false alarms, speed, and the specifications of
Recognizers-Text.

    python -m benchmarks.dates [--shared ../shared/dates] [--peers-python PYTHON] [--errors]

``--shared`` is the folder with ``timebank.jsonl``, ``aquaint.jsonl``, ``entertainment.jsonl``,
``score_dates.py`` and ``specs/``. ``--peers-python`` names an interpreter that has the peers installed (see
``peers.py``; this one by default); a peer that does not import is left out. ``--errors`` prints what differs
from the gold and the specifications. Exit status 1 where a figure misses its target.

TIMEX3 marks the two ends of a range apart, and the unit after "by" or "later in" without the word. The row
"as TIMEX3" therefore scores newswire by what our expressions name (``sides``, ``named_start``,
``named_end``); the row above it scores the intervals just as they come.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from pipeline.dates import DateExpression, find_dates

from . import specs
from .peers import PEERS

SETS = ("timebank", "aquaint", "entertainment")
F1_TARGETS = {"timebank": 0.88, "aquaint": 0.88, "entertainment": 0.97}
SPEED_TARGET, LINEAR_TARGET, ALARMS_TARGET = 150_000, 1.5, 2
Rows = list[dict[str, Any]]


def scorer(folder: Path) -> ModuleType:
    """The measuring script that comes with the data."""
    spec = importlib.util.spec_from_file_location("score_dates", folder / "score_dates.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def rows(document: dict[str, Any], found: Iterable[DateExpression], *, as_timex: bool) -> Rows:
    """Our expressions in the form of the scorer. Open sides have no day; what is unresolved makes no
    prediction."""
    result = []
    for one in found:
        for part in one.sides if as_timex and one.sides else (one,):
            if part.resolved:
                ends = (part.named_start, part.named_end) if as_timex else (part.date_start, part.date_end)
                first, last = (day and day.isoformat() for day in ends)
                place = {"doc": document["doc"], "start": part.start, "end": part.end}
                result.append({**place, "date_start": first, "date_end": last})
    return result


def ours(documents: Rows) -> tuple[list[list[DateExpression]], float]:
    """All expressions of all documents, and the CPU seconds taken once the tables are built."""
    find_dates("It opened on May 6, 2022.", date(2024, 1, 1))
    before = time.process_time()
    found = [find_dates(document["text"], date.fromisoformat(document["dct"])) for document in documents]
    return found, time.process_time() - before


def peer(name: str, python: str, documents: Rows) -> tuple[Rows, float] | None:
    """Predictions of another library and its CPU seconds, ``None`` where it is not installed."""
    done = subprocess.run(
        [python, str(Path(__file__).with_name("peers.py")), name],
        input="\n".join(json.dumps(document) for document in documents),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        print(f"{name}: left out ({done.stderr.strip().splitlines()[-1]})", file=sys.stderr)
        return None
    *predictions, last = (json.loads(line) for line in done.stdout.splitlines())
    return predictions, last["seconds"]


def seconds_for(text: str) -> float:
    """The least CPU time of three readings of a text."""
    times = []
    for _ in range(3):
        before = time.process_time()
        find_dates(text, date(2024, 1, 1))
        times.append(time.process_time() - before)
    return min(times)


def alarms(documents: Rows, predictions: Rows) -> int:
    """Predictions in the sentences that hold no date at all."""
    empty = {document["doc"] for document in documents if not document["timex"]}
    return sum(row["doc"] in empty for row in predictions)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared/dates"))
    parser.add_argument("--peers-python", default=sys.executable)
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if not (options.shared / "score_dates.py").exists():
        parser.error(f"--shared {options.shared} holds no score_dates.py; give the folder with the measuring data")
    measure = scorer(options.shared)
    gold = {name: measure.load(options.shared / f"{name}.jsonl") for name in SETS}
    documents = [document for name in SETS for document in gold[name]]
    n_chars = sum(len(document["text"]) for document in documents)

    found, seconds = ours(documents)
    # Names (systems) to (predictions, characters a second).
    pairs = list(zip(documents, found, strict=True))
    systems: dict[str, tuple[Rows, float]] = {}
    for label, as_timex in (("pipeline.dates", False), ("  as TIMEX3", True)):
        predictions = [
            row
            for document, expressions in pairs
            # The field's own set marks ranges and qualifiers as they are.
            for row in rows(document, expressions, as_timex=as_timex and document not in gold["entertainment"])
        ]
        systems[label] = (predictions, n_chars / seconds)
    for name in PEERS:
        answer = peer(name, options.peers_python, documents)
        if answer:
            systems[name] = (answer[0], n_chars / max(answer[1], 1e-9))

    print(f"{'interval F1':18}" + "".join(f"{name:>15}" for name in SETS) + f"{'trap alarms':>13}{'characters/s':>14}")
    figures: dict[str, float] = {}
    for name, (predictions, speed) in systems.items():
        scores = {key: measure.score(gold[key], predictions)["interval"]["f1"] for key in SETS}
        false = alarms(gold["entertainment"], predictions)
        print(f"{name:18}" + "".join(f"{scores[key]:15.3f}" for key in SETS) + f"{false:13}{speed:14,.0f}")
        if name == "  as TIMEX3":
            figures = {**scores, "traps": false, "speed": speed}

    body = "\n\n".join(document["text"] for document in documents)
    short, long = ((body * (size // len(body) + 1))[:size] for size in (100_000, 1_000_000))
    ratio = seconds_for(long) / seconds_for(short) / 10
    print(f"\n1 MB takes {ratio:.2f} times as long per character as 100 kB")

    counts, false_alarms, others = specs.score(options.shared / "specs" / "recognizers-DateTimeModel.json")
    relations = ", ".join(f"{counts[name]} {name}" for name in specs.RELATIONS)
    print(f"Recognizers-Text specifications: {relations}; {len(false_alarms)} false alarms on "
          f"{counts['sentences without a date']} sentences without a date")  # fmt: skip
    for reason, number in specs.explained(others).items():
        print(f"  {number:4} of those not equal: {reason}")
    if options.errors:
        report(measure, gold, systems["  as TIMEX3"][0], others)

    missed = [name for name in SETS if figures[name] < F1_TARGETS[name]]
    missed += ["traps"] * (figures["traps"] > 0) + ["speed"] * (figures["speed"] < SPEED_TARGET)
    missed += ["linear"] * (ratio > LINEAR_TARGET) + ["specifications"] * (len(false_alarms) > ALARMS_TARGET)
    print(f"\ntargets missed: {', '.join(missed) or 'none'}")
    return int(bool(missed))


def report(measure: ModuleType, gold: dict[str, Rows], predictions: Rows, others: list[tuple[str, str, str]]) -> None:
    for name in SETS:
        errors: Rows = []
        measure.score(gold[name], predictions, errors=errors)
        for error in errors:
            print(name, error["kind"], error["gold"], error["pred_text"], error["pred"], sep=" | ")
    for row in others:
        print("specification", *row, sep=" | ")


if __name__ == "__main__":
    sys.exit(main())
