"""Fill this project's own sentence templates with the catalogues' titles and people, held-back ones apart."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from ner_sources import Passage, Span, split_of
from noise import rewrite

HERE = Path(__file__).parent
SLOT = re.compile(r"\{(\w+?)(\d?)\}")
KINDS = {"W": "WORK", **dict.fromkeys("PLC", "PERSON"), **dict.fromkeys("OST", "ORG"), "G": "GPE"}
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December"]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ORDINALS = [
    "second",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "tenth",
    "12th",
    "3rd",
]
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "a few", "12", "20"]
LATIN = re.compile(r"^[\x20-\x7eÀ-ſ’–]+$")


def catalogue(folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    """Titles by split and people of the streaming catalogues in FOLDER, sorted, without doubles."""
    titles: set[str] = set()
    people: set[str] = set()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", errors="replace", newline="") as lines:
            for row in csv.DictReader(lines):
                titles.add((row.get("title") or "").strip())
                for name in f"{row.get('cast') or ''},{row.get('director') or ''}".split(","):
                    people.add(name.strip())
    people_list = sorted(p for p in people if LATIN.match(p) and 2 <= len(p.split()) <= 4 and p[0].isupper())
    by_split: dict[str, list[str]] = {"train": [], "dev": [], "test": []}
    for title in sorted(titles):
        title = re.sub(r"\s*[\[(](4K UHD|Subbed|Dubbed|English.*|Hindi.*|.*Dub.*)[\])]$", "", title)
        if LATIN.match(title) and 1 < len(title) <= 45 and title[0].isalnum() and "QATest" not in title:
            by_split[split_of(title)].append(title)
    return by_split, people_list


class Filler:
    """Draws values for slots; within one passage the same works and people come back, as in an article."""

    def __init__(self, titles: list[str], people: list[str], rng: random.Random) -> None:
        self.rng, self.people = rng, people
        self.names = tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))
        short = [t for t in titles if " " not in t]
        numeric = [t for t in titles if any(c.isdigit() for c in t)]
        self.titles = [(titles, 6), (short, 3), ([t for t in titles if ":" in t], 1), (numeric, 1),
                       ([t for t in titles if t.startswith("The ")], 1)]  # fmt: skip

    def title(self) -> str:
        pools, weights = zip(*self.titles, strict=True)
        title = self.rng.choice(self.rng.choices(pools, weights)[0])
        if ":" not in title and self.rng.random() < 0.02:
            title += f": {self.rng.choice(self.titles[0][0])}"
        return title

    def character(self) -> str:
        first, last = self.rng.choice(self.names["first_names"]), self.rng.choice(self.names["last_names"])
        rank = self.rng.choice(self.names["ranks"]) + " "
        return self.rng.choice([first, first, f"{first} {last}", f"{first} {last}", last, rank + last])

    def company(self) -> str:
        """A studio of the list, or one made up as such names are: "Hale Pictures", "Night Garden Media"."""
        rng, names = self.rng, self.names
        if rng.random() < 0.4:
            return rng.choice(names["studios"])
        words = [w for w in rng.choice(self.titles[0][0]).split() if w.isalpha() and w[0].isupper() and len(w) > 2]
        first = " ".join(words[:2]) or rng.choice(names["last_names"])
        if rng.random() < 0.3:
            first = rng.choice(self.people).split()[-1]
        return f"{first} {rng.choice(names['company_words'])}" if rng.random() < 0.8 else first

    def date(self) -> str:
        month, day = self.rng.choice(MONTHS), self.rng.randint(1, 28)
        short = month[:3] + "." if len(month) > 5 else month
        weekday, year = self.rng.choice(DAYS), self.rng.randint(2004, 2026)
        plain = [f"{month} {day}", f"{short} {day}", f"{day} {month}", weekday]
        return self.rng.choice(
            [*plain, f"{weekday}, {month} {day}", f"{month} {day}, {year}", f"in {month}", "this fall"]
        )

    def value(self, kind: str) -> str:
        names, rng = self.names, self.rng
        match kind:
            case "W":
                return self.title()
            case "P":
                return rng.choice(self.people)
            case "C":
                return self.character()
            case "S":
                return self.company()
            case "D":
                return self.date()
            case "M":
                return rng.choice(MONTHS)
            case "N":
                return str(rng.randint(1, 12)) if rng.random() < 0.7 else rng.choice(NUMBERS[:9])
            case "ORD":
                return rng.choice(ORDINALS)
            case "Y":
                return str(rng.randint(1975, 2026))
        lists = {"O": "networks", "T": "papers", "G": "places", "R": "jobs"}
        return rng.choice(names[lists[kind]])

    def fill(self, template: str, memory: dict[str, str]) -> tuple[str, list[Span]]:
        """The sentence and its spans; MEMORY holds the passage's values by slot and gains the new ones."""
        text, spans, at, rng = "", [], 0, self.rng
        for slot in SLOT.finditer(template):
            text += template[at : slot.start()]
            at = slot.end()
            kind, key = slot[1], slot[1] + slot[2]
            if kind == "L":
                value = memory.setdefault("P", self.value("P")).split()[-1]
            elif kind in {"D", "N", "ORD", "M", "Y", "R"}:
                value = self.value(kind)
            elif kind == "P" and key in memory and rng.random() < 0.4:
                value = memory[key].split()[-1]  # a later mention, by surname
            else:
                value = memory.setdefault(key, self.value(kind))
            if kind in KINDS:
                spans.append((len(text), len(text) + len(value), KINDS[kind]))
            text += value
        return text + template[at:], spans


