"""What each entity is called, and the names of claims and mentions put in its terms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE, Ints, Text, combined
from ..tables.schemas import CLAIMS, ENTITIES, MENTIONS, plain
from .merging import Merger, Name
from .occurrences import Occurrences

SPELT = "the same but for case, accents, punctuation or a leading 'the'"


class Entities:
    """``table`` holds the entities in order of type and name.

    ``shown`` gives the groups whose name and id are decided, the surest first; any other set has the id of
    its first group by the alphabet.
    """

    def __init__(
        self,
        merger: Merger,
        identifier: Callable[[Name], str],
        found: Occurrences,
        groups: list[Name],
        shown: dict[Name, str],
        claims: pa.Table,
        mentions: pa.Table,
    ) -> None:
        self._found = found
        roots = [merger.root(group) for group in groups]
        leads: dict[Name, Name] = {}
        for group in [*shown, *sorted(set(groups))]:
            leads.setdefault(merger.root(group), group)
        members: dict[Name, list[int]] = defaultdict(list)
        for code, root in enumerate(roots):
            members[root].append(code)
        tally = _Tally(found, roots, claims, mentions)
        rows = []
        for root, codes in members.items():
            lead, spellings = leads[root], {found.names[code][1]: code for code in codes}
            name = shown.get(lead) or min(spellings, key=lambda text: tally.rank(text, spellings[text]))
            own = groups[spellings[name]] if name in spellings else lead
            others = sorted((text, groups[code]) for text, code in spellings.items() if text != name)
            rows.append(
                {
                    "entity_id": identifier(lead),
                    "entity": name,
                    "entity_type": root.entity_type,
                    "aliases": [text for text, _ in others],
                    "n_mentions": sum(tally.mentions[code] for code in codes),
                    "n_articles": tally.articles_of[root],
                    "merges": [
                        {"name": text, "reason": SPELT if group == own else merger.reasons[group][0]}
                        for text, group in others
                    ],
                    "codes": codes,
                }
            )
        rows.sort(key=lambda row: (row["entity_type"], row["entity"], row["entity_id"]))
        self._of_name = np.full(len(groups) + 1, NONE)
        for place, row in enumerate(rows):
            self._of_name[row.pop("codes")] = place
        self.table = pa.Table.from_pylist(rows, schema=plain(ENTITIES))

    def _column(self, name: str, codes: Ints) -> pa.ChunkedArray:
        places = self._of_name[codes]
        return self.table[name].take(pa.array(places, mask=places == NONE))

    def claims(self, claims: pa.Table) -> pa.Table:
        found = self._found
        columns = {
            "subject_id": self._column("entity_id", found.subject),
            "subject": pc.coalesce(self._column("entity", found.subject), claims["subject"]),
            "object_id": self._column("entity_id", found.object),
            "object": pc.coalesce(self._column("entity", found.object), claims["object"]),
            "object_type": pc.coalesce(self._column("entity_type", found.object), claims["object_type"]),
            "role": pc.coalesce(self._column("entity", found.character), claims["role"]),
        }
        return pa.table([columns.get(name, claims[name]) for name in CLAIMS.names], schema=plain(CLAIMS))

    def mentions(self, mentions: pa.Table) -> pa.Table:
        columns = {
            "entity_id": self._column("entity_id", self._found.mention),
            "entity": self._column("entity", self._found.mention),
        }
        return pa.table([columns.get(n, mentions[n]) for n in MENTIONS.names], schema=plain(MENTIONS))


class _Tally:
    """How often and in how many articles each name stands."""

    def __init__(self, found: Occurrences, roots: list[Name], claims: pa.Table, mentions: pa.Table) -> None:
        held = found.mention[found.mention != NONE]
        self.mentions = np.bincount(held, minlength=len(found.names)).tolist()
        chunks = claims["article_id"].chunks * 3 + mentions["article_id"].chunks
        ids = Text.of(pa.chunked_array(chunks, pa.string())).codes
        names = np.concatenate([found.subject, found.object, found.character, found.mention])
        ids, names = ids[names != NONE], names[names != NONE]
        self._articles = _distinct(names, ids, len(found.names))
        order = {root: place for place, root in enumerate(dict.fromkeys(roots))}
        place = np.array([order[root] for root in roots], np.int64)
        by_root = _distinct(place[names], ids, len(order)) if len(names) else []
        self.articles_of = dict(zip(order, by_root, strict=True))

    def rank(self, name: str, code: int) -> tuple[bool, int, int, int, str]:
        """Smallest for the name to show: in mixed case, in most articles, of most mentions, with accents."""
        flat = name in (name.upper(), name.lower())
        accents = sum(not char.isascii() for char in name)
        return flat, -self._articles[code], -self.mentions[code], -accents, name


def _distinct(keys: Ints, ids: Ints, size: int) -> list[int]:
    pairs = combined(keys, ids)
    first = np.unique(pairs, return_index=True)[1]
    return np.bincount(keys[first], minlength=size).tolist()
