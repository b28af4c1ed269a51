"""Read the treebank of this field's sentences, ``screen.txt``: brackets in, sentences of token dicts out."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from plain_names import plain

NO_SPACE_BEFORE = {",", ".", "?", "!", ";", ":", ")", "”", "'s", "n't", "-"}
NO_SPACE_AFTER = {"(", "“", "-"}
TOKEN = re.compile(r"(?P<word>.+?)(?:/(?P<tag>[A-Z]+\$?|``|''|[,.:]|-LRB-|-RRB-))?(?::(?P<dep>[a-z]+(?::[a-z]+)?))?")
HELD_BACK = 5  # every fifth sentence is for testing
COPIES = 20  # of each sentence in the training text, with other words and neighbours

Features = dict[tuple[str, str, bool], tuple[str, str, str]]


class Screen:
    """The sentences of ``screen.txt`` as lines; ``tokens`` chooses among a line's variants."""

    def __init__(self, path: Path) -> None:
        self.usual: dict[str, tuple[str, str | None]] = {}
        self.lines: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("% "):
                for word, tag, dep in map(parts, line.split()[1:]):
                    self.usual[word] = (tag or "", dep)
            elif line and not line.startswith("#"):
                self.lines.append(line)

    def split(self, testing: bool) -> list[str]:
        """The lines held back for testing, or the others."""
        return [line for n, line in enumerate(self.lines) if (n % HELD_BACK == 0) is testing]

    def tokens(self, line: str, rng: random.Random, features: Features) -> list[dict]:
        """One variant of ``line``, as ``convert_trees.read_sentence`` gives a sentence.

        Raises ValueError where a bracket has no head, or two, or a word has no tag.
        """
        tokens: list[dict] = []
        stack: list[dict] = [{"dep": "ROOT", "own": [], "head": None, "drop": False}]
        for piece in choose(line, rng).split():
            if piece.startswith(("[", "?[")):
                drop = stack[-1]["drop"] or (piece[0] == "?" and rng.random() < 0.5)
                stack.append({"dep": piece.lstrip("?["), "own": [], "head": None, "drop": drop})
                continue
            word = piece.rstrip("]")
            if word and not stack[-1]["drop"]:
                self._add(word, line, stack[-1], tokens)
            for _ in range(len(piece) - len(word)):
                close(stack, tokens, line)
        if len(stack) != 1:
            raise ValueError(f"screen.txt: brackets do not match in: {line}")
        close(stack, tokens, line)
        for before, after in zip(tokens, [*tokens[1:], {"word": "."}], strict=True):
            before["space"] = before["word"] not in NO_SPACE_AFTER and after["word"] not in NO_SPACE_BEFORE
            auxiliary = before["dep"].startswith(("aux", "cop"))
            key = (before["word"].lower(), before["tag"], auxiliary)
            lemma, pos, morph = features.get(key) or features[("", before["tag"], auxiliary)]
            before |= {"lemma": lemma or before["word"], "pos": pos, "morph": morph}
        for token in tokens:
            token["word"] = {"“": '"', "”": '"'}.get(token["word"], token["word"])
        return tokens

    def _add(self, piece: str, line: str, bracket: dict, tokens: list[dict]) -> None:
        word, tag, dep = parts(piece)
        usual_tag, usual_dep = self.usual.get(word, (None, None))
        label = dep or (None if tag else usual_dep)
        if not (tag or usual_tag):
            raise ValueError(f"screen.txt: {word!r} has no tag in: {line}")
        if label is None:
            if bracket["head"] is not None:
                raise ValueError(f"screen.txt: two heads, the second {word!r}, in: {line}")
            bracket["head"] = len(tokens)
        else:
            bracket["own"].append(len(tokens))
        tokens.append({"word": word, "tag": tag or usual_tag, "dep": label, "head": -1})


def training_runs(screen: Screen, treebank: list[list[dict]], rng: random.Random) -> Iterator[list[list[list[dict]]]]:
    """Runs of one to five sentences, a quarter of them of TREEBANK, so that boundaries stay learned."""
    features = learn_features(treebank)
    neighbours = [s for s in treebank if 4 <= len(s) < 45 and s[-1]["tag"] == "."]
    todo = [line for line in screen.split(testing=False) for _ in range(COPIES)]
    rng.shuffle(todo)
    while todo:
        run: list[list[list[dict]]] = [[]]
        for _ in range(min(len(todo), rng.randint(1, 5))):
            other = rng.random() < 0.25
            sentence = plain(rng.choice(neighbours), rng) if other else screen.tokens(todo.pop(), rng, features)
            if run[-1] and (rng.random() < 0.15 or run[-1][-1][-1]["tag"] != "."):
                run.append([])  # a line break, which must follow a headline
            run[-1].append(sentence)
        yield run


def parts(piece: str) -> tuple[str, str | None, str | None]:
    match = TOKEN.fullmatch(piece)
    assert match
    return match["word"], match["tag"], match["dep"]


def choose(line: str, rng: random.Random) -> str:
    """``{a|b}/TAG`` replaced by ``a/TAG`` or ``b/TAG``; an alternative may bring its own tag."""

    def one(match: re.Match[str]) -> str:
        word = rng.choice(match[1].split("|"))
        return word if "/" in word else word + match[2]

    return re.sub(r"\{([^}]+)\}([^\s\]]*)", one, line)


def close(stack: list[dict], tokens: list[dict], line: str) -> None:
    """End the innermost bracket: what it holds hangs on its head, the head on the next one's."""
    bracket = stack.pop()
    if bracket["drop"]:
        return
    head = bracket["head"]
    if head is None and len(bracket["own"]) == 1:  # "[nsubj who]"
        head = bracket["own"].pop()
    if head is None:
        raise ValueError(f"screen.txt: {bracket['dep']!r} has no head in: {line}")
    for i in bracket["own"]:
        tokens[i]["head"] = head
    tokens[head]["dep"] = bracket["dep"]
    if stack:
        stack[-1]["own"].append(head)


def learn_features(sentences: Iterable[list[dict]]) -> Features:
    """The commonest (lemma, part of speech, features) of each tagged word, and of each tag as the word ""."""
    counts: dict[tuple[str, str, bool], Counter] = defaultdict(Counter)
    for sentence in sentences:
        for t in sentence:
            auxiliary = t["dep"].startswith(("aux", "cop"))
            counts[(t["word"].lower(), t["tag"], auxiliary)][(t["lemma"], t["pos"], t["morph"])] += 1
            counts[("", t["tag"], auxiliary)][("", t["pos"], t["morph"])] += 1
    return {key: max(sorted(values), key=values.__getitem__) for key, values in counts.items()}
