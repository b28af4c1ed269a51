"""Why a claim was made: its sentence with trigger and roles marked, its rule, and what filled each role."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pipeline.claims.discourse import Filler
from pipeline.claims.match import Match
from pipeline.claims.rules import Rule
from pipeline.claims.scene import Scene
from pipeline.types import Article

if TYPE_CHECKING:
    from pipeline.extract import Extractor

WIDTH = 100
PLACES = {
    "subj": "who or what does it, voice undone",
    "obj": "whom or what it is done to, voice undone",
    "pred": "the verb that it governs",
    "poss": "its possessor",
    "compound": "a noun in front of it in the same phrase",
    "appos": "in apposition to it",
    "is": "that of which it is said to be one",
    "as": "that which is or acts as it",
    "as_obj": "the object that is made it",
    "clause": "in the clause that qualifies it",
    "self": "the trigger itself",
    "left": "the nearest to the left in its clause",
    "right": "the nearest to the right in its clause",
    "before": "directly before it",
    "after": "directly after it",
    "before_comma": "before the comma that opens its apposition",
    "before_hyphen": "joined to it by a hyphen",
    "before_noun": "what the noun before it means",
    "by_left": "to the left of a participle with 'by'",
    "paren": "in the brackets after it",
    "opened": "before the bracket that it opens",
    "time": "a date of its clause",
    "head": "the word that it hangs on",
    "up": "a noun further up that it hangs on",
    "named": "the name that follows the noun",
    "possessed": "the work that stands after it as its own",
    "heading": "the date of the heading that the line stands under",
    "list_carrier": "the carrier that the article named before its list",
    "owner": "the work whose name stands before it with an 's",
    "after_of": "the name behind the comma after the work",
    "acting_owner": "the actor whose it is",
    "sole_before_as": 'the only name before "as"',
    "said_article": "the article of what is said of somebody",
    "year_of": "the work that the year belongs to",
    "listed": "the first title of a line without a verb",
    "announced": "the date of the announcement",
    "next": "the word after it",
    "previous": "the word before it",
    "conj": "a verb coordinated with it",
    "iobj": "whom it is given to",
    "own_for": "what it itself is for",
    "including": "in the list that 'including' opens",
    "such": "in the list that 'such as' opens",
    "focus": "the work that the text is about there",
    "main": "the work that the whole article is about",
}
_RESOLVED = {
    "named": "named there",
    "described": "described there, and named elsewhere",
    "pronoun": "meant by a pronoun",
    "focus": "not in the words: the work in focus",
}


def explain(extractor: Extractor, article: Article, claim_id: str) -> str | None:
    """Reads ``article`` again and tells how a claim came about; None where it is not made any more."""
    for match, scene, claims in extractor.grounds(article):
        for claim in claims:
            if claim.claim_id == claim_id:
                return _told(article.text, (claim.start, claim.end), match, scene)
    return None


def explain_row(row: Mapping[str, Any], rules: Mapping[str, Rule]) -> str:
    """What a row of ``claims.parquet`` tells of itself, where its article is gone."""
    rule = rules.get(row["rule"])
    words = [f"{name}: {row[column]}" for name, column in (
        ("subject", "subject_text"), ("object", "object_text"), ("date", "date_text"),
    ) if row.get(column)]  # fmt: skip
    return "\n".join([f"sentence  {row['quote']}", *_rule_lines(row["rule"], rule), *words])


def _told(text: str, sentence: tuple[int, int], match: Match, scene: Scene) -> str:
    trigger = (scene.starts[match.trigger.i], scene.ends[match.trigger.i], match.rule.trigger_kind)
    spans = [(f.start, f.end, role) for role, fillers in match.fillers.items() for f in fillers]
    marked = mark(text, sentence, [(trigger[0], trigger[1], "trigger"), *spans])
    lines = ["sentence", *textwrap.wrap(marked, WIDTH, initial_indent="  ", subsequent_indent="  "), ""]
    lines += _rule_lines(match.rule.id, match.rule)
    lines.append(f"trigger   {_quoted(text, trigger[0], trigger[1])}")
    for role, fillers in match.fillers.items():
        for filler in fillers:
            lines.append(f"{role:<10}{_filler(text, filler)}: {place(match.how[role])}")
    return "\n".join(lines)


def _rule_lines(name: str, rule: Rule | None) -> Iterator[str]:
    yield f"rule      {name}" + ("" if rule else " (not among the rules now)")
    if rule is not None:
        yield f"because   {rule.why}"


def _filler(text: str, filler: Filler) -> str:
    name = filler.entity.name if filler.entity is not None else None
    words = _quoted(text, filler.start, filler.end)
    if name is None:
        return words
    season = f", season {', '.join(map(str, filler.seasons))}" if filler.seasons else ""
    return f"{words} is {name}{season} ({_RESOLVED[filler.resolved]})"


def _quoted(text: str, start: int, end: int) -> str:
    return f"“{' '.join(text[start:end].split())}”"


def place(how: str) -> str:
    """The name of a function, or a path of several, in words: where in the grammar a role was found."""
    return ", then ".join(PLACES.get(step, f"after {step.removesuffix('_after')!r}") for step in how.split(">"))


def mark(text: str, sentence: tuple[int, int], spans: list[tuple[int, int, str]]) -> str:
    """The sentence with each span in brackets behind its name, inner spans inside of outer ones.

    A span outside of the sentence, or one that overlaps an outer one's edge, is left unmarked.
    """
    names: dict[tuple[int, int], list[str]] = {}
    for start, end, name in spans:
        if sentence[0] <= start < end <= sentence[1]:
            names.setdefault((start, end), []).append(name)
    kept: list[tuple[int, int]] = []
    for span in sorted(names, key=lambda s: (s[0], -s[1])):
        if all(span[0] >= other[1] or span[1] <= other[1] for other in kept):
            kept.append(span)
    opens = [(start, 1, -end, f"[{'+'.join(dict.fromkeys(names[start, end]))} ") for start, end in kept]
    closes = [(end, 0, -start, "]") for start, end in kept]
    out, at = "", sentence[0]
    for place_, _, _, sign in sorted([*opens, *closes]):
        out += text[at:place_] + sign
        at = place_
    return " ".join((out + text[at : sentence[1]]).split())
