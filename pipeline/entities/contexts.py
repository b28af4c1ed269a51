"""Near-spellings, merged only where both have the same part in the same work."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..codes import NONE
from . import spelling
from .merging import Merger, Name
from .occurrences import Occurrences

_Context = tuple[str, ...]
_Sentence = tuple[str, int]


# Which claims set a name into its part, and the column of ``Occurrences`` that holds it.
_PARTS = {
    "person": (("cast", "crew"), "object"),
    "organization": (("production_company", "network"), "object"),
    "character": (("cast",), "character"),  # after the people, since the actor is a character's context
}


def merge_near(merger: Merger, claims: pa.Table, found: Occurrences, groups: list[Name]) -> None:
    """Merges the near-spellings of each kind that share a context and no sentence.

    Two spellings that one sentence sets side by side are two names.
    """
    for entity_type, (predicates, slot) in _PARTS.items():
        forms = {group.form for group in groups if group.entity_type == entity_type}
        pairs = list(spelling.candidates(forms, middles=entity_type != "organization"))
        wanted = {form for pair in pairs for form in pair[:2]}
        codes = [i for i, g in enumerate(groups) if g.entity_type == entity_type and g.form in wanted]
        part = pc.is_in(claims["predicate"], value_set=pa.array(predicates)).to_numpy()
        names = getattr(found, slot)
        rows = np.flatnonzero(part & np.isin(names, codes) & (found.subject != NONE) & (found.object != NONE))
        contexts: dict[str, dict[_Context, set[_Sentence]]] = defaultdict(lambda: defaultdict(set))
        told = claims.select(["predicate", "role", "article_id", "start"]).take(pa.array(rows)).to_pylist()
        for row, claim in zip(rows.tolist(), told, strict=True):
            work = merger.root(groups[found.subject[row]])
            context: _Context = (work.form, work.mark, claim["predicate"].replace("_", " "))
            if entity_type == "character":
                context += (merger.root(groups[found.object[row]]).form,)
            elif claim["predicate"] == "crew":
                context += (claim["role"] or "",)
            contexts[groups[names[row]].form][context].add((claim["article_id"], claim["start"]))
        for one, other, slip in pairs:
            _merge(merger, entity_type, one, other, slip, contexts[one], contexts[other])


def _merge(
    merger: Merger,
    entity_type: str,
    one: str,
    other: str,
    slip: str,
    ours: dict[_Context, set[_Sentence]],
    theirs: dict[_Context, set[_Sentence]],
) -> None:
    shared = sorted(ours.keys() & theirs.keys())
    side_by_side = set().union(*ours.values()) & set().union(*theirs.values())
    if shared and not side_by_side:
        work, mark, part, *rest = shared[0]
        role = f", {rest[0]}" if rest else ""
        reason = f"{slip}: '{one}' and '{other}' are both {part} of '{work}'{mark and ' ' + mark}{role}"
        merger.merge([Name(entity_type, one), Name(entity_type, other)], reason)
