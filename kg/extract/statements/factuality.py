"""How sure the words are that something happened: FactBank values over negation, modals, conditions and governors.

Saurí & Pustejovsky (2009), FactBank: a value is certainty (certain, probable, possible, unknown) and polarity.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from kg.concepts import Factuality
from kg.extract.statements.chains import Chain
from kg.extract.statements.event_words import Sense
from kg.extract.statements.predicates import Predicate
from kg.extract.statements.source_words import FactualityWords
from kg.extract.statements.syntax import is_passive, is_verb
from kg.extract.text import Text

_HIGHEST = 10
_RANK = {"CT": 3, "PR": 2, "PS": 1, "U": 0}
_TO_EVENT = frozenset(
    {"xcomp", "ccomp", "csubj", "csubj:pass", "acl", "nmod", "obj", "nsubj:pass", "nsubj", "obl", "advcl"}
)
_WANTED = frozenset({"xcomp", "ccomp", "acl", "csubj", "nmod"})  # relations of what somebody demands or promises
_ADJUNCTS = frozenset({"nsubj", "obl", "advcl"})  # of these most governors say nothing
_COUNTERFACTUAL = frozenset({"would", "could", "should"})
_ABLE = frozenset({"could", "can"})  # 'could not leave' did not; that it was possible does not count
_OPEN = frozenset({"will", "would", "could", "may", "might", "'ll"})  # what a condition leaves open
_BETWEEN = frozenset({"have", "be", "been", "also", "then", "now", "soon"})  # words between 'to' and its verb
_NEGATING = frozenset({"no", "none", "nobody", "neither", "nothing"})


class _Step(Enum):
    """Where the way from an event to its source leads from a word."""

    UP = auto()
    ACROSS = auto()  # to the first of coordinated verbs
    STOP = auto()
    UNREAL = auto()  # nobody says that it happened


@dataclass(slots=True)
class _Value:
    certainty: str = "CT"
    positive: bool = True

    def lower(self, certainty: str) -> None:
        if _RANK[certainty] < _RANK[self.certainty]:
            self.certainty = certainty

    def take(self, value: Factuality) -> None:
        """Let a word over the event have its effect: 'unlikely' makes it probable that it does not happen."""
        if value is Factuality.UU:
            self.certainty = "U"
            return
        if value is Factuality.CT_MINUS and self.certainty == "PR":
            self.certainty = "CT"  # what was planned and called off is certain not to happen
        self.lower(value.value[:2])
        if value.value.endswith("minus"):
            self.positive = not self.positive

    def negate(self) -> None:
        self.positive = not self.positive

    def factuality(self) -> Factuality:
        if self.certainty == "U":
            return Factuality.UU
        return Factuality(f"{self.certainty}{'plus' if self.positive else 'minus'}")


class Judge:
    """Reads the factuality of predicates. `cues` are the tokens that set it, for evidence."""

    def __init__(self, text: Text, words: FactualityWords) -> None:
        self._text = text
        self._words = words
        self.cues: list[int] = []

    def judge(self, predicate: Predicate, chain: Chain) -> Factuality | None:
        """The value as the deepest source gives it; None where nobody tells it as having happened: 'demanded that'."""
        self.cues = []
        value = _Value()
        if predicate.nominal:
            self._noun(predicate.trigger, predicate.sense, value)
        if predicate.light and predicate.head != predicate.trigger:
            self._governor(predicate.head, value)
        if not self._climb(predicate, chain.stop, value):
            return None
        if chain.factuality is not None:
            value.take(chain.factuality)
        if self._is_asked(predicate.head):
            value.certainty = "U"
        return value.factuality()

    def _climb(self, predicate: Predicate, stop: int | None, value: _Value) -> bool:
        """Read what stands over a predicate up to `stop`, where a source speaks; False where it is only demanded."""
        text = self._text
        below_verb = not predicate.nominal or predicate.light
        position = predicate.head if below_verb else predicate.trigger
        for _ in range(_HIGHEST):
            if below_verb:
                self._verb(position, value, trigger=predicate.trigger, reported=stop is not None)
            above = text.heads[position]
            if above == position:
                break
            if above == stop:
                self._negated_cue(above, value)
                break
            step = self._step(position, above, value)
            if step is not _Step.UP and step is not _Step.ACROSS:
                return step is not _Step.UNREAL
            if step is _Step.UP:
                below_verb = is_verb(text, above) or text.pos[above] == "ADJ"
            position = above
        return True

    def _step(self, position: int, above: int, value: _Value) -> _Step:
        """Let the word above have its effect on what is below, and say where to go on."""
        text, dep = self._text, self._text.deps[position].partition(":")[0]
        if dep == "conj":
            own_subject = any(text.deps[c].startswith("nsubj") for c in text.children[position])
            return _Step.STOP if own_subject else _Step.ACROSS
        if dep == "advcl":
            step = self._of_adverbial(position)
            if step is not _Step.UP:
                return step
        elif text.deps[position] not in _TO_EVENT:
            return _Step.STOP
        if is_verb(text, above) or text.pos[above] in {"ADJ", "NOUN"}:
            if dep in _WANTED and text.lemmas[above] in self._words.irrealis:
                return _Step.UNREAL
            if dep == "nmod" and text.case(position) not in {"of", "for"}:
                return _Step.STOP
            kept_from = dep == "advcl" and any(text.folded[c] == "from" for c in text.children[position])
            if dep not in _ADJUNCTS or kept_from or text.lemmas[above] in self._words.of_subject:
                self._governor(above, value)
        return _Step.STOP if dep in {"obl", "nsubj"} else _Step.UP

    def _of_adverbial(self, clause: int) -> _Step:
        """A purpose did not happen; what 'before' and 'by' lead shares what is said of the clause above."""
        text = self._text
        mark = next((text.folded[c] for c in text.children[clause] if text.deps[c] == "mark"), "")
        if mark == "to" and text.tags[clause] == "VB":
            return _Step.UNREAL
        if mark == "before" and text.tags[clause] in {"VBZ", "VBP"}:
            return _Step.UNREAL  # 'must be stopped before he attacks'
        # 'kept them from capturing it' and 'will regroup before pushing on' share the fate of the verb above.
        return _Step.UP if mark in {"before", "by", "from"} and text.tags[clause] == "VBG" else _Step.STOP

    def _noun(self, noun: int, sense: Sense, value: _Value) -> None:
        """'no arrests', 'without casualties', 'a possible attack'."""
        text = self._text
        for child in text.children[noun]:
            word = text.folded[child]
            if (text.deps[child] == "det" and word in _NEGATING) or (text.deps[child] == "case" and word == "without"):
                value.negate()
                self.cues.append(child)
            elif text.deps[child] == "amod" and any(word in words for words in sense.words):
                continue  # 'a failed launch' did take place
            elif text.deps[child] == "amod" and text.lemmas[child] in self._words.governors:
                value.take(self._words.governors[text.lemmas[child]])
                self.cues.append(child)
            elif text.deps[child] == "amod" and word in self._words.cancelled:
                value.negate()
                self.cues.append(child)

    def _governor(self, token: int, value: _Value) -> None:
        """'failed to', 'is expected to', 'the risk of'."""
        text, words = self._text, self._words
        lemma = text.lemmas[token]
        after = {text.folded[c] for c in text.children[token]} | {text.after(token + 1)}
        for (first, second), found in words.phrasal.items():
            if lemma == first and second in after:
                if first in words.open_when_negated and self._negated(token):
                    value.lower("PS")
                    value.negate()  # taken back by the negation, which is read with the verb
                    return
                value.take(found)
                self.cues.append(token)
                return
        if lemma in words.passive_only and text.tags[token].startswith("VB") and not is_passive(text, token):
            return
        if lemma in words.governors:
            value.take(words.governors[lemma])
            self.cues.append(token)

    def _negated(self, token: int) -> bool:
        text = self._text
        return any(text.folded[c] in {"not", "n't", "never"} for c in text.children[token])

    def _negated_cue(self, verb: int, value: _Value) -> None:
        """'did not say whether': nothing is said."""
        if self._negated(verb):
            value.certainty = "U"

    def _verb(self, verb: int, value: _Value, *, trigger: int, reported: bool) -> None:
        """What stands beside a verb: auxiliaries, negations, adverbs of doubt, conditions, 'nobody'."""
        text, words = self._text, self._words
        children = text.children[verb]
        auxiliaries = [c for c in children if text.deps[c].startswith("aux")]
        have = any(text.folded[c] == "have" for c in auxiliaries)
        conditional = self._has_condition(verb)
        for child in children:
            word, dep = text.folded[child], text.deps[child]
            if dep == "mark" and word in words.conditional:
                value.certainty = "U"
            elif (dep == "mark" and word == "without") or (child != trigger and self._is_nobody(child)):
                value.negate()
            elif dep == "aux" and word in words.auxiliaries:
                self._auxiliary(verb, word, value, have=have, discounted=reported or conditional)
            elif dep == "advmod" and word in words.adverbs:
                value.take(words.adverbs[word])
            else:
                continue
            self.cues.append(child)
        self._be_to(verb, value)
        if self._is_inverted(verb, auxiliaries):
            value.negate()  # 'Had they been warned, …'
        if conditional and not have and any(text.folded[c] in _OPEN for c in children):
            value.certainty = "U"

    def _auxiliary(self, verb: int, word: str, value: _Value, *, have: bool, discounted: bool) -> None:
        """'may', 'would have met': `discounted` is 'would' where tense or condition asks for it."""
        if have and word in _COUNTERFACTUAL and self._text.tags[verb] == "VBN":
            value.negate()  # 'would have met'
        elif not (word in _ABLE and self._has_negation(verb)) and not (word == "would" and discounted):
            value.take(self._words.auxiliaries[word])

    def _has_negation(self, verb: int) -> bool:
        text, adverbs = self._text, self._words.adverbs
        return any(
            text.deps[c] == "advmod" and adverbs.get(text.folded[c]) is Factuality.CT_MINUS for c in text.children[verb]
        )

    def _is_nobody(self, position: int) -> bool:
        """Whether an argument is nobody or nothing, so that its verb does not happen."""
        text, dep = self._text, self._text.deps[position]
        if not (dep.startswith("nsubj") or dep == "obj"):
            return False
        return text.folded[position] in _NEGATING or any(
            text.folded[c] in {"no", "neither"} and text.deps[c] in {"det", "cc:preconj", "cc"}
            for c in text.children[position]
        )

    def _is_asked(self, position: int) -> bool:
        """Whether a sentence is a question."""
        text = self._text
        start, end = text.bounds(position)
        return any(text.words[i] == "?" for i in range(max(start, end - 2), end))

    def _is_inverted(self, verb: int, auxiliaries: list[int]) -> bool:
        text = self._text
        subject = next((c for c in text.children[verb] if text.deps[c].startswith("nsubj")), None)
        first = auxiliaries[0] if auxiliaries else None
        return (
            first is not None
            and subject is not None
            and text.folded[first] in {"had", "were"}
            and first < subject < verb
            and text.initial(first)
            and text.words[text.bounds(verb)[1] - 1] != "?"
        )

    def _be_to(self, verb: int, value: _Value) -> None:
        """'are to complete' is planned; 'was to have met' did not happen."""
        text = self._text
        start = text.bounds(verb)[0]
        position = verb - 1
        have = False
        while position > start and text.folded[position] in _BETWEEN:
            have = have or text.folded[position] == "have"
            position -= 1
        if position <= start or text.folded[position] != "to" or text.tags[position] != "TO":
            return
        before = position - 1
        if text.folded[before] in {"is", "are", "was", "were"} and text.deps[verb] not in {"xcomp", "ccomp", "csubj"}:
            if have:
                value.negate()
            else:
                value.lower("PR")
            self.cues.append(before)

    def _has_condition(self, verb: int) -> bool:
        text = self._text
        return any(
            text.deps[c] == "advcl"
            and any(text.folded[m] in {"if", "unless"} and text.deps[m] == "mark" for m in text.children[c])
            for c in text.children[verb]
        )
