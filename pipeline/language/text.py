"""The text that the model reads: as long as the article's, character for character, but in plain spelling.

Curly quotes, odd spaces, dashes and leftover mark-up differ from paper to paper and say nothing; here each is
replaced by as many plain characters, so that an offset counts in both texts.
"""

from __future__ import annotations

import re

_PLAIN = {
    "\u2018\u2019\u201a\u201b\u2032\u00b4\u0060": "'",
    "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb": '"',
    "\u2010\u2011\u2212\ufe63\uff0d": "-",
    "\u2012": "–",
    "\u2015": "—",
    ""
    "®™©\t\r\x0b\x0c\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u200c\u200d"
    "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffc\x00\xad": " ",
}
_TABLE = str.maketrans({odd: plain for chars, plain in _PLAIN.items() for odd in chars})

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]{0,10})(?:\s[^<>]{0,300})?/?>")
_ENTITY = re.compile(r"&(?:amp|nbsp|quot|lt|gt|#\d{1,5});")
_UNDERSCORED = re.compile(r"(?<!\w)_{1,2}\s?([^_\n]{1,100}?)\s?_{1,2}")
_STARRED = re.compile(r"(?<![\w*])(\*{1,3})([^*\n]{1,100}?)\1(?![\w*])")
_HEADING = re.compile(r"^#{1,6} ", re.MULTILINE)
_ITALIC_TAGS = re.compile(r"<(i|em|cite)>([^<>\n]{1,100})</\1>", re.IGNORECASE)
_ENTITY_CHARS = {"&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">"}


def plain(text: str) -> str:
    """The text in plain spelling, of the same length."""
    return text.translate(_TABLE)


def without_markup(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A plain text with leftover mark-up blanked, of the same length, and the spans that it set in
    italics."""
    emphasis: list[tuple[int, int]] = []

    def italic(group: int):
        def blank(match: re.Match[str]) -> str:
            emphasis.append(match.span(group))
            start, end = match.start(group) - match.start(), match.end(group) - match.start()
            whole = match.group()
            return " " * start + whole[start:end] + " " * (len(whole) - end)

        return blank

    if "<" in text:
        text = _ITALIC_TAGS.sub(italic(2), text)
        text = _TAG.sub(lambda m: " " * len(m.group()), text)
    if "&" in text:
        text = _ENTITY.sub(lambda m: _ENTITY_CHARS.get(m.group(), " ").ljust(len(m.group())), text)
    if "_" in text:
        text = _UNDERSCORED.sub(italic(1), text)
    if "*" in text:
        text = _STARRED.sub(italic(2), text)
    if "#" in text:
        text = _HEADING.sub(lambda m: " " * len(m.group()), text)
    return text, tuple(sorted(emphasis))
