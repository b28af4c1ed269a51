"""The lists behind the reading of names: curated bodies and places, word classes, and the user's own names.

A user's list is TOML (``[[work]]``, ``[[person]]``, ``[[organization]]`` tables) or CSV with a header. The keys
are ``name``, ``aliases`` (a list; in CSV separated by ``;``) and ``kind``, in CSV also ``type``.
"""

from __future__ import annotations

import csv
import hashlib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.types import EntityType

DATA = Path(__file__).parent / "data"
FILES = (
    "organizations.toml",
    "places.toml",
    "words.toml",
    "cues.toml",
    "given_names.txt",
    "family_names.txt",
    "common_words.txt",
)
KNOWN_TYPES: tuple[EntityType, ...] = ("work", "person", "organization")
KNOWN_KEYS = ("name", "aliases", "kind")
WORK_KINDS = ("series", "film", "book", "music", "other")


@dataclass(frozen=True, slots=True)
class Listed:
    """One name of a list: what it stands for, under which name, and whether it also means other things."""

    name: str
    type: EntityType
    kind: str | None = None
    ambiguous: bool = False
    known: bool = False  # from the user's own list


@dataclass(frozen=True)
class Words:
    """Closed classes of words; all as written, except ``openers``, ``inner``, ``joining`` and ``labels``:
    small."""

    openers: frozenset[str]
    inner: frozenset[str]
    joining: frozenset[str]
    labels: frozenset[str]
    calendar: frozenset[str]
    months: frozenset[str]
    never: frozenset[str]
    honorifics: frozenset[str]
    ranks: frozenset[str]
    jobs: frozenset[str]
    honours: frozenset[str]
    counted: frozenset[str]
    title_openers: frozenset[str]
    people_of: frozenset[str]
    endings: frozenset[str]
    venues: frozenset[str]
    given: frozenset[str]
    family: frozenset[str]
    common: frozenset[str]

    @cached_property
    def empty(self) -> frozenset[str]:
        """Words that name nothing, alone or together."""
        return self.never | self.calendar | self.people_of | self.jobs | self.inner | {"&"}


@dataclass(slots=True)
class Lists:
    """Names by their first token, each with its tokens; ``hash`` changes with any name or cue."""

    words: Words
    carriers: frozenset[str]  # kinds of bodies that can carry a work
    hash: str
    _by_first: dict[str, list[tuple[tuple[str, ...], Listed]]] = field(default_factory=dict)

    def add(self, tokens: Sequence[str], entry: Listed) -> None:
        """Later entries win over earlier ones of the same tokens."""
        bucket = self._by_first.setdefault(tokens[0], [])
        bucket[:] = [pair for pair in bucket if pair[0] != tuple(tokens)]
        bucket.append((tuple(tokens), entry))
        bucket.sort(key=lambda pair: -len(pair[0]))

    def match(self, tokens: Sequence[str], at: int) -> tuple[int, Listed] | None:
        """The longest listed name that starts at this token: its length in tokens and its entry."""
        for name, entry in self._by_first.get(tokens[at], ()):
            if tuple(tokens[at : at + len(name)]) == name:
                return len(name), entry
        return None


