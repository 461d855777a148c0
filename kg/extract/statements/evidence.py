"""The words that make a claim: the clause or the phrase that tells it, without what other clauses tell."""

from __future__ import annotations

from collections.abc import Collection

from kg.extract.statements.predicates import Predicate
from kg.extract.statements.syntax import is_verb, preposition, subtree
from kg.extract.text import QUOTES, Text

_OTHER_CLAUSES = frozenset({"parataxis", "discourse", "cc", "punct", "mark", "vocative"})
_TRIMMED = frozenset({",", ";", ":", ".", "-", "–", "—", "(", "…", "*", "•", "and", "but", "or", "that", "while"})
_NOUN_PARTS = frozenset(
    {"det", "nummod", "amod", "compound", "nmod:poss", "flat", "nmod:desc", "nmod", "case", "advmod"}
)


def evidence_of(
    text: Text, predicate: Predicate, heads: Collection[int], attributing: Collection[str]
) -> tuple[int, int]:
    """The tokens of a claim, half-open. `heads` are the heads of the other predicates, `attributing` prepositions."""
    if predicate.nominal and not predicate.light:
        tokens = _phrase(text, predicate.trigger, heads)
    else:
        tokens = _clause(text, predicate, heads, attributing)
        tokens.append(predicate.trigger)
    return trimmed(text, min(tokens), max(tokens) + 1)


def _phrase(text: Text, noun: int, heads: Collection[int]) -> list[int]:
    without = {
        c
        for c in text.children[noun]
        if text.deps[c] in {"acl:relcl", "appos", "conj", "cc", "punct", "parataxis", "case", "ccomp"}
        or (c in heads and text.deps[c] == "acl")
    }
    return subtree(text, noun, without)


def _clause(text: Text, predicate: Predicate, heads: Collection[int], attributing: Collection[str]) -> list[int]:
    top = head = predicate.head
    own = {head, *(absorbed.head for absorbed in predicate.absorbed)}
    # 'failed to withdraw', 'tried to storm': the verb above belongs to what is told.
    while text.deps[top] == "xcomp" and is_verb(text, text.heads[top]) and text.heads[top] not in heads:
        top = text.heads[top]
    without = {c for c in subtree(text, top) if c != top and _is_other(text, c, heads, attributing, {*own, top})}
    tokens = subtree(text, top, without)
    if text.deps[top] == "acl":
        noun = text.heads[top]
        tokens += [
            noun,
            *(
                t
                for c in text.children[noun]
                if text.deps[c] in _NOUN_PARTS and c < top
                for t in subtree(text, c)
                if text.deps[c] != "case"
            ),
        ]
    return tokens


def _is_other(text: Text, child: int, heads: Collection[int], attributing: Collection[str], own: set[int]) -> bool:
    """Whether a token below a clause begins words of another claim, or words that attribute."""
    dep = text.deps[child]
    if child in own:
        return False
    if dep in _OTHER_CLAUSES:
        return True
    if dep == "conj" and is_verb(text, child) and is_verb(text, text.heads[child]):
        return True
    if dep in {"advcl", "acl:relcl", "ccomp"} and (child in heads or any(t in heads for t in text.children[child])):
        return True
    if dep == "advcl" and _is_afterthought(text, child):
        return True
    return dep.startswith("obl") and preposition(text, child) in attributing


def _is_afterthought(text: Text, clause: int) -> bool:
    """'…, supporting its allies', '…, with losses mounting': what a comma sets behind a clause tells something more."""
    first = subtree(text, clause)[0]
    return first > text.heads[clause] and "," in {text.words[first], text.words[first - 1]}


def trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    """A stretch of tokens within one sentence, without punctuation and joining words at its ends."""
    low, high = text.bounds(start)[0], text.bounds(start)[1]
    start, end = max(start, low), min(end, high)
    while start < end - 1 and (
        text.folded[start] in _TRIMMED
        or (text.words[start] in QUOTES and not any(text.words[i] in QUOTES for i in range(start + 1, end)))
        or not text.words[start].strip()
    ):
        start += 1
    while end > start + 1 and (
        text.words[end - 1] in {",", ";", ":", ".", "!", "?", "–", "—", "("} or not text.words[end - 1].strip()
    ):
        end -= 1
    return start, end
