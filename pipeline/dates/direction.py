"""Which way a bare weekday or month points: the tense of the verb that governs it, guessed from the words around it."""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["past", "future"]

_BEFORE, _AFTER = 140, 90
_BREAK = re.compile(
    r"[.!?;](?=[\s\"”’')]|\Z)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St|Jr|Co)\.)(?<!\b(?:Mrs|Inc|Gov|Sen|Rep)\.)|\n\s*\n"
)
_CUE = re.compile(
    r"""\b(?:(?P<future>
      will|won['’]t|shall|would|should|could|may|might|can|must|cannot
    | (?:is|are|be|was|were|['’]s|['’]re)\ (?:now\ |also\ |currently\ |all\ |tentatively\ )?(?:set|due|slated|expected|scheduled|planned|poised|eyed|targeted|going|about|on\ track|coming|returning|premiering|debuting|launching|airing|arriving|opening|starting|hoping|planning|aiming)
    | (?:expects?|plans?|hopes?|intends?|aims?|wants?|scheduled|slated|due|expected|planned|set)(?=\ (?:to|for|in|on|by|at)\b) | to\ (?:be|begin|start|air|premiere|debut|launch|return|open|arrive|take|end|meet|hold|vote|appear|release|bow|hit|come|make|go|give|leave|run|play|stand|face|decide|discuss|announce|attend|visit|close|expire)
    | (?:begins|starts|premieres|debuts|returns|launches|arrives|airs|opens|bows|kicks\ off|drops|lands|hits|comes|streams|expires?|concludes|wraps|takes\ place|meets|runs|ends|coming|upcoming|starting|beginning|until|through|payable|['’]ll)
    )|(?P<past>
      was|were|had|did|didn['’]t|been|went|came|began|took|made|gave|ran|met|won|lost|held|saw|told|said|left|fell|rose|grew|got|found|kept|knew|led|paid|put|sent|set|shot|sold|spoke|stood|thought|wrote|became|broke|brought|built|bought|drew|drove|died|hit|wore|sat|sang|felt|cut|ago|
      (?!(?:need|embed|feed|exceed|proceed|succeed|speed|indeed|bleed|breed|seed|shed|red|bed|hundred|unprecedented)\b)[a-z]{2,}ed
    ))\b""",
    re.VERBOSE | re.IGNORECASE,
)


def guess(text: str, start: int, end: int) -> Direction | None:
    """The direction that the nearest verb of the sentence gives, looking left first; ``None`` where there is none."""
    left = text[max(0, start - _BEFORE) : start]
    for found in _BREAK.finditer(left):
        left_start = found.end()
        left = " " * left_start + left[left_start:]
    cue = None
    for cue in _CUE.finditer(left):
        pass
    if cue is None:
        right = text[end : end + _AFTER]
        stop = _BREAK.search(right)
        cue = _CUE.search(right, 0, stop.start() if stop else len(right))
    if cue is None:
        return None
    return "future" if cue.lastgroup == "future" else "past"
