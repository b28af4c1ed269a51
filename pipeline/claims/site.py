"""A site: one rule at one trigger in a Scene, what every function of a role looks at."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.claims.discourse import Discourse
from pipeline.claims.pieces import Pieces
from pipeline.claims.rules import Rule
from pipeline.claims.scene import Scene
from pipeline.claims.units import Unit

WORK = frozenset({"work"})
QUOTES = frozenset("\"'“”‘’")


@dataclass(frozen=True, slots=True)
class Site:
    scene: Scene
    discourse: Discourse
    rule: Rule
    trigger: Token
    sentence: Span

    @property
    def doc(self) -> Doc:
        return self.scene.doc

    @property
    def pieces(self) -> Pieces:
        return self.discourse.pieces

    def unit(self, i: int) -> Unit | None:
        return self.scene.units.get(i)

    def wanted(self, i: int, kinds: frozenset[str]) -> bool:
        """Whether a unit of one of ``kinds`` stands at token ``i``; a season phrase can stand for its work."""
        unit = self.scene.units.get(i)
        return unit is not None and (unit.kind in kinds or ("work" in kinds and unit.kind == "season"))

    def has_work_noun(self, i: int) -> bool:
        return self.discourse.pieces.work_noun(self.scene.doc[i].lower_) is not None