OPENERS = [
    "But ",
    "And ",
    "Meanwhile, ",
    "Also, ",
    "Now ",
    "Still, ",
    "Sadly, ",
    "Maybe ",
    "Plus, ",
    "However, ",
    "Then ",
]
QUOTES = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'")]


def passages(folder: Path, count: dict[str, int], seed: int) -> Iterator[Passage]:
    """COUNT[split] passages of one to five sentences about the same names."""
    rng = random.Random(seed)
    titles, people = catalogue(folder)
    lines = (HERE / "templates.txt").read_text(encoding="utf-8").splitlines()
    lines = [line for line in lines if line and line[0] != "#"]
    headlines, sentences = [s[1:] for s in lines if s[0] == "^"], [s for s in lines if s[0] != "^"]
    for split, number in count.items():
        filler = Filler(titles[split], [p for p in people if split_of(p) == split], rng)
        for _ in range(number):
            memory: dict[str, str] = {}
            chosen = [rng.choice(headlines)] if rng.random() < 0.25 else []
            chosen += [rng.choice(sentences) for _ in range(rng.randint(0 if chosen else 1, 4))]
            text, spans = "", []
            quotes = rng.choice(QUOTES) if rng.random() < 0.15 else None
            for number_, template in enumerate(chosen):
                if template not in headlines and rng.random() < 0.08:
                    template = rng.choice(OPENERS) + decapitalize(template)
                sentence, marks = filler.fill(quote(template, quotes), memory)
                offset = len(text)
                text += sentence + ("\n\n" if number_ == 0 and template in headlines else " ")
                spans += [(s + offset, e + offset, n) for s, e, n in marks]
            yield Passage(text.rstrip(), spans, "templates", split=split)


def decapitalize(template: str) -> str:
    """The template as it goes on after an opening word."""
    return template if template[0] in '{"(' or template.startswith("I ") else template[0].lower() + template[1:]


def quote(template: str, quotes: tuple[str, str] | None) -> str:
    """The template with its works in quotation marks, a comma that follows drawn inside."""
    if quotes is None or "'{W}'" in template:
        return template
    return re.sub(r"(\{W\d?\})(,?)", lambda m: f"{quotes[0]}{m[1]}{m[2]}{quotes[1]}", template)


def swap_titles(passage: Passage, titles: list[str], rng: random.Random) -> Passage:
    """The passage with each work renamed after another title: the words around it must tell."""
    new: dict[str, str] = {}
    edits, at = [], 0
    for start, end, label in sorted(passage.spans):
        if label == "WORK" and start >= at:
            edits.append((start, end, new.setdefault(passage.text[start:end], rng.choice(titles))))
            at = end
    return rewrite(passage, edits)
