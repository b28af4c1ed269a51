"""Bytes into text: byte-order mark, declared charset, strict UTF-8, then the best guess, said as such."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from .draft import Unreadable

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a WebP image or other media"),
    (b"\x1f\x8b", "gzip data"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"%PDF", "a PDF document"),
    (b"PAR1", "a Parquet file under another name"),
)
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text, and notes for the reader of the table where its encoding had to be guessed.

    Raises Unreadable when the bytes are no text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _by_mark(data, encoding)
    for magic, kind in MAGIC:
        if data.startswith(magic):
            raise Unreadable(f"no text: {kind}; give the article itself as .txt, .md or .html")
    if b"\0" in data[:65536]:
        raise Unreadable("no text: it holds zero bytes; save it as UTF-8")
    if declared:
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeError):
            pass
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guessed(data)


def without_surrogates(text: str) -> str:
    """Lone surrogates, which JSON can spell and UTF-8 cannot, become U+FFFD; the length stays the same."""
    return SURROGATE.sub("\ufffd", text)


def _by_mark(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, errors="replace")
    broken = text.count("\ufffd")
    return text, (_replaced(broken, encoding),) if broken else ()


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    right = sum(not character.isascii() for character in text) - broken
    if right > broken:  # bytes of another encoding hardly ever happen to be UTF-8: this is UTF-8 with damage
        return text, (_replaced(broken, "UTF-8"),)
    try:
        text, encoding = data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        best = from_bytes(data).best()
        if best is None:
            raise Unreadable("no text: no encoding fits its bytes; save it as UTF-8") from None
        text, encoding = str(best), best.encoding
    if len(CONTROL.findall(text)) * 50 > len(text):
        raise Unreadable("no text: its bytes are not those of a text; give the article as .txt, .md or .html")
    return text, (f"not UTF-8: read as {encoding}; save it as UTF-8 where letters look wrong",)


def _replaced(count: int, encoding: str) -> str:
    return f"{count} damaged bytes are no {encoding} and stand as U+FFFD; save it again as UTF-8"
