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
    citing_forms: frozenset[str]  # participles of them that may be taken for prepositions
    calling: frozenset[str]
    confirming: frozenset[str]
    infinitive: frozenset[str]  # verbs whose infinitive tells what their subject says
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    hearsay: frozenset[str]
    telling: frozenset[str]
    interviews: frozenset[str]
    saying: frozenset[str]
    documents: frozenset[str]
    speakers: frozenset[str]
    evidence: frozenset[str]
    on_request: Phrases[bool]
    institutions: frozenset[str]
    untrue: frozenset[str]


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
    cancelled: frozenset[str]  # adjectives of what did not take place
    of_subject: frozenset[str]  # governors that count for an event that is their subject
    open_when_negated: frozenset[str]  # first words of phrasal governors


_SOURCE_LISTS = (
    "trailing",
    "figures",
    "citing",
    "citing_forms",
    "calling",
    "confirming",
    "infinitive",
    "prepositions",
    "adverbs",
    "hearsay",
    "telling",
    "interviews",
    "saying",
    "documents",
    "speakers",
    "evidence",
)
_FACTUALITY_LISTS = ("passive_only", "cancelled", "of_subject", "open_when_negated")


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
    lists = {**table["attributing"], **table["nouns"]}
    return SourceWords(
        verbs=verbs,
        phrasal=phrasal,
        **{name: frozenset(lists[name]) for name in _SOURCE_LISTS},
        on_request=phrase_set(table["anonymity"]["on_request"]),
        institutions=frozenset(table["anonymity"]["institutions"]),
        untrue=frozenset(table["nouns"]["untrue"]),
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
        **{name: frozenset(table[name]["words"]) for name in _FACTUALITY_LISTS},
    )
