"""The words of `figures.toml` as the rules look them up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kg.concepts import Approximator
from kg.extract.phrases import Phrases, phrase_set, plurals

_MEASURES = ("distance", "area", "duration", "mass", "other")


class Unit(NamedTuple):
    """What a number is in: a kind of figure, a unit, and how many of it one is."""

    kind: str
    name: str
    times: int = 1


@dataclass(frozen=True)
class FigureWords:
    """Numbers, what loosens them, and what they measure; keys of mappings are folded words."""

    numerals: Mapping[str, Decimal]
    multipliers: Mapping[str, Decimal]
    sets: Phrases[Decimal]
    suffixes: Mapping[str, Decimal]
    denominators: Mapping[str, Decimal]
    vague: Phrases[Approximator | None]
    before: Phrases[Approximator | None]
    after: Phrases[Approximator | None]
    units: Phrases[Unit]
    signs: Mapping[str, str]  # currency signs as they are written
    lists: Mapping[str, Phrases[bool]]


def load_figure_words(table: Mapping[str, Any]) -> FigureWords:
    """The words of the file's tables and lists."""
    units: dict[str, Unit] = {}
    for kind in _MEASURES:
        for name, words in table[kind].items():
            units.update(_forms(words, Unit(kind, name)))
    for word, (times, kind, name) in table["multiples"].items():
        units.update(_forms([word], Unit(kind, name, times)))
    for code, words in table["money"].items():
        units.update(_forms(words, Unit("money", f"CCY_{code}")))
    return FigureWords(
        numerals=_decimals(table["numerals"]),
        multipliers=_decimals(table["multipliers"]),
        sets=Phrases(_decimals(table["sets"])),
        suffixes=_decimals(table["suffixes"]),
        denominators=_decimals(
            {form: n for word, n in table["denominators"].items() for form in (word, _plural(word))}
        ),
        vague=Phrases(_approximators(table["vague"])),
        before=Phrases(_approximators(table["before"])),
        after=Phrases(_approximators(table["after"])),
        units=Phrases(units),
        signs={sign: f"CCY_{code}" for sign, code in table["signs"].items()},
        lists={name: phrase_set(words) for name, words in table.items() if isinstance(words, list)},
    )


def _plural(word: str) -> str:
    return "halves" if word == "half" else plurals(word)


def _forms(words: list[str], unit: Unit) -> dict[str, Unit]:
    return {form: unit for word in words for form in (word, plurals(word))}


def _decimals(table: Mapping[str, int]) -> dict[str, Decimal]:
    return {word: Decimal(number) for word, number in table.items()}


def _approximators(table: Mapping[str, str]) -> dict[str, Approximator | None]:
    return {phrase: Approximator(value) if value else None for phrase, value in table.items()}
