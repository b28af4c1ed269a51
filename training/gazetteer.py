"""Names that need no model: the catalogues' people in full, and companies whose name is nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from ner_sources import Passage

WORD = re.compile(r"[^\W_](?:[\w.'’+&-]*[\w+])?\.?")
PAPER = re.compile(
    r"\b(Times|Post|Guardian|Telegraph|Magazine|Reporter|Weekly|Herald|Tribune|Journal|Chronicle|Independent|News|"
    r"Gazette|Daily|Observer|Review|Mirror|Express|Examiner|Today|Globe|Sun|Bulletin|Monthly|Mail|Billboard)$"
)
OTHER_PAPERS = {
    "playboy",
    "maxim",
    "fangoria",
    "sight & sound",
    "entertainment weekly",
    "daily news",
    "financial times",
}
LONGEST = 4


class Gazetteer:
    """Knows PEOPLE (full names) and the companies of names.toml; marks them where words are open."""

    def __init__(self, people: list[str]) -> None:
        names = tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))
        companies = [*names["networks"], *names["studios"], *names["papers"]]
        clear = [c for c in companies if " " in c.removeprefix("The ") or "+" in c or (c.isupper() and len(c) > 2)]
        self.papers = {p.lower().removeprefix("the ") for p in names["papers"]} | OTHER_PAPERS
        self.labels = {n: "PERSON" for n in people if len(n.split()) > 1} | dict.fromkeys(clear, "ORG")

    def is_paper(self, title: str) -> bool:
        """Whether something in italics is a newspaper or magazine, by its name."""
        return title.lower().removeprefix("the ") in self.papers or bool(PAPER.search(title))

    def mark(self, passage: Passage) -> Passage:
        """Add the known names to PASSAGE where nothing is marked and no capital stands next to them."""
        words = [m.span() for m in WORD.finditer(passage.text)]
        taken = [(s, e) for s, e, _ in passage.spans] + passage.unknown
        at = 0
        while at < len(words):
            step = 1
            for length in range(LONGEST, 0, -1):
                if at + length > len(words):
                    continue
                start, end = words[at][0], words[at + length - 1][1]
                label = self.labels.get(passage.text[start:end])
                if label and not any(s < end and start < e for s, e in taken) and self.alone(passage.text, start, end):
                    passage.spans.append((start, end, label))
                    step = length
                    break
            at += step
        return passage

    @staticmethod
    def alone(text: str, start: int, end: int) -> bool:
        """Whether no capitalised word stands directly before or after the span."""
        before, after = text[:start].rsplit(" ", 2)[-2:], text[end : end + 2]
        joined = text[start - 1 : start] in {" ", ""} and before[0][:1].isupper() and len(before) == 2 and start > 20
        return not (joined and before[0][-1:].isalpha()) and not (after[:1] == " " and after[1:].isupper())
