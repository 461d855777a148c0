"""The lexicons of sources and of factuality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.concepts import Factuality
from kg.extract.phrases import Phrases, phrase_set


@dataclass(frozen=True)
class SourceWords:
    """Words by which an article tells whose word something is."""

    verbs: Mapping[str, Factuality]
    phrasal: Mapping[str, str]  # verb → the particle that it needs
    trailing: frozenset[str]
    figures: frozenset[str]
    citing: frozenset[str]
    calling: frozenset[str]
    confirming: frozenset[str]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    hearsay: frozenset[str]
    telling: frozenset[str]
    interviews: frozenset[str]
    saying: frozenset[str]
    documents: frozenset[str]
    evidence: frozenset[str]
    on_request: Phrases[bool]
    institutions: frozenset[str]


@dataclass(frozen=True)
class FactualityWords:
    """How sure words are that something happened."""

    auxiliaries: Mapping[str, Factuality]
    adverbs: Mapping[str, Factuality]
    governors: Mapping[str, Factuality]
    phrasal: Mapping[tuple[str, str], Factuality]
    conditional: frozenset[str]
    irrealis: frozenset[str]
    passive_only: frozenset[str]


def source_words(table: Mapping[str, Any]) -> SourceWords:
    """The lexicon of sources from its TOML tables."""
    verbs: dict[str, Factuality] = {}
    phrasal: dict[str, str] = {}
    for value, words in table["verbs"].items():
        for word in words:
            verb, _, particle = word.partition(" ")
            verbs[verb] = Factuality(value)
            if particle:
                phrasal[verb] = particle
    attributing, nouns = table["attributing"], table["nouns"]
    sets = {
        name: frozenset(attributing[name])
        for name in ("trailing", "figures", "citing", "calling", "confirming", "prepositions", "adverbs")
    }
    return SourceWords(
        verbs=verbs,
        phrasal=phrasal,
        **sets,
        hearsay=frozenset(attributing["hearsay"]),
        telling=frozenset(attributing["telling"]),
        interviews=frozenset(attributing["interviews"]),
        saying=frozenset(nouns["saying"]),
        documents=frozenset(nouns["documents"]),
        evidence=frozenset(nouns["evidence"]),
        on_request=phrase_set(table["anonymity"]["on_request"]),
        institutions=frozenset(table["anonymity"]["institutions"]),
    )


def factuality_words(table: Mapping[str, Any]) -> FactualityWords:
    """The lexicon of factuality from its TOML tables."""
    governors: dict[str, Factuality] = {}
    phrasal: dict[tuple[str, str], Factuality] = {}
    for value, words in table["governors"].items():
        for word in words:
            first, _, second = word.partition(" ")
            if second:
                phrasal[first, second] = Factuality(value)
            else:
                governors[first] = Factuality(value)
    clauses = table["clauses"]
    return FactualityWords(
        auxiliaries={word: Factuality(value) for word, value in table["auxiliaries"].items()},
        adverbs={word: Factuality(value) for word, value in table["adverbs"].items()},
        governors=governors,
        phrasal=phrasal,
        conditional=frozenset(clauses["conditional"]),
        irrealis=frozenset(clauses["irrealis"]),
        passive_only=frozenset(table["passive_only"]["words"]),
    )
