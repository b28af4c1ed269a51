"""Runs the rules over a Scene: trigger words choose the rules, grammatical functions fill the roles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from pipeline.claims import syntax
from pipeline.claims.discourse import Discourse, Filler
from pipeline.claims.rules import PREDICATES, Rule, RuleSet
from pipeline.claims.scene import Scene

_LIST_JOINERS = {",", "and", "&", "plus", "alongside", "with", "or", "/", "+", ";"}
_LIST_GAP = 3  # words of joining between two members of a list
_DATE_REACH = 6  # words between a trigger and a date that grammar does not join
_MAX_LIST = 60
_BY_PLACE = {
    "left",
    "right",
    "focus",
    "main",
    "by_left",
}  # guesses by place: only where grammar names nothing
_PREPOSITIONS = {
    "in",
    "on",
    "of",
    "for",
    "to",
    "from",
    "by",
    "with",
    "as",
    "opposite",
    "alongside",
    "under",
    "via",
    "at",
}
_DISCOURSE = {"focus", "main", "before_noun"}
_ECHO_VERBS = {"do", "does", "did", "will", "is", "are", "has", "have"}
_PROMOTION = {
    "trailer", "teaser", "poster", "clip", "soundtrack", "photo", "image", "song", "album", "recap", "review", "promo",
}  # fmt: skip
_NOUN_PHRASE = {"ADJ", "DET", "NOUN", "PROPN", "NUM", "PART"}
_MARKS = {'"', "'", "“", "”", "‘", "’", "_", "*", "®", "'s", "’s", "-"}
_SINGLE = {"self", "year_of", "possessed", "before_hyphen", "paren"}  # functions that name one thing, no list
_WORK = frozenset({"work"})
_ANNOUNCING = {"announce", "confirm", "reveal", "report", "say"}
_CLAUSE_ENDS = {";", ":", "—", "–"}


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fired: its trigger and what fills each role (several fillers of a role: one claim for each)."""

    rule: Rule
    trigger: Token
    fillers: dict[str, list[Filler]]
    how: dict[str, str]  # role -> the function that filled it


class Matcher:
    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules

    def __call__(self, scene: Scene, discourse: Discourse) -> Iterator[Match]:
        """Matches in order of place, then of rule priority."""
        for token in scene.doc:
            for rule in self._rules_at(scene, token):
                match = _Attempt(scene, discourse, rule, token).match()
                if match is not None:
                    yield match

    def _rules_at(self, scene: Scene, token: Token) -> Iterator[Rule]:
        unit = scene.unit(token)
        by_word = self.rules.by_word
        if unit is not None:
            seen: set[str] = set()
            for key in [*(("role", role) for role in unit.roles), ("unit", unit.kind), ("verb", unit.lemma)]:
                for rule in by_word.get(key, ()):
                    if rule.id not in seen:
                        seen.add(rule.id)
                        yield rule
            return
        for kind, base in self._bases(token):
            if (
                kind == "noun"
                and token.dep_ == "compound"
                and token.head.lower_ != "date"
                and token.head.i > token.i
            ):
                continue  # "the finale recap" is no finale
            for rule in by_word.get((kind, base), ()):
                if _particle_stands(rule, token, base):
                    yield rule

    def _bases(self, token: Token) -> list[tuple[str, str]]:
        """The trigger words that ``token`` may be a form of; an "-ed" is a verb whatever the tagger says."""
        bases = self.rules.forms.get(token.lower_, ())
        verbal = syntax.is_verbal(token) or token.lower_.endswith("ed")
        return [
            (kind, base) for kind, base in bases if kind == "noun" or verbal or self._verb_by_place(token)
        ]

    @staticmethod
    def _verb_by_place(token: Token) -> bool:
        """A plural between a name and a name or a preposition: "Hamlet stars Smith", "X premieres on"."""
        if not token.lower_.endswith("s") or token.i == 0 or token.i + 1 == len(token.doc):
            return False
        after = token.nbor(1)
        return bool(token.nbor(-1).ent_type_) and (bool(after.ent_type_) or after.pos_ == "ADP")


