"""Date recognition by other libraries, as one process each: documents in, predictions and the time taken out.

    PYTHON benchmarks/dates/peers.py NAME < documents.jsonl > predictions.jsonl

It imports nothing of this project, so PYTHON may belong to an environment of its own:
``pip install dateparser datefinder timefhuman recognizers-text-suite "emoji<2"``. Each line in is a document
with ``doc``, ``dct`` and ``text``; each line out a prediction; the last line is ``{"seconds": S}`` of CPU
without the start-up.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

Found = tuple[int, int, date, date]  # start, end, first day, last day


def dateparser_search() -> Callable[[str, datetime], Iterator[Found]]:
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    def find(text: str, base: datetime) -> Iterator[Found]:
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        parser = DateDataParser(languages=["en"], settings=settings)
        place = 0
        for words, when in search_dates(text, languages=["en"], settings=settings) or ():
            start = text.find(words, place)
            if start < 0:
                continue
            place = start + len(words)
            # The search gives a day for a bare month or year; the parser at least tells which of them it was.
            period = parser.get_date_data(words).period
            first, last = when.date(), when.date()
            if period == "month":
                first = first.replace(day=1)
                last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            elif period == "year":
                first, last = date(first.year, 1, 1), date(first.year, 12, 31)
            yield start, place, first, last

    return find


def datefinder_find() -> Callable[[str, datetime], Iterator[Found]]:
    import datefinder

    def find(text: str, base: datetime) -> Iterator[Found]:
        for when, (start, end) in datefinder.find_dates(text, index=True, base_date=base):
            yield start, end, when.date(), when.date()

    return find


def timefhuman_find() -> Callable[[str, datetime], Iterator[Found]]:
    from timefhuman import Direction, tfhConfig, timefhuman

    def find(text: str, base: datetime) -> Iterator[Found]:
        config = tfhConfig(now=base, return_matched_text=True, direction=Direction.previous)
        for _, (start, end), value in timefhuman(text, config=config):
            ends = value if isinstance(value, (tuple, list)) else (value, value)
            days = [one.date() if isinstance(one, datetime) else one for one in (ends[0], ends[-1])]
            if all(isinstance(day, date) for day in days):
                yield start, end, days[0], days[1]

    return find


def recognizers_find() -> Callable[[str, datetime], Iterator[Found]]:
    from recognizers_date_time import Culture, recognize_datetime

    def interval(value: dict[str, str]) -> tuple[date, date] | None:
        try:
            if value["type"] in ("date", "datetime"):
                day = date.fromisoformat(value["value"][:10])
                return day, day
            if value["type"] in ("daterange", "datetimerange"):
                start, end = date.fromisoformat(value["start"][:10]), date.fromisoformat(value["end"][:10])
                return start, max(start, end - timedelta(days=value["type"] == "daterange"))
        except (KeyError, ValueError):
            return None
        return None

    def find(text: str, base: datetime) -> Iterator[Found]:
        for result in recognize_datetime(text, Culture.English, reference=base):
            values = (result.resolution or {}).get("values", ())
            known = [found for value in values if (found := interval(value))]
            if known:
                best = min(known, key=lambda ends: abs((ends[0] - base.date()).days))
                yield result.start, result.end + 1, *best

    return find


PEERS = {
    "dateparser": dateparser_search,
    "datefinder": datefinder_find,
    "timefhuman": timefhuman_find,
    "recognizers-text": recognizers_find,
}


def main() -> None:
    find = PEERS[sys.argv[1]]()
    list(find("It opened on May 6, 2022.", datetime(2024, 1, 1)))  # tables are built on first use
    seconds = 0.0
    for line in sys.stdin:
        document = json.loads(line)
        base = datetime.fromisoformat(document["dct"])
        before = time.process_time()
        try:
            found = list(find(document["text"], base))
        except Exception as fault:
            print(f"{document['doc']}: {type(fault).__name__}: {fault}", file=sys.stderr)
            found = []
        seconds += time.process_time() - before
        for start, end, first, last in found:
            row = {"doc": document["doc"], "start": start, "end": end}
            print(json.dumps({**row, "date_start": str(first), "date_end": str(last)}))
    print(json.dumps({"seconds": seconds}))


if __name__ == "__main__":
    main()
