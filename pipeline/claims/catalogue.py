"""Catalogues: a heading that is a date, and under it lines that are titles and nothing else.

"JULY 3" / "Hamlet" / "Macbeth (Season 2)": each title is out on the day of its heading. The carrier is the first that
the article names.
"""

from __future__ import annotations

from spacy.tokens import Span, Token

from pipeline.claims import syntax
from pipeline.claims.site import Site

_LONGEST = 150  # lines that one heading can stand over
_LONGEST_LINE = 12  # words of a line inside a list, also where its title was not recognised
_EXTRA = 3  # words beside its date that a heading may have, or beside its title an entry: "(TV)", "New episodes"
_CARRIERS = {"network", "streamer"}


def heading(site: Site, token: Token) -> list[Token]:
    """The date of the heading over the line that ``token``, a title, makes up; none where it stands in prose."""
    n = _line_of(site, token)
    if not _is_entry(site, site.scene.sentences[n]):
        return []
    for line in reversed(site.scene.sentences[max(0, n - _LONGEST) : n]):
        if (date := _heading_date(site, line)) is not None:
            return [date]
        if len(line) > _LONGEST_LINE and not _is_entry(site, line):
            return []
    return []


def carrier(site: Site, token: Token) -> list[Token]:
    """The first network or streamer that the article names before ``token``: whose list it is."""
    for i in range(token.i):
        unit = site.unit(i)
        if unit is not None and unit.kind == "organization" and getattr(unit.entity, "kind", None) in _CARRIERS:
            return [site.doc[i]]
    return []


def _line_of(site: Site, token: Token) -> int:
    return site.discourse.works.sentence_of[token.i]


def _words(site: Site, line: Span) -> list[Token]:
    """The words of a line that belong to no unit."""
    return [t for t in line if site.unit(t.i) is None and not t.is_space and not t.is_punct]


def _is_entry(site: Site, line: Span) -> bool:
    titles = [t for t in line if site.scene.is_kind(t, "work")]
    words = _words(site, line)
    return bool(titles) and len(words) <= _EXTRA and not any(syntax.is_verbal(t) for t in words)


def _heading_date(site: Site, line: Span) -> Token | None:
    """The only date of a line that has little beside it and no title."""
    dates = [t for t in line if site.scene.is_kind(t, "date")]
    others = [t for t in line if site.unit(t.i) is not None and t not in dates]
    return dates[0] if len(dates) == 1 and not others and len(_words(site, line)) <= _EXTRA else None
