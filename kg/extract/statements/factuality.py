"""How sure the words are that something happened: FactBank values over negation, modals, conditions and governors.

Saurí & Pustejovsky (2009), FactBank: a value is certainty (certain, probable, possible, unknown) and polarity.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.concepts import Factuality
from kg.extract.statements.attribution import Chain
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
_NEGATING = frozenset({"no", "none", "nobody", "neither", "nothing"})


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
        self.lower(value.value[:2])
        if value.value.endswith("minus"):
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
        text, words = self._text, self._words
        self.cues = []
        value = _Value()
        if predicate.nominal:
            self._noun(predicate.trigger, predicate.sense, value)
        position = predicate.head if predicate.light or not predicate.nominal else predicate.trigger
        if predicate.light and predicate.head != predicate.trigger:
            self._governor(predicate.head, value)
        below_verb = not predicate.nominal or predicate.light
        for _ in range(_HIGHEST):
            if below_verb:
                self._verb(position, value, trigger=predicate.trigger, reported=chain.stop is not None)
            above, dep = text.heads[position], text.deps[position].partition(":")[0]
            if above in {position, chain.stop}:
                if above == chain.stop and above != position:
                    self._negated_cue(above, value)
                break
            if dep == "conj":
                if any(text.deps[c].startswith("nsubj") for c in text.children[position]):
                    break
                position = above
                continue
            mark = next((text.folded[c] for c in text.children[position] if text.deps[c] == "mark"), "")
            if dep == "advcl":
                if mark == "to" and text.tags[position] == "VB":
                    return None  # a purpose
                if mark not in {"before", "by"} or text.tags[position] != "VBG":
                    break
            elif text.deps[position] not in _TO_EVENT:
                break
            if is_verb(text, above) or text.pos[above] in {"ADJ", "NOUN"}:
                if dep in {"xcomp", "ccomp", "acl", "csubj"} and text.lemmas[above] in words.irrealis:
                    return None
                if dep == "nmod" and text.lemmas[above] in words.irrealis | {"call", "demand", "request"}:
                    return None
                if dep == "nmod" and text.case(position) not in {"of", "for"}:
                    break
                if dep not in {"nsubj", "obl", "advcl"} or text.lemmas[above] in {"likely", "unlikely", "possible"}:
                    self._governor(above, value)
            below_verb = is_verb(text, above) or text.pos[above] == "ADJ"
            if dep in {"obl", "nsubj"}:
                break
            position = above
        if chain.factuality is not None:
            value.take(chain.factuality)
        return value.factuality()

    def _noun(self, noun: int, sense: Sense, value: _Value) -> None:
        """'no arrests', 'without casualties', 'a possible attack'."""
        text = self._text
        for child in text.children[noun]:
            word = text.folded[child]
            if (text.deps[child] == "det" and word in _NEGATING) or (text.deps[child] == "case" and word == "without"):
                value.positive = not value.positive
                self.cues.append(child)
            elif text.deps[child] == "amod" and any(word in words for words in sense.words):
                continue  # 'a failed launch' did take place
            elif text.deps[child] == "amod" and text.lemmas[child] in self._words.governors:
                value.take(self._words.governors[text.lemmas[child]])
                self.cues.append(child)
            elif text.deps[child] == "amod" and word in {"failed", "cancelled", "canceled", "postponed", "aborted"}:
                value.positive = not value.positive
                self.cues.append(child)

    def _governor(self, token: int, value: _Value) -> None:
        """'failed to', 'is expected to', 'the risk of'."""
        text, words = self._text, self._words
        lemma = text.lemmas[token]
        after = {text.folded[c] for c in text.children[token]} | {text.after(token + 1)}
        for (first, second), found in words.phrasal.items():
            if lemma == first and second in after:
                if first == "rule" and self._negated(token):
                    value.lower("PS")
                    value.positive = not value.positive  # taken back by the negation, which is read with the verb
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
        text, words = self._text, self._words
        children = text.children[verb]
        auxiliaries = [c for c in children if text.deps[c].startswith("aux")]
        folded = [text.folded[c] for c in children]
        have = any(text.folded[c] == "have" for c in auxiliaries)
        negated = [
            c for c in children if text.deps[c] == "advmod" and words.adverbs.get(text.folded[c]) is Factuality.CT_MINUS
        ]
        conditional = self._has_condition(verb)
        for child in children:
            word, dep = text.folded[child], text.deps[child]
            if dep == "mark" and word in words.conditional:
                value.certainty = "U"
                self.cues.append(child)
            elif dep == "mark" and word == "without":
                value.positive = not value.positive
                self.cues.append(child)
            elif dep == "aux" and word in words.auxiliaries:
                self.cues.append(child)
                if (
                    have
                    and word in {"would", "could", "should", "might"}
                    and text.tags[verb] == "VBN"
                    and word != "might"
                ):
                    value.positive = not value.positive  # counterfactual: 'would have met'
                elif (word in {"could", "can"} and negated) or (word == "would" and (reported or conditional)):
                    continue
                else:
                    value.take(words.auxiliaries[word])
            elif dep == "advmod" and word in words.adverbs:
                value.take(words.adverbs[word])
                self.cues.append(child)
            elif (
                child != trigger
                and (dep.startswith("nsubj") or dep == "obj")
                and (
                    word in _NEGATING
                    or any(text.folded[c] == "no" and text.deps[c] == "det" for c in text.children[child])
                )
            ):
                value.positive = not value.positive
                self.cues.append(child)
        self._be_to(verb, value)
        if self._is_inverted(verb, auxiliaries):
            value.positive = not value.positive  # 'Had they been warned, …'
        if (
            conditional
            and not have
            and any(word in {"will", "would", "could", "may", "might", "'ll"} for word in folded)
        ):
            value.certainty = "U"

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
        while position > start and text.folded[position] in {"have", "be", "been"} | {"also", "then", "now", "soon"}:
            have = have or text.folded[position] == "have"
            position -= 1
        if position > start and text.folded[position] == "to" and text.tags[position] == "TO":
            before = position - 1
            if text.folded[before] in {"is", "are", "was", "were"} and text.deps[verb] not in {
                "xcomp",
                "ccomp",
                "csubj",
            }:
                if have:
                    value.positive = not value.positive
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
