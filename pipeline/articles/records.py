"""Many articles in one file: .jsonl and .parquet with id, text, published, title, url and source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from .draft import MAX_BYTES, Draft, Unreadable, text_or_none
from .encodings import without_surrogates

FIELDS = ("id", "text", "published", "title", "url", "source")


def read_jsonl(file: Path, path: str) -> Iterator[Draft]:
    """One draft for each line that is not blank; a line that is no article is a draft with a fault."""
    seen: set[str] = set()
    with file.open("rb") as stream:
        if stream.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise Unreadable("UTF-16: JSON is UTF-8 by definition; save it as UTF-8")
        for number, line in _lines(stream):
            if line is not None and not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            fault, record = _parsed(line)
            where = "" if record is None else f" (id {record['id']!r})" if record.get("id") is not None else ""
            if fault:
                yield Draft(f"{path}#{number}", fault=f"line {number}{where}: {fault}")
            else:
                yield _draft(record or {}, path, number, seen)


def read_parquet(file: Path, path: str) -> Iterator[Draft]:
    """One draft for each row; raises Unreadable where there is no text column."""
    try:
        parquet = pq.ParquetFile(file)
    except pa.ArrowException as fault:
        raise Unreadable(f"no Parquet: {str(fault).splitlines()[0]}") from None
    schema = parquet.schema_arrow
    columns = [name for name in FIELDS if name in schema.names]
    if "text" not in columns:
        found = ", ".join(schema.names) or "none"
        raise Unreadable(f"no column 'text' (columns: {found}); name the column that holds the article 'text'")
    seen: set[str] = set()
    number = 0
    try:
        for batch in parquet.iter_batches(batch_size=64, columns=columns):
            for record in batch.to_pylist():
                number += 1
                if reason := _fault(record):
                    yield Draft(f"{path}#{number}", fault=f"row {number}: {reason}")
                else:
                    yield _draft(record, path, number, seen)
    except pa.ArrowException as fault:
        yield Draft(f"{path}#{number + 1}", fault=f"damaged after row {number}: {str(fault).splitlines()[0]}")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines; None for one that is too long, which is skipped without being held in memory."""
    number = 0
    while line := stream.readline(MAX_BYTES):
        number += 1
        if len(line) < MAX_BYTES or line.endswith(b"\n"):
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
        yield number, None


def _parsed(line: bytes | None) -> tuple[str | None, dict[str, Any] | None]:
    if line is None:
        return f"longer than {MAX_BYTES // 2**20} MB; one line is one article", None
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError:
        return "not UTF-8; save the file as UTF-8", None
    except (ValueError, RecursionError) as fault:
        return f"not JSON: {str(fault)[:80]}", None
    if not isinstance(record, dict):
        return f"a JSON {type(record).__name__}, not an object with the key 'text'", None
    return _fault(record), record


def _fault(record: dict[str, Any]) -> str | None:
    if "text" not in record:
        return f"no key 'text' (keys: {', '.join(record)[:100] or 'none'})"
    text = record["text"]
    if not isinstance(text, str):
        return f"'text' is {type(text).__name__}, not a string"
    return None if text.strip() else "'text' is empty"


def _draft(record: dict[str, Any], path: str, number: int, seen: set[str]) -> Draft:
    name = (text_or_none(record.get("id")) or "")[:100] or None
    if name is None or name in seen:
        name = str(number) if name is None else f"{name}#{number}"  # a path names one record, even if its id does not
    seen.add(name)
    written = record.get("published")
    if written is not None and not isinstance(written, date):
        written = str(written)
    return Draft(
        without_surrogates(f"{path}#{name}"),
        body=record["text"],
        title=text_or_none(record.get("title")),
        url=text_or_none(record.get("url")),
        source=text_or_none(record.get("source")),
        dates=() if written is None else (("metadata", written),),
    )
