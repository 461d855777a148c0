"""The lexicon of measures: what figures count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.concepts import EventType, Measure
from kg.extract.phrases import plurals


@dataclass(frozen=True)
class MeasureWords:
    """The lexicon of measures."""

    nouns: Mapping[str, Measure]
    after: Mapping[str, Measure]
    people: Mapping[EventType, Measure]
    equipment: Mapping[EventType, Measure]
    things: Mapping[EventType, Measure]
    area: Mapping[EventType, Measure]
    area_units: frozenset[str]
    money_units: frozenset[str]
    lost: frozenset[str]
    buildings: frozenset[str]
    put: Mapping[str, tuple[EventType, Measure]]


def measure_words(table: Mapping[str, Any]) -> MeasureWords:
    """The lexicon of measures from its TOML tables."""

    def by_word(section: Mapping[str, list[str]]) -> dict[str, Measure]:
        return {
            form: Measure(measure)
            for measure, words in section.items()
            for word in words
            for form in (word, plurals(word))
        }

    def by_type(section: Mapping[str, str]) -> dict[EventType, Measure]:
        return {EventType(type_): Measure(measure) for type_, measure in section.items()}

    return MeasureWords(
        nouns=by_word(table["nouns"]),
        after=by_word(table["after"]),
        people=by_type(table["people"]),
        equipment=by_type(table["equipment"]),
        things=by_type(table["things"]),
        area=by_type(table["area"]),
        area_units=frozenset(table["classes"]["area"]),
        money_units=frozenset(table["classes"]["money"]),
        lost=frozenset(table["lost"]["words"]),
        buildings=frozenset(table["buildings"]["words"]),
        put={
            word: (EventType(type_), Measure(table["put_measure"][type_]))
            for type_, words in table["put"].items()
            for word in words
        },
    )
