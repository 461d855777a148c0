"""Claims and entities in the form in which a gold file's and a graph's are compared."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, parse

from kg.concepts import Approximator, EventType
from kg.evaluate.names import Names
from kg.ontology_files import read_ontology
from kg.vocab import KGV, PREFIXES

_LOWER = frozenset({Approximator.AT_LEAST, Approximator.MORE_THAN})
_UPPER = frozenset({Approximator.AT_MOST, Approximator.LESS_THAN, Approximator.UP_TO})
_CURRENCY = "CCY_"
_PLACES = 2  # of a fraction: a third is 0.33 or 0.333


class Role(NamedTuple):
    """A filler of a role of an event; several roles where each is as good."""

    roles: frozenset[str]
    filler: Names


class Link(NamedTuple):
    """A source at a depth of a chain; no names where it is not told."""

    depth: int
    source: Names
    anonymity: str | None


class Envelope(NamedTuple):
    """The first and the last day of a time; None where it is open."""

    earliest: dt.date | None
    latest: dt.date | None


class Figure(NamedTuple):
    """A figure such that equal statements are equal."""

    point: Decimal | None
    low: Decimal | None
    high: Decimal | None
    fraction: Decimal | None
    whole: Decimal | None
    unit: str
    measure: str | None
    approximator: str | None

    def number(self) -> tuple[object, ...]:
        """The bare figure, without what it counts and how it is hedged."""
        return (self.point if self.point is not None else (self.low, self.high), self.fraction, self.unit)


class FigureWords(NamedTuple):
    """A figure as a gold file or a graph tells it."""

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    fraction: Decimal | None = None
    whole: Decimal | None = None
    unit: str | None = None
    measure: str | None = None
    approximator: str | None = None


def as_figure(told: FigureWords) -> Figure:
    """'At least 12' is the same as value 12 with the approximator, minimum 12, or both; a currency has no prefix."""
    point, low, high = told.value, told.low, told.high
    if told.approximator in _LOWER:
        point = low = point if point is not None else low
    if told.approximator in _UPPER:
        point = high = point if point is not None else high
    fraction = None if told.fraction is None else round(told.fraction, _PLACES)
    unit = (told.unit or "NUM").removeprefix(_CURRENCY)
    return Figure(point, low, high, fraction, told.whole, unit, told.measure, told.approximator)


@dataclass(frozen=True)
class Content:
    """What a claim says besides its type: roles of its event, times and figures."""

    roles: tuple[Role, ...] = ()
    times: tuple[Envelope, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class ClaimSide:
    """One claim of either side; spans are half-open code point offsets.

    `tolerated` is what the other side may say without being wrong: what a gold file allows, or in a graph the places
    that hold a more exact one. `event` is the gold's key of claims about one event.
    """

    title: str
    spans: tuple[tuple[int, int], ...]
    types: frozenset[str]
    content: Content
    links: tuple[Link, ...] = ()
    factuality: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    tolerated: Content = Content()
    event: str | None = None
    optional: bool = False

    @property
    def top_types(self) -> frozenset[str]:
        """The widest types of the claim's types."""
        return frozenset(top_type(name) for name in self.types)


@dataclass(frozen=True)
class EntitySide:
    """One entity of either side.

    `details` are its echelon and the names of what it is linked to. `optional`: nobody has to find it (gold), or it is
    known only by a link (graph), so that it is never spurious.
    """

    title: str
    names: Names
    classes: frozenset[str]
    echelon: str | None = None
    details: Mapping[str, Names] | None = None
    optional: bool = False


@dataclass(frozen=True)
class Metadata:
    """What a document says of itself."""

    published: tuple[str, ...] = ()
    author: tuple[Names, ...] = ()
    publisher: tuple[Names, ...] = ()


def top_type(name: str) -> str:
    """The widest event type above one, as the ontology has it; the name itself where it has none."""
    broader = _broader()
    while name in broader:
        name = broader[name]
    return name


@cache
def _broader() -> dict[str, str]:
    predicate = NamedNode(PREFIXES["skos"] + "broader")
    types = {member.iri.value for member in EventType}
    found = {}
    for quad in parse(read_ontology("vocab.ttl"), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate != predicate or not isinstance(subject, NamedNode) or not isinstance(value, NamedNode):
            continue
        if subject.value in types:
            found[subject.value.removeprefix(KGV)] = value.value.removeprefix(KGV)
    return found