def _particle_stands(rule: Rule, token: Token, word: str) -> bool:
    """ "pick up" needs its "up" within the next words; a plain "pick" in the list needs nothing."""
    if word in rule.triggers:
        return True
    following = [t.lower_ for t in token.doc[token.i + 1 : token.i + 5]]
    for phrase in rule.triggers:
        first, *rest = phrase.split()
        if first == word and rest and rest[0] in following and " ".join(rest) in " ".join(following):
            return True
    return False


class _Attempt:
    """One rule at one trigger."""

    def __init__(self, scene: Scene, discourse: Discourse, rule: Rule, trigger: Token) -> None:
        self.scene, self.discourse, self.rule, self.trigger = scene, discourse, rule, trigger
        self.sentence = trigger.sent

    def match(self) -> Match | None:
        rule = self.rule
        for name, words in rule.where.items():
            if not any(self._is_word(t, words) for t in self._tokens(name)):
                return None
        for name, words in rule.unless.items():
            if any(self._is_word(t, words) for t in self._tokens(name)):
                return None
        object_kinds, _ = PREDICATES[rule.predicate]
        wanted = {
            "subject": _WORK, "object": object_kinds, "role": frozenset({"character", "person"}),
            "date": frozenset({"date"}), "season": frozenset({"season"}),
        }  # fmt: skip
        fillers: dict[str, list[Filler]] = {}
        chosen: dict[str, str] = {}
        for role in ("subject", "object", "role", "date", "season"):
            if role in rule.roles:
                taken = {f.token for fs in fillers.values() for f in fs if f.resolved != "focus"}
                if role in ("season", "date") or rule.predicate == "reboot_of":
                    taken = set()  # "a second season of X" gives work and season, "a reboot of X" both works
                how, found = self._fill(role, rule.roles[role], wanted[role], taken)
                if found:
                    fillers[role], chosen[role] = found, how
                elif role in rule.required:
                    return None
        if rule.trigger_kind == "verb":
            fillers["subject"] += self._echoes(fillers["subject"])
        return Match(rule, self.trigger, fillers, chosen)

    def _echoes(self, subjects: list[Filler]) -> list[Filler]:
        """The other subject of "X premieres in 2025, as does Y"."""
        doc = self.scene.doc
        for i in range(self.trigger.i + 1, self.sentence.end - 2):
            if doc[i].lower_ in ("as", "so") and doc[i + 1].lower_ in _ECHO_VERBS:
                filler = self.discourse.resolve(doc[i + 2], _WORK)
                return (
                    [filler] if filler is not None and all(f.token != filler.token for f in subjects) else []
                )
        return []

    def _is_word(self, token: Token, words: frozenset[str]) -> bool:
        """Whether a token is one of ``words``: by lemma, form, kind of unit, "work_noun" or "final_numbered"."""
        unit = self.scene.unit(token)
        if unit is not None:
            if "final_phrase" in words and unit.final and not unit.numbers:  # "the final season", unnumbered
                return True
            if not words.isdisjoint(unit.text.casefold().split()):
                return True
            if "hyphenated" in words and "-" in unit.text:
                return True
            return (
                unit.kind in words
                or not words.isdisjoint(unit.roles)
                or ("final_numbered" in words and unit.final and bool(unit.numbers))
            )
        if "work_noun" in words and self.discourse.pieces.work_noun(token.lemma_.lower()) is not None:
            return True
        return token.lemma_.lower() in words or token.lower_ in words or token.tag_ in words

    def _fill(
        self, role: str, names: tuple[str, ...], kinds: frozenset[str], taken: set[int]
    ) -> tuple[str, list[Filler]]:
        occupied = False  # grammar names somebody for this role, though not one that we can tell
        for name in names:
            relative = name == "left" and self.trigger.dep_.startswith("acl")  # its noun stands to the left
            if name in _BY_PLACE and occupied and not relative and role in ("subject", "object"):
                continue
            if name in _DISCOURSE:
                filler = self._from_discourse(name)
                if filler is not None:
                    return name, [filler]
                continue
            for token in self._tokens(name, kinds):
                filler = self._filler(role, token, kinds)
                if filler is not None and self._refuses(role, filler):
                    filler = None
                if filler is not None and filler.token not in taken and self._same_sentence(filler):
                    listed = role in ("subject", "object") or (role == "role" and name == "obj")
                    return name, self._with_list(filler, kinds, name) if listed else [filler]
                occupied = occupied or (filler is None and self._occupies(name, token))
        return "", []

    def _occupies(self, name: str, token: Token) -> bool:
        """Whether grammar names somebody for the role here, though nobody that can be told: no guess then."""
        unit = self.scene.unit(token)
        body = unit is not None and unit.kind in ("organization", "date", "season")
        return name in ("subj", "obj", "by") or (name in ("of", "on", "for", "behind", "poss") and not body)

    def _refuses(self, role: str, filler: Filler) -> bool:
        """Whether a filler of the right kind is still not one for this rule."""
        if role == "object":
            return bool(self.rule.kinds) and getattr(filler.entity, "kind", None) not in self.rule.kinds
        if role == "role":  # a real person is a character only of those who play
            return filler.kind == "person" and "play" not in self.rule.triggers
        if role == "subject" and filler.kind == "work" and self.rule.predicate in ("premiere", "finale"):
            noun = self.scene.doc[filler.token].head  # "the trailer for X, which dropped last week"
            return self.scene.doc[filler.token].dep_ in ("nmod", "compound") and noun.lemma_.lower() in _PROMOTION
        return False

    def _from_discourse(self, name: str) -> Filler | None:
        if name == "before_noun":
            return self._noun_before()
        return self.discourse.focus(self.trigger) if name == "focus" else self.discourse.main(self.trigger)

    def _filler(self, role: str, token: Token, kinds: frozenset[str]) -> Filler | None:
        if role in ("season", "date"):
            unit = self.scene.unit(token)
            if unit is None or unit.kind not in kinds:
                return None
            return Filler(
                token.i,
                unit.kind,
                unit.start,
                unit.end,
                unit.text,
                unit=unit,
                seasons=unit.numbers,
                final=unit.final,
            )
        filler = self.discourse.resolve(token, kinds)
        if filler is not None or self.scene.unit(token) is not None:
            return filler
        for child in token.children:  # "stars Emmy winner Smith", "the comedy veteran Smith"
            unit = self.scene.unit(child)
            if child.dep_ in ("appos", "flat", "nmod:desc", "compound") and unit is not None and unit.kind in kinds:
                return self.discourse.resolve(child, kinds)
        return None

    def _same_sentence(self, filler: Filler) -> bool:
        return self.sentence.start <= filler.token < self.sentence.end

    # -- functions ----------------------------------------------------------------------------

    def _tokens(self, name: str, kinds: frozenset[str] = frozenset()) -> list[Token]:
        tokens = [self.trigger]
        for step in name.split(">"):
            tokens = [t for token in tokens for t in self._step(token, step, kinds)]
        return tokens

    def _step(self, token: Token, step: str, kinds: frozenset[str]) -> list[Token]:
        special = {
            "self": lambda: [token],
            "own_for": lambda: [t for t in token.children if syntax.case_of(t) in ("for", "with")],
            "conj": lambda: [t for t in syntax.conjuncts(token)[1:] if syntax.is_verbal(t)],
            "left": lambda: self._beside(token, kinds, -1),
            "right": lambda: self._beside(token, kinds, +1),
            "before": lambda: self._adjacent(token, kinds, -1),
            "after": lambda: self._adjacent(token, kinds, +1),
            "paren_character": lambda: [
                t
                for t in self._in_brackets(token)
                if (u := self.scene.unit(t)) is not None and u.kind == "character"
            ],
            "paren": lambda: self._in_brackets(token),
            "time": lambda: self._times(token),
            "next": lambda: [self.scene.doc[token.i + 1]] if token.i + 1 < self.sentence.end else [],
            "previous": lambda: [self.scene.doc[token.i - 1]] if token.i > self.sentence.start else [],
            "children": lambda: list(token.children),
            "head": lambda: [token.head] if token.head != token else [],
            "by_left": lambda: self._beside(token, kinds, -1) if self._by_follows(token) else [],
            "before_comma": lambda: self._before_comma(token, kinds),
            "before_hyphen": lambda: [token.doc[token.i - 2]] if token.i > self.sentence.start + 1 else [],
            "including": lambda: self._including(token, kinds),
            "opened": lambda: self._before_bracket(token),
            "up": lambda: self._ancestors(token),
            "by_after": lambda: self._after_preposition(token, kinds, "by"),
            "from_after": lambda: self._after_preposition(token, kinds, "from"),
            "own_noun": lambda: self._own_noun(token),
            "named": lambda: [n] if (n := self.discourse.named_after(token)) is not None else [],
            "possessed": lambda: self._possessed(token),
            "on_after": lambda: self._on_after(token, kinds),
            "year_of": lambda: self._year_of(token),
            "announced": lambda: self._announced(),
            "then": lambda: [
                t
                for t in token.doc[token.i + 1 : min(self.sentence.end, token.i + 5)]
                if t.text != "," and t.lower_ not in ("the", "its", "a")
            ][:1],
            "near": lambda: list(
                token.doc[max(self.sentence.start, token.i - 6) : min(self.sentence.end, token.i + 11)]
            ),
            "done": lambda: [t for f in ("obj", "subj", "pred") for t in syntax.functions(token).get(f, [])],
            "said": lambda: self._said_of(token),
            "aux": lambda: [c for c in token.children if c.dep_.startswith(("aux", "cop"))],
        }.get(step)
        if special is not None:
            return special()
        found = syntax.functions(token).get(step, [])
        return found or (self._after_word(token, step, kinds) if step in _PREPOSITIONS else [])

    def _after_word(self, token: Token, word: str, kinds: frozenset[str]) -> list[Token]:
        """What a preposition in the clause to the right governs, read from the surface where the parse has nothing. A
        noun's preposition stands directly after it."""
        doc, limit = self.scene.doc, self.sentence.end
        reach = limit if syntax.is_verbal(token) or self.rule.trigger_kind == "verb" else token.i + 2
        for i in range(token.i + 1, min(reach, limit)):
            if doc[i].lower_ == word:
                for j in range(i + 1, min(i + 7, limit)):
                    if self._wanted(j, kinds):
                        return [doc[j]]
                    if syntax.is_verbal(doc[j]) or doc[j].text in ",;:()" or doc[j].pos_ in ("ADP", "SCONJ"):
                        break
            if self._ends_clause(token, doc[i]):
                return []
        return []

    def _ends_clause(self, token: Token, other: Token) -> bool:
        """Whether ``other``, to the right of the trigger, begins a clause of its own."""
        if other.text in _CLAUSE_ENDS or other.lower_ in ("which", "who", "while", "but", "because"):
            return True
        finite = (
            other.pos_ in ("VERB", "AUX")
            and other.tag_ in ("VBD", "VBZ", "VBP")
            and self.scene.unit(other) is None
        )
        return finite and not self._shares_clause(token, other)

    def _said_of(self, token: Token) -> list[Token]:
        """The noun or adjective that is said of ``token``: "the third season will be its last"."""
        head = token
        while head.dep_ in ("conj", "nmod", "compound", "flat") and head.head != head:
            head = head.head
        predicate = head.head
        copular = head.dep_.startswith("nsubj") and syntax.children(predicate, "cop")
        return [predicate, *predicate.children] if copular else []

    def _wanted(self, i: int, kinds: frozenset[str]) -> bool:
        unit = self.scene.units.get(i)
        if unit is None:
            return False
        return unit.kind in kinds or ("work" in kinds and unit.kind == "season")

    def _beside(self, token: Token, kinds: frozenset[str], step: int) -> list[Token]:
        """The nearest unit of a wanted kind in the clause: no other clause with a subject of its own between."""
        doc, i = self.scene.doc, token.i + step
        dated = "date" in kinds
        while self.sentence.start <= i < self.sentence.end:
            other = doc[i]
            if dated and (abs(i - token.i) > _DATE_REACH or syntax.is_verbal(other)):
                return []
            if self._wanted(i, kinds):
                if dated and self._dates_something_else(other):
                    return []
                return [] if step < 0 and self._is_origin(i) else [other]
            if other.text in _CLAUSE_ENDS and step > 0:
                return []
            if (
                other.pos_ == "VERB"
                and other.tag_ not in ("VBG", "VBN", "VB")
                and self.scene.unit(other) is None
            ):
                if not self._shares_clause(token, other):
                    return []
            i += step
        return []

    def _is_origin(self, i: int) -> bool:
        """Whether the work at ``i`` only says of what something is a spinoff: "the Hamlet spin-off"."""
        pieces, doc = self.discourse.pieces, self.scene.doc
        while i + 1 < self.sentence.end and doc[i + 1].text in {'"', "'", "”"}:
            i += 1
        noun = pieces.work_noun(doc[i + 1].lower_) if i + 1 < self.sentence.end else None
        return noun is not None and pieces.relation_of(noun) not in (None, "reboot_of")

    @staticmethod
    def _shares_clause(token: Token, other: Token) -> bool:
        """Whether two verbs are one chain: "set to premiere", "starred in, wrote and directed"."""
        if token.dep_ in ("xcomp", "ccomp", "advcl", "conj") and token.head == other:
            return True
        return other in syntax.conjuncts(token) or token in syntax.conjuncts(other)

    def _adjacent(self, token: Token, kinds: frozenset[str], step: int) -> list[Token]:
        """The unit at the trigger itself. Before it: quotes, an adjective or "series" may stand between. After a verb
        also the rest of its object's noun phrase: "wrote 2017's popular indie flick Hamlet"."""
        doc, i, words = self.scene.doc, token.i + step, 0
        phrase = step > 0 and self.rule.trigger_kind == "verb"
        while self.sentence.start <= i < self.sentence.end and words < (8 if phrase else 4):
            other, unit = doc[i], self.scene.units.get(i)
            if self._wanted(i, kinds):
                return [] if step < 0 and self._doubtful(i) else [other]
            if phrase:
                inside = (unit is None and other.pos_ in _NOUN_PHRASE) or (unit is not None and unit.kind == "date")
            else:
                inside = unit is None and other.pos_ in ("ADJ", "DET") and other.lower_ != "new"
            apart = step > 0 and other.text in {"/", ","} and words == 0 and self.rule.trigger_kind == "unit"
            noun = self.discourse.pieces.work_noun(other.lower_) is not None
            if not (inside or apart or noun or other.text in _MARKS):
                return []
            i, words = i + step, words + 1
        return []

    def _doubtful(self, i: int) -> bool:
        """One bare word before a role noun, named nowhere else: "Kenyan actress" rather than a title."""
        unit = self.scene.units[i]
        if unit.kind != "work" or self.rule.trigger_kind != "role" or " " in unit.text or self.discourse.is_known(unit.entity):
            return False
        text = self.scene.text
        return text[unit.end : unit.end + 1] not in "\"'”’*_" or unit.end == len(text)

    def _noun_before(self) -> Filler | None:
        """ "series creator", "film director": the work that the noun before the role means."""
        i = self.trigger.i - 1
        if i < self.sentence.start or self.scene.unit(self.scene.doc[i]) is not None:
            return None
        noun = self.discourse.pieces.work_noun(self.scene.doc[i].lower_)
        return self.discourse.described(self.trigger, noun) if noun else None

    def _by_follows(self, token: Token) -> bool:
        return any(t.lower_ == "by" for t in self.scene.doc[token.i + 1 : token.i + 4])

    def _before_comma(self, token: Token, kinds: frozenset[str]) -> list[Token]:
        """ "Smith, the long-time creator": the name before the comma that opens an apposition."""
        doc, i = self.scene.doc, token.i - 1
        while i > self.sentence.start and doc[i].text != "," and token.i - i <= 6:
            if (
                self.scene.units.get(i) is not None
                and self.scene.units[i].kind != "work"
                or syntax.is_verbal(doc[i])
            ):
                return []
            i -= 1
        article = any(t.lower_ in ("the", "a", "an", "who") for t in doc[i + 1 : token.i]) or token.i - i == 1
        return [doc[i - 1]] if doc[i].text == "," and article and self._wanted(i - 1, kinds) else []

    def _including(self, token: Token, kinds: frozenset[str]) -> list[Token]:
        """ "a strong cast, including Smith (Harry) and Smith": the first of the list that a noun announces."""
        doc = self.scene.doc
        for i in range(token.i + 1, min(token.i + 5, self.sentence.end)):
            if doc[i].lower_ in ("including", "includes", "featuring", "of", "with", ":"):
                return [t for t in doc[i + 1 : min(i + 5, self.sentence.end)] if self._wanted(t.i, kinds)][:1]
        return []

    def _before_bracket(self, token: Token) -> list[Token]:
        """ "Hamlet (produced by Smith)": what stands before the bracket that the trigger opens."""
        doc, i = self.scene.doc, token.i - 1
        while i > self.sentence.start and doc[i].text != "(" and token.i - i < 4:
            i -= 1
        return [doc[i - 1]] if i > self.sentence.start and doc[i].text == "(" else []

    def _ancestors(self, token: Token) -> list[Token]:
        """The nouns that the trigger's noun hangs on: "a revival of Hamlet from Google and producer Smith"."""
        found, head = [], token
        while head.dep_ in ("nmod", "conj", "appos", "compound", "flat", "obl") and head.head != head:
            head = head.head
            found.append(head)
            found += syntax.noun_functions(head).get("of", []) if not syntax.is_verbal(head) else []
        return found

    def _after_preposition(self, token: Token, kinds: frozenset[str], preposition: str) -> list[Token]:
        """ "Hamlet" by Smith, the Hamlet series from Google: what comes after a title, its kind of work between."""
        doc, i = self.scene.doc, token.i + 1
        while (
            i < self.sentence.end
            and i - token.i <= 4
            and (
                doc[i].text in {'"', "”", "'", "’", ","}
                or self.discourse.pieces.work_noun(doc[i].lower_) is not None
            )
        ):
            i += 1
        if i + 1 < self.sentence.end and doc[i].lower_ == preposition:
            return [t for t in doc[i + 1 : min(i + 4, self.sentence.end)] if self._wanted(t.i, kinds)][:1]
        return []

    def _own_noun(self, token: Token) -> list[Token]:
        """The noun that tells what kind of work a title is: "the novel Hamlet", "Hamlet, a podcast"."""
        doc = self.scene.doc
        near = [
            t for t in doc[max(self.sentence.start, token.i - 3) : token.i] if t.text not in {'"', "“", ","}
        ][-1:]
        near += [t for t in doc[token.i + 1 : min(self.sentence.end, token.i + 4)] if t.pos_ == "NOUN"][:1]
        return near + [c for c in token.children if c.dep_ == "appos"]

    def _possessed(self, token: Token) -> list[Token]:
        """The work that stands after a carrier as its own: "Google's Hamlet", "the Google drama Hamlet"."""
        doc, i, owned = self.scene.doc, token.i + 1, False
        while i < self.sentence.end and i - token.i <= 10:
            unit, word = self.scene.units.get(i), doc[i]
            if unit is not None and unit.kind == "work":
                return [word] if owned else []
            pieces = self.discourse.pieces
            noun = pieces.work_noun(word.lower_) is not None or word.lower_ in ("original", "originals")
            if word.text in ("'s", "’s", "'", "’") or noun:
                owned = True
            elif unit is not None and unit.kind != "season":
                return []
            elif owned and (word.text == "," or word.lower_ in ("called", "titled", "named", "dubbed")):
                pass
            elif not (
                word.pos_ in ("ADJ", "NUM", "NOUN", "PROPN", "ADV") or word.tag_ in ("VBG", "VBN", "HYPH")
                or word.text in {'"', "'", "“", "-"} or word.lower_ == "of"
            ):  # fmt: skip
                return []
            i += 1
        return []

    def _on_after(self, token: Token, kinds: frozenset[str]) -> list[Token]:
        """ "Hamlet on Google", also with a season or a bracket between."""
        doc, i = self.scene.doc, token.i + 1
        while i < self.sentence.end and (
            doc[i].text in {'"', "”", "'", ")", "(", ","}
            or (self.scene.units.get(i) and self.scene.units[i].kind == "season")
        ):
            i += 1
        if i + 1 < self.sentence.end and doc[i].lower_ == "on":
            j = i + 2 if doc[i + 1].lower_ == "the" else i + 1
            return [doc[j]] if j < self.sentence.end and self._wanted(j, kinds) else []
        return []

    def _in_brackets(self, token: Token) -> list[Token]:
        """What stands in brackets right after: "Harry (Smith)"."""
        doc, i = self.scene.doc, token.i + 1
        if i >= self.sentence.end or doc[i].text not in "([":
            return []
        found = []
        for j in range(i + 1, min(i + 12, self.sentence.end)):
            if doc[j].text in ")]":
                break
            found.append(doc[j])
        return found[:1]

    def _times(self, token: Token) -> list[Token]:
        """Dates that belong to the trigger's clause, those after it first."""
        hosts = {token.i}
        head = token
        if token.dep_.startswith("nsubj") and not syntax.is_verbal(token):  # "the finale airs on Sunday"
            head = token.head
            hosts.add(head.i)
        while (
            head.dep_ in ("xcomp", "conj", "cop", "aux")
            and head.head != head
            and not syntax.children(head, "nsubj", "nsubj:pass")
        ):
            head = head.head
            hosts.add(head.i)
        found = []
        for t in self.sentence:
            unit = self.scene.unit(t)
            if unit is None or unit.kind != "date" or self._dates_something_else(t):
                continue
            if t == token.head and token.dep_ in ("advcl", "acl", "acl:relcl", "nsubj"):  # "a year since it premiered"
                found.append(t)
                continue
            climb, steps = t, 0
            while climb.i not in hosts and climb.head != climb and steps < 8:
                if climb.dep_ in ("acl:relcl", "ccomp", "advcl", "acl", "parataxis") and climb.i != token.i:
                    break
                climb, steps = climb.head, steps + 1
            fronted = t.i - self.sentence.start <= 2 and t.i < token.i
            if climb.i == token.i or (climb.i in hosts and (t.i < climb.i or t.i > token.i)) or fronted:
                found.append(t)
        return sorted(found, key=lambda t: (t.i < token.i, abs(t.i - token.i)))

    def _dates_something_else(self, date: Token) -> bool:
        """ "the 2016 election", "last year's hit": the date of another noun; "since 2013": no point in time."""
        other = date.dep_ in ("compound", "nmod:poss", "amod", "nummod") and date.head != self.trigger
        return (other and date.head.i not in self.scene.units) or syntax.case_of(date) == "since"

    def _year_of(self, token: Token) -> list[Token]:
        """The work that a bare year belongs to: "the 2014 film Hamlet", "2014's Hamlet", "Hamlet, from 2014"."""
        unit, doc = self.scene.unit(token), self.scene.doc
        if unit is None or not unit.text.isdigit():
            return []
        i = token.i + 1
        while i < self.sentence.end and i - token.i <= 9:
            if self._wanted(i, _WORK):
                return [doc[i]] if i > token.i + 1 else []
            noun = self.discourse.pieces.work_noun(doc[i].lower_)
            if not (
                noun
                or doc[i].text in {"'s", '"', "“", "'", "-"}
                or doc[i].pos_ in ("ADJ", "NOUN", "PROPN", "VERB")
            ):
                break
            i += 1
        before = [t.lower_ for t in doc[max(self.sentence.start, token.i - 2) : token.i]]
        if before and before[-1] == "from" and self._wanted(token.i - 2 - (before[0] == ","), _WORK):
            return [doc[token.i - 2 - (before[0] == ",")]]
        return []

    def _announced(self) -> list[Token]:
        """The date of the announcement: "..., it was announced today"."""
        verbs = [t for t in self.sentence if t.lemma_.lower() in _ANNOUNCING and syntax.is_verbal(t)]
        return [
            t for verb in verbs for t in self.sentence[:]
            if self._wanted(t.i, frozenset({"date"})) and (t.head == verb or t.head.head == verb or t.i == verb.i + 1)
        ]  # fmt: skip

    # -- lists --------------------------------------------------------------------------------

    def _with_list(self, first: Filler, kinds: frozenset[str], name: str) -> list[Filler]:
        """ "A, B (Harry), C and D": the members of the list that ``first`` stands in, by their order in the text."""
        if first.resolved != "named" or first.kind not in ("person", "character", "organization", "work"):
            return [first]
        unit = self.scene.unit(self.trigger)
        if (
            unit is not None
            and unit.kind == "role"
            and name in ("after", "appos")
            and unit.text[-1] not in "sS"
        ):
            return [first]  # "creator Smith, alongside Smith": one creator
        forward = list(self._walk(first, +1))
        clause = self.trigger
        while clause.dep_ in ("conj", "xcomp") and clause.head != clause:
            clause = clause.head
        own = clause.dep_ == "acl:relcl" and clause.head.i == first.token  # "B and A, who ...": A alone
        before = name == "before" or (not own and self._list_may_start_before(first))
        backward = list(self._walk(first, -1)) if before else []
        members = [
            f for i in [*backward, *forward] if (f := self.discourse.resolve(self.scene.doc[i], kinds))
        ]
        return sorted([first, *members], key=lambda f: f.token)

    def _list_may_start_before(self, first: Filler) -> bool:
        return first.token > self.trigger.i or self.scene.doc[first.token].dep_ == "conj"

    def _walk(self, first: Filler, step: int) -> Iterator[int]:
        doc, i, gap, joined, n = self.scene.doc, first.token + step, 0, False, 0
        lo, hi = self.sentence.start, self.sentence.end
        if step < 0:
            lo = max(lo, self.trigger.i + 1) if self.trigger.i < first.token else lo
        elif self.trigger.i > first.token:
            hi = self.trigger.i
        while lo <= i < hi and n < _MAX_LIST:
            token = doc[i]
            unit = self.scene.unit(token)
            if unit is not None and unit.kind == first.kind and joined:
                if step > 0 and self._opens_clause(token):
                    return
                yield i
                gap, joined, n = 0, False, n + 1
            elif token.text in "([" and step > 0:
                close = next((k for k in range(i, min(i + 14, hi)) if doc[k].text in ")]"), None)
                if close is None:
                    return
                i = close
            elif token.lower_ in _LIST_JOINERS or (token.lower_ == "well" and gap) or token.lower_ == "as":
                if (
                    token.lower_ == "as"
                    and step > 0
                    and i + 1 < hi
                    and doc[i + 1].lower_ != "well"
                    and (doc[i - 1].lower_ != "well")
                ):
                    skip = self._skip_character(i, hi)
                    if skip is None:
                        return
                    i = skip
                else:
                    joined = joined or token.lower_ != "as"
                    gap += 1
                    if gap > _LIST_GAP:
                        return
            elif unit is not None and unit.kind == "role" and joined:
                gap += 1
            elif token.text in {'"', "'", "“", "”", "‘", "’"}:
                pass
            else:
                return
            i += step

    def _opens_clause(self, token: Token) -> bool:
        """Whether a name after "and" is the subject of the next clause: "created by A, and B directs it"."""
        return token.dep_.startswith("nsubj") and token.head.i > token.i and token.head != self.trigger

    def _skip_character(self, i: int, hi: int) -> int | None:
        """Index of the last token of "as Harry" / "as his sister" in a list of actors."""
        doc = self.scene.doc
        j = i + 1
        while j < hi and j - i <= 8 and doc[j].text not in {",", ";", "."} and doc[j].lower_ != "and":
            j += 1
        return j - 1 if j < hi and j - i <= 8 else None


def merge_season(filler: Filler, season: Filler) -> Filler:
    """The work of ``filler`` with the season of ``season``."""
    return replace(filler, seasons=season.seasons, final=season.final or filler.final)