def read_toml(name: str) -> dict:
    with (DATA / name).open("rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def words() -> Words:
    small, places = read_toml("words.toml"), read_toml("places.toml")

    def column(name: str) -> frozenset[str]:
        return frozenset((DATA / name).read_text(encoding="utf-8").split("\n")) - {""}

    return Words(
        **{
            name: frozenset(small[name])
            for name in (
                "openers",
                "inner",
                "joining",
                "labels",
                "months",
                "never",
                "honorifics",
                "ranks",
                "jobs",
                "honours",
                "counted",
                "title_openers",
            )
        },
        calendar=frozenset(form for name in small["months"] + small["days"] for form in (name, name.upper())),
        people_of=frozenset(places["people_of"]),
        venues=frozenset(places["venues"]),
        endings=frozenset(read_toml("organizations.toml")["patterns"]["endings"]),
        given=column("given_names.txt"),
        family=column("family_names.txt"),
        common=column("common_words.txt"),
    )


def load_lists(tokenize, known: Iterable[Path] = ()) -> Lists:
    """All lists, names cut into tokens by ``tokenize`` (text to list of str).

    Raises UsageError for a user's list that is missing, unreadable or has keys that mean nothing.
    """
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((DATA / name).read_bytes())
    own = [(entry, spellings) for path in known for entry, spellings in _read_known(Path(path), digest)]
    bodies = read_toml("organizations.toml")
    kinds = bodies["kinds"]
    lists = Lists(
        words=words(),
        carriers=frozenset(kind for kind, about in kinds.items() if about["carries"]),
        hash=digest.hexdigest()[:16],
    )
    for place in read_toml("places.toml")["places"]:
        for spelling in (place, place.upper()):  # capitals in the dateline of an agency
            lists.add(tokenize(spelling), Listed(place, "place"))
    ambiguous = frozenset(bodies["ambiguous"]["names"])
    for kind in kinds:
        for name, others in bodies[kind].items():
            for spelling in (name, *others):
                entry = Listed(name, "organization", kind, ambiguous=spelling in ambiguous)
                lists.add(tokenize(spelling), entry)
    for entry, spellings in own:
        for spelling in spellings:
            lists.add(tokenize(spelling), entry)
    return lists


def _read_known(path: Path, digest) -> Iterable[tuple[Listed, tuple[str, ...]]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"--known {path}: cannot be read ({error.strerror}); give a .toml or .csv file") from error
    digest.update(data)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"--known {path}: is not UTF-8; save it as UTF-8") from error
    if path.suffix == ".toml":
        rows = _toml_rows(path, text)
    elif path.suffix == ".csv":
        rows = _csv_rows(path, text)
    else:
        raise UsageError(
            f"--known {path}: unknown kind of file {path.suffix or 'without suffix'!r}; give .toml or .csv"
        )
    for where, type_, row in rows:
        unknown = sorted(set(row) - set(KNOWN_KEYS))
        if unknown:
            raise UsageError(f"{where}: unknown key {unknown[0]!r}; allowed: {', '.join(KNOWN_KEYS)}")
        name, aliases, kind = row.get("name"), row.get("aliases") or [], row.get("kind") or None
        if not isinstance(name, str) or not name.strip():
            raise UsageError(f'{where}: has no name; give name = "..."')
        if not isinstance(aliases, list) or not all(isinstance(alias, str) and alias.strip() for alias in aliases):
            raise UsageError(f"{where}: aliases must be a list of names, not {aliases!r}")
        allowed = {
            "work": WORK_KINDS,
            "organization": tuple(read_toml("organizations.toml")["kinds"]),
            "person": (),
        }[type_]
        if kind is not None and kind not in allowed:
            choice = ", ".join(allowed) if allowed else "none for a person"
            raise UsageError(f"{where}: unknown kind {kind!r}; allowed: {choice}")
        yield (
            Listed(name.strip(), type_, kind, known=True),
            (name.strip(), *(alias.strip() for alias in aliases)),
        )


def _toml_rows(path: Path, text: str):
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"--known {path}: is not valid TOML: {error}") from error
    for type_, tables in document.items():
        if type_ not in KNOWN_TYPES:
            raise UsageError(f"--known {path}: unknown table {type_!r}; allowed: {', '.join(KNOWN_TYPES)}")
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise UsageError(f"--known {path}: {type_} must be written as [[{type_}]] tables")
        for number, table in enumerate(tables, 1):
            yield f"--known {path}, {type_} {number}", type_, table


def _csv_rows(path: Path, text: str):
    reader = csv.DictReader(text.splitlines())
    for number, row in enumerate(reader, 2):
        where = f"--known {path}, line {number}"
        if None in row:
            raise UsageError(f"{where}: more cells than the header has columns")
        type_ = (row.pop("type", None) or "").strip()
        if type_ not in KNOWN_TYPES:
            raise UsageError(f"{where}: unknown type {type_!r}; allowed: {', '.join(KNOWN_TYPES)}")
        aliases = [part.strip() for part in (row.get("aliases") or "").split(";") if part.strip()]
        yield where, type_, row | {"aliases": aliases}
