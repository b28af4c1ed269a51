"""From articles to Docs whose names and dates are settled."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice, repeat
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.dates import find_dates
from pipeline.language import names
from pipeline.language.aliases import link
from pipeline.language.cues import load_cues
from pipeline.language.decide import Decision, collect, decide
from pipeline.language.entity import LABELS, register
from pipeline.language.evidence import gather
from pipeline.language.ground import Found
from pipeline.language.languages import language_of
from pipeline.language.lists import Lists, load_lists
from pipeline.language.model import SHIPPED, content_hash, load_other, load_shipped, names_in
from pipeline.language.text import plain, without_markup
from pipeline.language.view import View, view_of
from pipeline.types import Article

BATCH = 8  # Docs that the model works on together; more costs memory and brings no speed
ZONE = 32  # articles after which spaCy's strings are let go


def load(model: str | None = None, known: Sequence[Path] = ()) -> Reader:
    """A reader on the shipped model, or with the names of another installed pipeline.

    Raises EnvironmentFault where the shipped model is missing, UsageError for a ``model`` or a list of
    ``known``
    names that cannot be used.
    """
    register()
    nlp = load_shipped()
    versions = {"model": f"{nlp.meta['name']} {nlp.meta['version']}", "model_hash": content_hash(SHIPPED)}
    other = None
    if model is not None:
        other = load_other(model)
        versions["names_model"] = f"{other.meta['name']} {other.meta['version']}"
        nlp.select_pipes(disable=[pipe for pipe in ("ner",) if pipe in nlp.pipe_names])
    lists = load_lists(lambda text: [token.text for token in nlp.make_doc(text) if not token.is_space], known)
    versions["lists_hash"] = lists.hash
    return Reader(nlp, lists, versions, other)


class Reader:
    """``nlp``: the spaCy pipeline; ``lists``: names and words known beforehand; ``versions``: what a run
    records."""

    def __init__(self, nlp: Language, lists: Lists, versions: dict[str, str], other: Language | None = None) -> None:
        self.nlp, self.lists, self.versions, self._other = nlp, lists, versions, other
        self._cues = load_cues()
        for label in (*LABELS.values(), "DATE"):  # else they would go with the first memory zone
            nlp.vocab.strings.add(label)
        # Inside a memory zone the tokenizer caches nothing: let it meet the common words before.
        for words in (lists.words.common, lists.words.given, lists.words.openers):
            nlp.make_doc(" ".join(sorted(words)))

    def read(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
        """Each article with its Doc, in order. A Doc is valid until the next one is asked for, or the
        reading ends."""
        source = iter(articles)
        while chunk := list(islice(source, ZONE)):
            with ExitStack() as zones:
                for nlp in (self.nlp, self._other):
                    if nlp is not None:
                        zones.enter_context(nlp.memory_zone())
                texts = [without_markup(plain(article.text)) for article in chunk]
                docs = self.nlp.pipe((text for text, _ in texts), batch_size=BATCH)
                others = (
                    self._other.pipe((text for text, _ in texts), batch_size=BATCH) if self._other else repeat(None)
                )
                for article, (_, italics), doc, other in zip(chunk, texts, docs, others, strict=False):
                    self._settle(article, doc, names_in(doc if other is None else other), (*article.emphasis, *italics))
                    yield article, doc

    def _settle(self, article: Article, doc: Doc, found: list[tuple[int, int, str]], italics) -> None:
        doc._.article = article
        doc._.language = language_of(article.text)
        doc.ents = ()
        if doc._.language not in (None, "en"):
            return
        view = view_of(doc, self.lists.words)
        spans = [Found(*bounds, type_) for start, end, type_ in found if (bounds := words_at(view, start, end))]
        marked = [bounds for start, end in italics if (bounds := words_at(view, start, end))]
        candidates = names.find(view, article.text, self.lists, spans, marked)
        evidence = gather(view, candidates, self.lists, self._cues)
        found_names = collect(view, candidates, evidence, self.lists)
        link(found_names, view, candidates, self.lists)
        decisions = decide(found_names, view, candidates, evidence)
        doc._.entities = tuple(dict.fromkeys(decision.entity for decision in decisions))
        named = names_as_spans(doc, view, decisions)
        doc.ents = [*named, *dates_as_spans(doc, article, named)]


def words_at(view: View, start: int, end: int) -> tuple[int, int] | None:
    """The words of the view that lie in a span of characters."""
    first = bisect_left(view.start, start)
    last = bisect_right(view.end, end)
    return (first, last) if first < last else None


def names_as_spans(doc: Doc, view: View, decisions: list[Decision]) -> list[Span]:
    spans = []
    for decision in decisions:
        start, end = view.token[decision.candidate.start], view.token[decision.candidate.end - 1] + 1
        span = Span(doc, start, end, label=LABELS[decision.entity.type])
        span._.entity = decision.entity
        spans.append(span)
    return spans


def dates_as_spans(doc: Doc, article: Article, names: list[Span]) -> list[Span]:
    """The dates of a Doc, none inside a name."""
    blocked = [(span.start_char, span.end_char) for span in names]
    taken = {token.i for span in names for token in span}
    spans = []
    for found in find_dates(doc.text, article.published, blocked=blocked, count_published=True):
        span = doc.char_span(found.start, found.end, label="DATE", alignment_mode="expand")
        if span is not None and not any(token.i in taken for token in span):
            span._.date = found
            taken.update(token.i for token in span)
            spans.append(span)
    return spans
