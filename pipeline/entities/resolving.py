"""Names across articles: which are one entity, what it is called, and why its names were merged.

Names of one type and normal form are one. Beyond that, from the surest reason to the weakest: the user's
decisions, the listed names of a body, and near-spellings of people who do the same in the same work. An id is
made of the type and the normal form of one name: the first in the user's decision, the listed name of a body,
else the first by the alphabet. So it depends on the set of names, never on the order of articles.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path

import pyarrow as pa

from ..errors import UsageError
from ..tables.schemas import CLAIMS, MENTIONS, plain
from . import contexts, naming, organizations
from .decisions import Decisions, read_decisions
from .merging import Merger, Name
from .names import identifier, normal
from .occurrences import collect

DECIDED = "the user's decision"


def resolve(claims: pa.Table, mentions: pa.Table, *, same: Path | None = None) -> tuple[pa.Table, pa.Table, pa.Table]:
    """Claims and mentions with ids and the names that hold across articles, and the table of entities.

    All three come back plain, claims and mentions in the order given. ``same`` is a file of the user's
    decisions (see ``decisions``), which always win. Raises UsageError for a file that is not one.
    """
    decisions = read_decisions(same) if same else Decisions()
    claims = claims.select(CLAIMS.names).cast(plain(CLAIMS))
    mentions = mentions.select(MENTIONS.names).cast(plain(MENTIONS))
    found = collect(claims, mentions)
    spelling = _Spelling(decisions)
    groups = [spelling.group(*name) for name in found.names]
    merger = Merger()
    decided = _decide(merger, decisions, spelling)
    shown = decided | _merge_listed(merger, groups)
    contexts.merge_near(merger, claims, found, groups)
    entities = naming.Entities(merger, spelling.identifier, found, groups, shown, claims, mentions)
    return entities.claims(claims), entities.mentions(mentions), entities.table


class _Spelling:
    """The group of each spelling: its normal form, or itself where the user told two of one form apart."""

    def __init__(self, decisions: Decisions) -> None:
        self._exact: set[tuple[str, str]] = set()
        for decision in decisions.different:
            forms = [normal(name) for name in decision.names]
            self._exact |= {
                (decision.entity_type, name)
                for name, form in zip(decision.names, forms, strict=True)
                if forms.count(form) > 1
            }

    def group(self, entity_type: str, name: str, mark: str = "") -> Name:
        exact = (entity_type, name) in self._exact
        return Name(entity_type, name if exact else normal(name), mark)

    def identifier(self, group: Name) -> str:
        mark = group.mark
        if (group.entity_type, group.form) in self._exact:
            mark = blake2b(group.form.encode(), digest_size=4).hexdigest()
        return identifier(group.entity_type, group.form, mark)


def _decide(merger: Merger, decisions: Decisions, spelling: _Spelling) -> dict[Name, str]:
    """Carries the user's decisions out; gives the name to show for each group that they name first."""
    for decision in decisions.different:
        merger.keep_apart([spelling.group(decision.entity_type, name) for name in decision.names])
    shown = {}
    for decision in decisions.same:
        members = [spelling.group(decision.entity_type, name) for name in decision.names]
        reason = f"{DECIDED}: {decision.why}" if decision.why else DECIDED
        refused = merger.merge(members, reason)
        if refused:
            raise UsageError(
                f"{decision.names[0]!r} and {refused[0].form!r} are decided to be the same and, in another "
                "spelling, to be different; remove one of the two decisions"
            )
        shown[members[0]] = decision.names[0]
    return shown


def _merge_listed(merger: Merger, groups: list[Name]) -> dict[Name, str]:
    listed = organizations.canonical_names()
    shown = {}
    for group in sorted(set(groups)):
        if group.entity_type == "organization" and (name := listed.get(group.form)):
            main = Name("organization", normal(name))
            merger.merge([main, group], f"listed as another name of {name}")
            shown[main] = name
    return shown
