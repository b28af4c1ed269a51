"""Which way a bare weekday or month points: the tense of the verb that governs it, guessed from its neighbours."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["past", "future"]

_BEFORE, _AFTER = 140, 90
_BREAK = re.compile(
    r"[.!?;](?=[\s\"”’')]|\Z)(?<!\b[A-Za-z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Co)\.)(?<!\b(?:Mrs|Inc|Gov|Sen|Rep)\.)|\n\s*\n"
)
# "is set to", "are due": a form of "to be" (even a past one, for reported speech) and a word of plan.
_PLAN = r"""
    set|due|slated|expected|scheduled|planned|poised|eyed|targeted|going|about|on\ track|coming|returning
    |premiering|debuting|launching|airing|arriving|opening|starting|hoping|planning|aiming|to\ [a-z]+"""
_FUTURE = rf"""
    will|won['’]t|shall|would|should|could|may|might|can|must|cannot|['’]ll
    |(?:is|are|be|was|were|['’]s|['’]re)\ (?:(?:now|also|currently|all|tentatively|still)\ )?(?:{_PLAN})
    |(?:expects?|plans?|hopes?|intends?|aims?|wants?|expected|set)(?=\ (?:to|for|in|on|by|at)\b)
    |due(?=\ (?:for|in|on|by|at)\b)
    |(?:supposed|decided|agreed|promised|vowed|pledged|threatened|prepar\w+|intended|hop\w+|wanted)(?=\ to\b)
    |scheduled|slated|planned
    |to\ (?:be|begin|start|air|premiere|debut|launch|return|open|arrive|take|end|meet|hold|vote|appear|release
        |bow|hit|come|make|go|give|leave|run|play|stand|face|decide|discuss|announce|attend|visit|close|expire)
    |begins|starts|premieres|debuts|returns|launches|arrives|airs|opens|bows|kicks\ off|drops|lands|hits|comes
    |streams|expires?|concludes|wraps|takes\ place|meets?|runs|ends|coming|upcoming|starting|beginning|until
    |payable|effective|(?:by|until|till)\ (?:early\ |late\ |mid-)?\Z"""
# An -ed form is no past tense after "be" or an article ("a planned", "the unspecified").
_PAST = r"""
    was|were|had|did|didn['’]t|been|went|came|began|took|made|gave|ran|met|won|lost|held|saw|told|said|left
    |fell|rose|set|grew|got|found|kept|knew|led|paid|put|sent|shot|sold|spoke|stood|thought|wrote|became|broke
    |brought|built|bought|drew|drove|died|wore|sat|sang|felt|ago|since
    |(?<!\bbe\ )(?<!\bthe\ )(?<!\ba\ )(?<!\ban\ )(?<!\bits\ )(?<!\bhis\ )(?<!\bher\ )(?<!\btheir\ )
        (?!(?:un|non)\w+ed\b)
        (?!(?:need|embed|feed|exceed|proceed|succeed|speed|indeed|bleed|breed|hundred|unprecedented|limited|united)\b)
        [a-z]{2,}ed"""
_CUE = re.compile(rf"\b(?:(?P<future>{_FUTURE})|(?P<past>{_PAST}))\b", re.VERBOSE | re.IGNORECASE)


def guess(text: str, start: int, end: int) -> Direction | None:
    """The direction of the nearest verb in the sentence, those on the left first; ``None`` where there is none."""
    floor = max(0, start - _BEFORE)
    for stop in _BREAK.finditer(text, floor, start):
        floor = stop.end()
    cues = list(_CUE.finditer(text, floor, start))
    if cues:
        return "future" if cues[-1].lastgroup == "future" else "past"
    ceiling = min(len(text), end + _AFTER)
    stop = _BREAK.search(text, end, ceiling)
    cue = _CUE.search(text, end, stop.start() if stop else ceiling)
    return None if cue is None else "future" if cue.lastgroup == "future" else "past"
