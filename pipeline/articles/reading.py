"""A folder of files into articles, in order of path: every file that is not hidden gives at least one row."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import UsageError
from ..types import Article
from . import markdown, pages, records, texts
from .draft import MAX_BYTES, MAX_CHARS, Draft, Unreadable, shifted
from .encodings import without_surrogates
from .identity import digest
from .published import choose, date_in_name

Reader = Callable[[Path, str], Iterator[Draft]]
ONE_ARTICLE: dict[str, Reader] = {
    ".txt": texts.read,
    ".md": markdown.read,
    ".html": pages.read,
    ".htm": pages.read,
}
MANY_ARTICLES: dict[str, Reader] = {".jsonl": records.read_jsonl, ".parquet": records.read_parquet}
READERS = ONE_ARTICLE | MANY_ARTICLES


def files_of(raw: Path) -> list[tuple[Path, str]]:
    """Every file below ``raw`` (or ``raw`` itself) with the path its rows carry, in order of that path.

    Hidden files and folders are left out. A folder that cannot be opened, and a link to a folder, which could
    form a circle, stand in the list as they are, so that each becomes a row.
    Raises UsageError where there is nothing to read.
    """
    if not raw.exists():
        raise UsageError(f"{raw}: no such file or folder; give a folder of articles ({', '.join(READERS)})")
    if not raw.is_dir():
        return [(raw, _shown(raw.name))]
    faults: list[OSError] = []
    files: list[Path] = []
    for folder, folders, names in os.walk(raw, onerror=faults.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        files += [Path(folder, name) for name in names + links if not name.startswith(".")]
    files += [Path(fault.filename) for fault in faults]
    found = [(file, _shown(file.relative_to(raw).as_posix())) for file in files]
    if not found:
        raise UsageError(f"{raw}: no files in it; give a folder of articles ({', '.join(READERS)})")
    return sorted(found, key=lambda item: item[1])


def read(raw: Path, *, today: date, published: date | None = None) -> Iterator[Article]:
    """The articles of ``raw``, file by file; one that cannot be read is ``rejected``, with a reason.

    ``published`` is for those that carry no usable date; a publication date after ``today`` is not usable.
    Articles that say the same have the same ``article_id``. Raises UsageError where there is nothing to read.
    """
    for file, path in files_of(raw):
        for draft in _drafts(file, path):
            yield _article(draft, file.name, today, published)


def _drafts(file: Path, path: str) -> Iterator[Draft]:
    reader = READERS.get(file.suffix.lower())
    try:
        if file.is_dir():
            raise Unreadable("a folder that cannot be opened, or a link to a folder: put the files themselves here")
        if not file.is_file():  # a pipe would block for ever
            raise Unreadable("cannot be opened: a link to nothing, or no regular file")
        if reader is None:
            kind = f"files of the kind '{file.suffix}'" if file.suffix else "files without an ending"
            raise Unreadable(f"{kind} are not read; these are: {', '.join(READERS)}")
        size = file.stat().st_size
        if size == 0:
            raise Unreadable("empty file")
        if reader in ONE_ARTICLE.values() and size > MAX_BYTES:
            raise Unreadable(f"{size / 2**20:.0f} MB: more than the {MAX_BYTES // 2**20} MB of one article; split it")
        yield from reader(file, path)
    except Unreadable as fault:
        yield Draft(path, fault=str(fault))
    except OSError as fault:
        yield Draft(path, fault=f"cannot be read: {fault.strerror or fault}")
    except Exception as fault:  # a reader must not end the run, whatever a file holds
        yield Draft(path, fault=f"cannot be read: {type(fault).__name__}: {str(fault)[:100]}")


def _article(draft: Draft, name: str, today: date, option: date | None) -> Article:
    text, emphasis = _joined(draft)
    fault = draft.fault
    if fault is None and not text:
        fault = "no text in it"
    if fault is None and len(text) > MAX_CHARS:
        fault = f"{len(text):,} characters: more than the {MAX_CHARS:,} of one article; split it"
    if fault is not None:
        fault = without_surrogates(fault)
        return Article(digest(draft.path, fault), draft.path, "", status="rejected", reason=fault)
    dates = list(draft.dates)
    if in_name := date_in_name(name):
        dates.append(("filename", in_name))
    if option:
        dates.append(("option", option))
    day, origin, notes = choose(dates, today)
    title = draft.title and without_surrogates(draft.title)
    url = draft.url and without_surrogates(draft.url)
    return Article(
        article_id=digest(text, str(day), title or "", str(emphasis)),
        path=draft.path,
        text=text,
        published=day,
        published_from=origin,
        title=title,
        url=url,
        source=without_surrogates(draft.source) if draft.source else _host(url),
        emphasis=emphasis,
        reason="; ".join((*draft.notes, *notes)) or None,
    )


def _joined(draft: Draft) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Title and body as one text, and its emphasis; a body that begins with its title has it already."""
    lead = len(draft.body) - len(draft.body.lstrip())
    body = without_surrogates(draft.body.strip())
    head = ""
    if draft.title and not _folded(body[: 2 * len(draft.title)]).startswith(_folded(draft.title)):
        head = without_surrogates(draft.title) + "\n\n"
    text = head + body if body else ""
    return text, shifted(draft.emphasis, len(head) - lead, len(text))


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _shown(path: str) -> str:
    """A path as text: bytes of a file name that are no UTF-8 are written as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
