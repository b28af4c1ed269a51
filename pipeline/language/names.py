"""Where names may stand: list entries, quoted and italic titles, runs of capitals, what the model found.

The result is a row of candidates that do not overlap; what each names, if anything, is decided later for the
article as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.lists import Listed, Lists, Words
from pipeline.language.view import View, is_capital

MAX_TITLE = 12  # words of a quoted title
MAX_NAME = 12  # words of a run of capitals
_STOPS = frozenset(["season", "seasons", "series", "episode", "episodes", "volume", "vol", "vol.", "s1", "s2", "s3", "s4", "s5"])


@dataclass(slots=True)
class Candidate:
    """Words ``start`` to ``end`` of the view. ``guess`` is what lists, model or form make of it before any context."""

    start: int
    end: int
    outer: tuple[int, int]  # with the quotes around
    quoted: bool = False
    italic: bool = False
    item: bool = False  # a line of its own in a catalogue
    site: bool = False  # the address of a site
    model: str | None = None  # type that the model gave
    listed: Listed | None = None
    weak: bool = False  # its capital may be due to the place alone


@dataclass(frozen=True, slots=True)
class Found:
    """A span of the view that the model took for a name."""

    start: int
    end: int
    type: str


def find(view: View, lists: Lists, found: list[Found], italics: list[tuple[int, int]]) -> list[Candidate]:
    """All candidates in order. ``italics`` are spans of the view that the mark-up sets off."""
    finder = _Finder(view, lists, found)
    for start, end in italics:
        finder.title(start, end, italic=True)
    finder.items()
    finder.quotes()
    finder.sites()
    finder.listed()
    finder.runs()
    finder.rest()
    return sorted(finder.out, key=lambda candidate: candidate.start)


def is_given(view: View, at: int, words: Words) -> bool:
    return view.words[at] in words.given


class _Finder:
    def __init__(self, view: View, lists: Lists, found: list[Found]) -> None:
        self.view, self.lists, self.words = view, lists, lists.words
        self.free = [True] * len(view)
        self.out: list[Candidate] = []
        self.found = found
        self.surnames = {
            view.words[at] for at in range(1, len(view)) if view.words[at - 1] in self.words.given
        }
        self.by_word: list[Found | None] = [None] * len(view)
        for span in found:
            for at in range(span.start, span.end):
                self.by_word[at] = span

    def add(self, candidate: Candidate) -> None:
        start, end = candidate.outer
        if candidate.model is None:
            span = self.by_word[candidate.start]
            if (
                span is not None
                and span.start >= start
                and span.end <= end
                and 2 * (span.end - span.start) > end - start - 1
            ):
                candidate.model = span.type
        self.free[start:end] = [False] * (end - start)
        self.out.append(candidate)

    def unused(self, start: int, end: int) -> bool:
        return all(self.free[start:end])

    # --- titles that are set off

    def title(
        self, start: int, end: int, *, outer: tuple[int, int] | None = None, italic: bool = False
    ) -> None:
        """Take words that quotes or mark-up set off, if they look like a title."""
        view = self.view
        while end > start and view.words[end - 1] in (",", ".", ";", ":", '"', "'"):
            end -= 1
        while start < end and view.words[start] in ('"', "'"):
            start += 1
        if start == end or end - start > MAX_TITLE or not self.unused(start, end):
            return
        line = view.words[start:end]
        content = [word for word in line if word[0].isalnum() and word.lower() not in self.words.inner]
        capitals = sum(word[0].isupper() or word[0].isdigit() for word in content)
        head = line[0][0]
        if (
            not content
            or capitals * 4 < len(content) * 3
            or not (head.isupper() or head.isdigit() or head in "#$¡¿")
        ):
            return
        if any(word in (".", ";") for word in line[1:-1]) or not any(
            char.isalpha() or char.isdigit() for char in "".join(line)
        ):
            return
        if (
            italic
            or len(content) < end - start
            or end - start > 1
            or not self.lists.words.openers.issuperset(view.lower[start:end])
        ):
            self.add(Candidate(start, end, outer or (start, end), quoted=not italic, italic=italic))

    def quotes(self) -> None:
        """Pairs of quotes on one line with a title between; a nickname inside a person's name is left to the runs."""
        view, open_at = self.view, {'"': None, "'": None}
        for at, word in enumerate(view.words):
            if word not in open_at:
                continue
            begun = open_at[word]
            spaced = not view.glued(at) or view.words[at - 1] in "([—–-/\"'"
            tight = at + 1 < len(view) and view.glued(at + 1)
            if begun is not None and view.line[begun] == view.line[at] and (not spaced or view.glued(at)):
                if begun + 1 < at and not self.nickname(begun, at) and not self.speech(begun, at):
                    self.title(begun + 1, at, outer=(begun, at + 1))
                open_at[word] = None
            elif spaced and tight:
                open_at[word] = at

    def nickname(self, begun: int, at: int) -> bool:
        view = self.view
        if begun == 0 or at + 1 >= len(view) or at - begun > 4:
            return False
        before, after = view.words[begun - 1], view.words[at + 1]
        return (
            is_capital(before)
            and is_capital(after)
            and before.lower() not in self.words.common
            and after.lower() not in self.words.common
            and self.lists.match(view.words, begun - 1) is None
            and view.line[begun - 1] == view.line[at + 1]
        )

    def speech(self, begun: int, at: int) -> bool:
        """A short exclamation that someone says."""
        if self.view.words[at - 1] != ",":
            return False
        after = self.view.lower[at + 1 : at + 4]
        return any(word in ("said", "says", "she", "he", "told", "added", "asked") for word in after)

    def sites(self) -> None:
        """Addresses of sites that stand for the site."""
        for at, word in enumerate(self.view.words):
            if self.free[at] and _SITE.fullmatch(word) and self.lists.match(self.view.words, at) is None:
                self.add(Candidate(at, at + 1, (at, at + 1), site=True))

    def items(self) -> None:
        """Lines of a catalogue that are a title and perhaps a season or a year."""
        for group in self.view.groups():
            marked = sum(self.marked(start, end) for start, end in group)
            if marked >= 2 and marked * 12 >= len(group):
                for start, end in group:
                    self.item(start, end)

    def marked(self, start: int, end: int) -> bool:
        """A season or a year stands in the line, as catalogues have them."""
        view = self.view
        return any(
            self.season(at)
            or (
                view.words[at] == "("
                and at + 2 < end
                and view.words[at + 2] == ")"
                and _YEAR.fullmatch(view.words[at + 1])
            )
            for at in range(start, end)
        )

    def item(self, start: int, end: int) -> None:
        view = self.view
        while start < end and (
            view.words[start] in ("-", "–", "•", "*", "·") or not view.words[start][0].isprintable()
        ):
            start += 1
        stop = next(
            (at for at in range(start + 1, end) if view.words[at] in ("(", "[", "—") or self.season(at)), end
        )
        while stop > start + 1 and view.words[stop - 1] in (":", "-", "–", ",", "*"):
            stop -= 1
        if (
            (stop > start
            and is_capital(view.words[start]))
            or (stop > start and view.words[start].isdigit() and stop - start > 1)
        ):
            head = view.words[start].rstrip(".")
            if view.words[start] in self.words.calendar and (
                stop - start == 1 or view.words[start + 1][0].isdigit()
            ):
                return
            if head.lower() in self.words.labels and start + 1 < end and view.words[start + 1] == ":":
                return
            if (
                all(word.isupper() for word in view.words[start:stop] if word[0].isalpha())
                and stop - start > 3
            ):
                return
            if self.unused(start, stop):
                self.add(Candidate(start, stop, (start, stop), item=True))

    # --- names by their capitals

    def season(self, at: int) -> bool:
        """A word that ends a title: "Season 2", "Series Three"."""
        view = self.view
        following = view.lower[at + 1] if at + 1 < len(view) else ""
        if view.lower[at] in _STOPS and (following[:1].isdigit() or following in _NUMBERS):
            return True
        return (
            view.lower[at] in ("season", "seasons", "series")
            and view.words[at][0].isupper()
            and following in ("finale", "premiere")
        )

    def listed(self) -> None:
        view, at = self.view, 0
        while at < len(view):
            match = self.lists.match(view.words, at) if self.free[at] else None
            if match is None or not self.unused(at, at + match[0]):
                at += 1
                continue
            length, entry = match
            span = self.by_word[at]
            end = at + length
            if not entry.known and self.inside_longer(at, end, entry):
                at += 1
                continue
            if span is not None and span.start < at and span.type in ("work", "person") and not entry.known:
                at += 1
                continue
            self.add(Candidate(at, end, (at, end), listed=entry))
            at = end

    def inside_longer(self, start: int, end: int, entry: Listed) -> bool:
        """The listed words are only a part of a longer name."""
        view = self.view
        before = (
            start > 0
            and is_capital(view.words[start - 1])
            and not view.initial[start - 1]
            and view.line[start - 1] == view.line[start]
        )
        after = (
            end < len(view)
            and is_capital(view.words[end])
            and view.line[end] == view.line[start]
            and view.words[end] not in self.words.jobs
        )
        headline = view.kind(start) in ("headline", "capitals")
        if after:
            stop = end
            while stop < len(view) and stop - end < 4 and is_capital(view.words[stop]) and view.line[stop] == view.line[start]:
                stop += 1
            if any(word in self.words.endings for word in view.words[end:stop]):
                return True
            if not headline and (entry.type == "place" or entry.ambiguous):
                return True
        if before and not headline and (entry.ambiguous or entry.type == "place"):
            return view.words[start - 1] not in self.words.jobs
        return False

    def runs(self) -> None:
        view, at = self.view, 0
        while at < len(view):
            if not self.free[at] or not self.opens_run(at):
                at += 1
                continue
            if self.season(at):
                at += 2
                continue
            end = self.run_end(at)
            headline = view.kind(at) in ("headline", "capitals")
            for start, stop in self.pieces(at, end):
                self.name(start, stop, headline)
            at = end

    def opens_run(self, at: int) -> bool:
        word = self.view.words[at]
        if word[0].isdigit():
            following = at + 1
            return (
                len(word) <= 4
                and following < len(self.view)
                and self.free[following]
                and (self.by_word[at] is not None or self.view.words[following] == "-")
            )
        return is_capital(word)

    def run_end(self, at: int) -> int:
        """One past the last word of the capitals that start here, with the small words and marks between them."""
        view, end = self.view, at + 1
        line = view.line[at]
        while end < len(view) and view.line[end] == line and self.free[end] and end - at < 4 * MAX_NAME:
            word = view.words[end]
            if is_capital(word) or (word[0].isdigit() and not view.glued(end)):
                end += 1
                continue
            step = self.bridge(end)
            if step is None:
                break
            end = step + 1
        return end

    def bridge(self, at: int) -> int | None:
        """From small words or marks after a capital, the index of the next capital of the same run."""
        view, words = self.view, self.words
        line = view.line[at]

        def capital(index: int) -> bool:
            return (
                index < len(view)
                and view.line[index] == line
                and self.free[index]
                and (
                    is_capital(view.words[index])
                    or (view.words[index][0].isdigit() and view.words[index - 1] == "-")
                )
            )

        word = view.words[at]
        if word == "-":
            return at + 1 if view.glued(at) and capital(at + 1) and view.glued(at + 1) else None
        if word in ("'s", "'", "&", "n't", "'m", "'re", "'ll", "'ve", "'d") and not (
            word == "'" and not view.glued(at)
        ):
            return at + 1 if capital(at + 1) and not view.glued(at + 1) else None
        if word == ":":
            return at + 1 if view.glued(at) and capital(at + 1) and not view.glued(at + 1) else None
        if word in ('"', "'") and not view.glued(at):  # a nickname
            for stop in range(at + 2, min(at + 5, len(view))):
                if view.words[stop] == word and self.nickname(at, stop) and capital(stop + 1):
                    return stop + 1
            return None
        if word == "–" and view.words[at + 1 : at + 2] and view.words[at + 1] in ("Chapter", "Part", "Volume", "Vol."):
            return at + 1
        index = at
        while index < len(view) and index - at < 3 and view.words[index] in words.inner:
            index += 1
        return index if index > at and capital(index) else None

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """A run cut where two names only stand side by side."""
        view, cuts = self.view, []
        for at in range(start + 1, end):
            if self.season(at):
                return [*self._split(start, at, cuts), *self.pieces_after(at, end)]
            cut = self.cut(start, at, end)
            if cut:
                cuts.append((at, at + max(cut, 0)))
        return self._split(start, end, cuts)

    def pieces_after(self, season: int, end: int) -> list[tuple[int, int]]:
        start = season + 2
        while start < end and not is_capital(self.view.words[start]):
            start += 1
        return self.pieces(start, end) if start < end else []

    @staticmethod
    def _split(start: int, end: int, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
        out = []
        for cut, after in cuts:
            if cut >= end:
                break
            if cut > start:
                out.append((start, cut))
            start = after
        if start < end:
            out.append((start, end))
        return out

    def cut(self, start: int, at: int, end: int) -> int:
        """How many words from here only stand between two names: -1 for a cut without a word, 0 for no cut."""
        view, words = self.view, self.words
        word = view.words[at]
        if view.lower[at] in words.openers and _INITIAL.fullmatch(view.words[at - 1]):
            return -1  # the period of an initial ended the sentence
        if word == "'" and "'" in view.words[start:at]:
            return 0  # a nickname
        if word in ("'s", "'"):
            return 1 if view.glued(at) and self._owner(start, at, end) else 0
        if word in words.jobs and at + 1 < end and self._jobs(at, end):
            return self._jobs(at, end)
        bridged = self.by_word[at]
        if bridged is not None and bridged.start < at < bridged.end - 1:
            return 0  # the model reads on across it
        if word == ":":
            label = view.lower[at - 1] in words.labels and at - start <= 2 and view.initial[start]
            return 1 if label else 0
        if word == "and":
            return 0 if self._pair(at) else 1
        if word in words.inner and not is_capital(word):
            stop = at
            while stop < end and view.words[stop] in words.inner:
                stop += 1
            if stop == end:
                return end - at
            small = view.words[at:stop]
            if small[0] == "and":
                return 0 if self._pair(at) else stop - at
            left, right = self.by_word[at - 1], self.by_word[stop]
            if left is not None and right is not None and left is not right:
                return stop - at
            if (
                left is not None
                and left.type == "person"
                and small[0] in ("of", "in", "on", "for", "at", "from", "with", "to", "as")
            ):
                return stop - at
            if (
                at - start >= 2
                and view.words[at - 2] in words.given
                and small[0]
                not in ("de", "del", "van", "von", "di", "da", "du", "la", "le", "al", "bin", "der")
            ):
                return stop - at
            if small[0] in words.joining or view.lower[at - 1] in words.inner:
                jobs = view.words[at - 1] in words.jobs or view.words[at - 1] in words.calendar
                return stop - at if jobs else 0
            plain = view.lower[at - 1] in words.common and view.lower[stop] in words.common
            return 0 if plain else stop - at
        return 0

    def _jobs(self, at: int, end: int) -> int:
        """How many words from here are jobs that stand before a person's name."""
        stop = at
        while stop < end and self.view.words[stop] in self.words.jobs:
            stop += 1
        if stop == end or stop == at:
            return 0
        word = self.view.words[stop]
        return stop - at if word in self.words.given or word.lower() not in self.words.common else 0

    def _demonym(self, start: int, end: int) -> bool:
        """A people's name that only describes the person named after it."""
        if start + 1 >= end or self.view.words[start] not in self.words.people_of:
            return False
        return self.view.words[start + 1] in self.words.given or self.view.words[start + 1] in self.surnames

    def _owner(self, start: int, at: int, end: int) -> bool:
        """The words before an apostrophe are a name of their own that owns what follows."""
        view = self.view
        if view.words[end - 1] in self.words.endings or view.words[at - 1] in self.surnames:
            return True
        if at - start > 1 and view.words[start] in self.words.given:
            return True
        left = self.by_word[at - 1]
        if left is not None:
            return left.end <= at
        if at - start == 1 and view.lower[at - 1] in (
            "who",
            "what",
            "that",
            "it",
            "he",
            "she",
            "there",
            "here",
            "let",
            "how",
            "where",
        ):
            return False
        return not (
            at - start == 1
            and view.lower[at - 1] in self.words.common
            and view.words[at - 1] not in self.words.given
        )

    def _pair(self, at: int) -> bool:
        """ "X and Y" is one name made of two plain words."""
        view, words = self.view, self.words
        right = at + 1
        while right < len(view) and view.words[right] in words.inner:
            right += 1
        if (
            right >= len(view)
            or (self.by_word[at - 1] is not None
            and self.by_word[at - 1] is not self.by_word[right])
        ):
            return False
        left_plain = view.lower[at - 1] in words.common and view.words[at - 1] not in words.given
        right_plain = view.lower[right] in words.common and view.words[right] not in words.given
        return left_plain and right_plain and not view.initial[at - 1]

    def name(self, start: int, end: int, headline: bool) -> None:
        """Take a piece of a run, less what only stands at its edges."""
        view, words = self.view, self.words
        span = self.by_word[start]
        while start < end:
            word, low = view.words[start], view.lower[start]
            opener = (
                low in words.openers and low not in ("the", "a", "an") and (view.initial[start] or headline)
            )
            if (
                opener
                and low in words.title_openers
                and span is not None
                and span.start == start
                and span.type == "work"
            ):
                break
            edge = low in words.inner and low not in (
                "the",
                "a",
                "an",
                "my",
                "your",
                "into",
                "from",
                "as",
                "is",
            )
            job = self._jobs(start, end) > 0
            respect = (
                start + 1 < end
                and word in words.honorifics
                and ("." not in word or view.words[end - 1] in self.surnames)
            )
            rank = start + 2 < end and word in words.ranks and view.words[start + 1] not in words.inner
            if (
                opener
                or (edge and view.initial[start])
                or job
                or respect
                or rank
                or word[0].islower()
                or not (word[0].isalnum())
                or self._demonym(start, end)
            ):
                start += 1
                span = self.by_word[start] if start < end else None
            else:
                break
        while end > start:
            word, low = view.words[end - 1], view.lower[end - 1]
            if (
                (low in words.inner and word[0].islower())
                or low == "'s"
                or not (word[0].isalnum() or word[-1] in "+!?.")
            ) or (
                word in words.calendar
                and end - start > 1
                and end < len(view)
                and view.words[end][0].isdigit()
            ):
                end -= 1
            elif word[0].isdigit() and end - start > 1 and view.words[end - 2] in words.months:
                end -= 2
            else:
                break
        if start >= end or end - start > MAX_NAME:
            return
        line = view.words[start:end]
        half = (end - start) // 2
        if line[:half] == line[half:]:  # a heading glued to the text
            self.name(start, start + half, headline)
            start, line = start + half, line[half:]
        if end - start == 1 and view.lower[start] in ("the", "a", "an"):
            return
        if all(word in words.jobs or word in words.never or word in words.people_of for word in line):
            return
        if end - start == 1 and (
            line[0] in words.never
            or line[0] in words.calendar
            or line[0] in words.people_of
            or (len(line[0]) == 1
            and not line[0].isupper())
        ):
            return
        if (
            " ".join(line).removeprefix("The ") in words.never
            or (all(word.lower() in words.openers for word in line)
            and view.initial[start]
            and span is None)
        ):
            return
        weak = headline or (view.initial[start] and view.lower[start] in words.common)
        self.add(Candidate(start, end, (start, end), weak=weak))

    def rest(self) -> None:
        """What the model alone found."""
        for span in self.found:
            start, end = span.start, span.end
            if self.unused(start, end) and any(is_capital(word) for word in self.view.words[start:end]):
                line = self.view.words[start:end]
                if self.season(start) or all(word in self.words.never or word in self.words.calendar for word in line):
                    continue
                self.add(Candidate(start, end, (start, end), model=span.type, weak=self.view.initial[start]))


_SITE = re.compile(r"[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|org|net|co|io|ai|tv)")
_INITIAL = re.compile(r"[A-Z]\.")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERS = frozenset(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "finale"])
