"""Derive the three word lists of the language room from streamers' catalogues (CC0 tables; see README).

    python training/word_lists.py [--data ../shared/data] [--out pipeline/language/data]

``given_names.txt``: first words of the names in the cast and director columns that open at least MIN_PEOPLE
different people's names and are rarely a common word. ``family_names.txt``: their last words, likewise.
``common_words.txt``: words that the descriptions write with a
small letter, most frequent first; they tell a capital that only opens a sentence from a capital that names
something.
"""

from __future__ import annotations

import argparse
import csv
import re
from collections import Counter
from pathlib import Path

MIN_PEOPLE = 3
MIN_USES = 4
NAME = re.compile(r"[^\W\d_]+(?:['’-]?[^\W\d_]+)*[a-z]\w*")
WORD = re.compile(r"(?<![\w'’])[^\W\d_]+(?:['’][a-z]+)?(?![\w'’])")


def rows(folder: Path):
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def names_of(row: dict[str, str]) -> list[str]:
    cells = ((row.get("cast") or "") + "," + (row.get("director") or "")).split(",")
    return [cell.strip() for cell in cells if cell.strip()]


def lists(folder: Path) -> dict[str, list[str]]:
    people: set[str] = set()
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    seen: set[str] = set()
    for row in rows(folder):
        people.update(names_of(row))
        description = row.get("description") or ""
        if description in seen:
            continue
        seen.add(description)
        for match in WORD.finditer(description):
            word = match.group()
            (small if word[0].islower() else large)[word.lower()] += 1
    common = [word for word, n in sorted(small.items(), key=lambda item: (-item[1], item[0])) if n >= MIN_USES]
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for parts in (name.split() for name in people):
        if len(parts) > 1:
            given[parts[0]] += 1
            family[parts[-1]] += 1

    def names(counts: Counter[str]) -> list[str]:
        return sorted(
            name
            for name, n in counts.items()
            if n >= MIN_PEOPLE and small[name.lower()] < MIN_USES * 2 * n and NAME.fullmatch(name)
        )

    return {"given_names.txt": names(given), "family_names.txt": names(family), "common_words.txt": common}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("pipeline/language/data"))
    args = parser.parse_args()
    for name, words in lists(args.data / "titles").items():
        (args.out / name).write_text("\n".join(words) + "\n", encoding="utf-8")
        print(name, len(words))


if __name__ == "__main__":
    main()
