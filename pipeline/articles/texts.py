"""Plain text files: the text as it is, with an optional ``date YYYY-MM-DD`` at its beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .draft import Draft
from .encodings import decode

# Either a day, after which the text may go on in the same line, or anything with a digit that fills the line.
HEADER = re.compile(r"\s*[Dd]ate[ \t]*:?[ \t]+(?:(\d{4}-\d{1,2}-\d{1,2})(?!\S)|([^\n\d]{0,20}\d[^\n]{0,30}$))", re.M)


def read(file: Path, path: str) -> Iterator[Draft]:
    text, notes = decode(file.read_bytes())
    header = HEADER.match(text)
    if header is None:
        yield Draft(path, body=text, notes=notes)
        return
    written = (header[1] or header[2]).strip()
    yield Draft(path, body=text[header.end() :], dates=(("header", written),), notes=notes)
