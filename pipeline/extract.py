"""The per-article step: an Article in, its claims and mentions out. Every engine runs this one function."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from spacy.tokens import Doc

from pipeline import language
from pipeline.claims.assemble import Assembler
from pipeline.claims.discourse import Discourse
from pipeline.claims.match import Match, Matcher
from pipeline.claims.modality import shipped_cues
from pipeline.claims.rules import load_rules
from pipeline.claims.scene import Scene, build_scene, syntax_pipes
from pipeline.claims.units import name_units, seasons_in, without_overlaps
from pipeline.types import Article, Claim, Extraction


class Extractor:
    """Model, lists and rules, loaded once; call it with articles.

    ``model`` names another spaCy pipeline whose names are used; ``known`` are files of the user's own names;
    ``rules`` are folders of the user's own rule files. Raises UsageError or EnvironmentFault when one of them
    cannot be used.
    """

    def __init__(self, *, model: str | None = None, known: Sequence[Path] = (), rules: Sequence[Path] = ()) -> None:
        self._reader = language.load(model, known)
        self._rules = load_rules(rules)
        self.rules = self._rules.rules
        self._matcher = Matcher(self._rules)
        self._assembler = Assembler(shipped_cues())
        self._pipes = syntax_pipes(self._reader.nlp)
        cues = files("pipeline.rules").joinpath("cues.toml").read_bytes()
        pieces = files("pipeline.rules").joinpath("pieces.toml").read_bytes()
        rules_hash = hashlib.blake2b(self._rules.hash.encode() + cues + pieces, digest_size=8).hexdigest()
        self.versions: dict[str, str] = {**self._reader.versions, "rules_hash": rules_hash}

    def __call__(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """One Extraction for each article, in order."""
        for article, doc in self._reader.read(articles):
            yield Extraction(
                article_id=article.article_id,
                language=doc._.language,
                n_sentences=sum(1 for _ in doc.sents),
                claims=tuple(self.claims(article, doc)),
                mentions=language.mentions(doc),
            )

    def parse(self, text: str) -> Doc:
        """A Doc of ``text`` with sentences and no names: what the examples of the rules start from."""
        doc = self._reader.nlp(text)
        doc.ents = ()
        return doc

    def claims(self, article: Article, doc: Doc) -> list[Claim]:
        """The claims of a Doc from the language room."""
        scene, discourse, matches = self._matched(doc)
        return self._assembler(article, scene, discourse, matches)

    def grounds(self, article: Article) -> Iterator[tuple[Match, Scene, list[Claim]]]:
        """Each match in ``article`` with the claims that it makes alone: what a claim rests on."""
        for _, doc in self._reader.read([article]):
            scene, discourse, matches = self._matched(doc)
            for match in matches:
                yield match, scene, self._assembler(article, scene, discourse, [match])

    def _matched(self, doc: Doc) -> tuple[Scene, Discourse, list[Match]]:
        pieces = self._rules.pieces
        names = (unit for unit in name_units(doc) if not pieces.is_role(unit.text))
        units = without_overlaps([*names, *pieces.role_units(doc.text), *seasons_in(doc.text)])
        scene = build_scene(self._pipes, doc, units)
        discourse = Discourse(scene, pieces)
        return scene, discourse, list(self._matcher(scene, discourse))
