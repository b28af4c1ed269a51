"""Works of one title kept apart, where the text tells them apart by their kind or year.

A sentence tells where it sets the kind or the year beside the title ("the novel Low Tide", "Low Tide
(1984)"), or speaks of its seasons. A title that an article tells in one way is that work throughout the
article. The foremost work of a title has the bare title as its id and takes every mention that tells nothing;
the others are marked.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from .names import normal

RELATIONS = ("based_on", "reboot_of", "sequel_to", "prequel_to", "spinoff_of")
_SERIAL = ("renewal", "cancellation", "finale", "final_season", "season_count", "episode_count")
_WORDS = {
    "series": "series|miniseries|docuseries|show|sitcom",
    "film": "film|movie",
    "stage": "musical|stage play",
    "podcast": "podcast",
    "game": "video ?game|game",
    "book": "novel|novella|book|memoir|comic book|comic|comics|graphic novel|manga|short story",
}
KINDS = (*_WORDS, "original")  # the foremost first: news is about what is on the screen
_ANY = "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items())
_HINT = rf"(?i)\b({'|'.join(words for kind, words in _WORDS.items() if kind != 'series')})\b|\b(18|19|20)\d\d\b"
_BEFORE = re.compile(rf"(?i)(?:\b(?P<year>(?:18|19|20)\d\d) )?\b(?:{_ANY})(?: series)?,? [\"“'‘]?$")
_AFTER = re.compile(r"^[\"”'’]? \((?P<year>(?:18|19|20)\d\d)\)")


class Facet(NamedTuple):
    """What the text tells of a work; None where it tells nothing."""

    kind: str | None = None
    year: int | None = None

    @property
    def mark(self) -> str:
        return "-".join(str(part) for part in (self.year, self.kind) if part is not None)


UNTOLD = Facet()


@dataclass(slots=True)
class Marks:
    """The marks of what is not the foremost work of its title.

    Of subjects and objects by row of the claims, of mentions by article and normal title.
    """

    subject: dict[int, str] = field(default_factory=dict)
    object: dict[int, str] = field(default_factory=dict)
    article: dict[tuple[str, str], str] = field(default_factory=dict)


class _Place(NamedTuple):
    row: int
    slot: str
    article: str
    facet: Facet
    source: bool  # the source in "X, based on the novel X"


def told(name: str, quote: str) -> Facet:
    """The kind and year that ``quote`` sets directly beside ``name``."""
    start = quote.find(name)
    while start >= 0:
        before, after = _BEFORE.search(quote[:start]), _AFTER.search(quote[start + len(name) :])
        kind = before and next(kind for kind in _WORDS if before[kind])
        year = (before and before["year"]) or (after and after["year"])
        if kind or year:
            return Facet(kind, int(year) if year else None)
        start = quote.find(name, start + 1)
    return UNTOLD


def marks(claims: pa.Table) -> Marks:
    """``claims`` have plain text columns, and are all there are: a title's works are told by all of them."""
    found = Marks()
    titles = _doubtful(claims)
    if titles:
        for title, places in _places(claims, titles).items():
            _tell_apart(title, places, found)
    return found


def _doubtful(claims: pa.Table) -> set[str]:
    """Normal titles that a sentence sets beside a year or a kind but series, or relates to themselves."""
    hinted = claims.filter(pc.match_substring_regex(claims["quote"], _HINT))
    titles: set[str] = set()
    for slot in ("subject", "object"):
        works = hinted.filter(pc.equal(hinted[f"{slot}_type"], "work")).select([slot, "quote"])
        for name, quote in {(row[slot], row["quote"]) for row in works.to_pylist()}:
            facet = told(name, quote)
            if facet.year or facet.kind not in (None, "series"):
                titles.add(normal(name))
    related = claims.filter(pc.is_in(claims["predicate"], value_set=pa.array(RELATIONS)))
    for row in related.select(["subject", "object", "object_type"]).to_pylist():
        if row["object_type"] == "work" and normal(row["subject"]) == normal(row["object"]):
            titles.add(normal(row["subject"]))
    return titles


def _places(claims: pa.Table, titles: set[str]) -> dict[str, list[_Place]]:
    """Every subject and object of one of ``titles``, with what its own sentence tells."""
    places: dict[str, list[_Place]] = defaultdict(list)
    wanted = ["article_id", "subject", "object", "object_type", "season", "predicate", "quote"]
    for row, claim in enumerate(claims.select(wanted).to_pylist()):
        subject = normal(claim["subject"])
        title = normal(claim["object"]) if claim["object_type"] == "work" else None
        source = title == subject and claim["predicate"] in RELATIONS
        if subject in titles:
            facet = UNTOLD if source else told(claim["subject"], claim["quote"])
            if facet.kind is None and (claim["season"] is not None or claim["predicate"] in _SERIAL):
                facet = facet._replace(kind="series")
            places[subject].append(_Place(row, "subject", claim["article_id"], facet, False))
        if title in titles:
            facet = told(claim["object"], claim["quote"])
            places[title].append(_Place(row, "object", claim["article_id"], facet, source))
    return places


def _tell_apart(title: str, places: list[_Place], found: Marks) -> None:
    by_article: dict[str, set[Facet]] = defaultdict(set)
    for place in places:
        if not place.source and place.facet != UNTOLD:
            by_article[place.article].add(place.facet)
    default = {article: next(iter(facets)) for article, facets in by_article.items() if len(facets) == 1}
    works = _Works({place.facet for place in places} - {UNTOLD})
    for place in places:
        told_here = place.facet != UNTOLD or place.source
        work = works.of(place.facet if told_here else default.get(place.article, UNTOLD))
        if place.source and work == works.foremost:
            work = Facet("original")
        if work != works.foremost:
            getattr(found, place.slot)[place.row] = work.mark
    for article, facet in default.items():
        if (work := works.of(facet)) != works.foremost:
            found.article[article, title] = work.mark


class _Works:
    """The different works behind the facets of one title. Facets are two works only where they contradict."""

    def __init__(self, facets: set[Facet]) -> None:
        self._whole = sorted((f for f in facets if f.kind and f.year), key=_foremost)
        years = sorted(f.year for f in facets if f.year and not any(w.year == f.year for w in self._whole))
        kinds = [k for k in KINDS if Facet(k) in facets and not any(w.kind == k for w in self._whole)]
        if years and kinds:  # one told by year alone, one by kind alone: the newest is the foremost
            self._whole = sorted([*self._whole, Facet(kinds[0], years[-1])], key=_foremost)
        self.foremost = min((self.of(facet) for facet in facets), key=_foremost, default=UNTOLD)

    def of(self, facet: Facet) -> Facet:
        """The foremost work that is what ``facet`` tells."""
        if facet == UNTOLD:
            return self.foremost
        fitting = (w for w in self._whole if facet.kind in (None, w.kind) and facet.year in (None, w.year))
        return next(fitting, facet)


def _foremost(facet: Facet) -> tuple[int, int]:
    return (len(KINDS) if facet.kind is None else KINDS.index(facet.kind), -(facet.year or 0))
