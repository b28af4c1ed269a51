"""Sets of names: a disjoint-set forest that remembers why its members were joined, and who must not be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple


class Name(NamedTuple):
    """A name by its normal form (or exact spelling, where the user told two of one form apart).

    ``mark`` tells a work from others of its title.
    """

    entity_type: str
    form: str
    mark: str = ""


class Merger:
    """The result depends on the order of the calls: go from the surest reason to the weakest, each sorted."""

    def __init__(self) -> None:
        self._parent: dict[Name, Name] = {}
        self._apart: dict[Name, set[Name]] = defaultdict(set)
        self.reasons: dict[Name, list[str]] = defaultdict(list)

    def root(self, name: Name) -> Name:
        parent = self._parent
        while (above := parent.get(name, name)) != name:
            parent[name] = parent.get(above, above)
            name = above
        return name

    def keep_apart(self, names: Iterable[Name]) -> None:
        for one, other in combinations(map(self.root, names), 2):
            self._apart[one].add(other)
            self._apart[other].add(one)

    def merge(self, names: Sequence[Name], reason: str) -> list[Name]:
        """Joins the names to the first of them; those that were kept apart from it stay so, and come back."""
        refused = []
        for name in names[1:]:
            keep, gone = self.root(names[0]), self.root(name)
            if gone in self._apart[keep]:
                refused.append(name)
            if keep == gone or gone in self._apart[keep]:
                continue
            self._parent[gone] = keep
            for other in self._apart.pop(gone, ()):
                self._apart[other].discard(gone)
                self._apart[other].add(keep)
                self._apart[keep].add(other)
            self.reasons[names[0]].append(reason)
            self.reasons[name].append(reason)
        return refused
