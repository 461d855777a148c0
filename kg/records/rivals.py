"""When two statements about one happening cannot both be right: figures that answer one question, times apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from kg.concepts import Approximator, Measure

Bounds = tuple[Decimal, Decimal]
Days = tuple[dt.date | None, dt.date | None]

# Measures that answer one question: soldiers lost are killed, wounded, captured or missing.
_OVERLAPPING = (
    frozenset({Measure.KILLED_OR_WOUNDED, Measure.LOST, Measure.CASUALTIES}),
    frozenset({Measure.PERSONNEL_DEPLOYED, Measure.PERSONNEL_STRENGTH}),
    frozenset({Measure.TERRITORY_GAINED, Measure.TERRITORY_REGAINED}),
)
_UNCOUNTED = frozenset({Measure.OTHER_MEASURE, Measure.DURATION, Measure.MONEY, Measure.DISTANCE})


def measures_overlap(one: Measure, other: Measure) -> bool:
    """Whether two measures answer one question; what is merely 'other' answers none."""
    if one in _UNCOUNTED or other in _UNCOUNTED:
        return False
    return one is other or any(one in together and other in together for together in _OVERLAPPING)


def bounds(value: Decimal | None, low: Decimal | None, high: Decimal | None) -> Bounds | None:
    """The least and the greatest number that words allow; an approximation is taken at its word."""
    if low is None and high is None:
        return (value, value) if value is not None else None
    return (low if low is not None else Decimal(0), high if high is not None else Decimal("Infinity"))


def figures_conflict(
    one: Bounds | None,
    other: Bounds | None,
    values: tuple[Decimal | None, Decimal | None] = (None, None),
    approximators: Collection[Approximator] = (),
) -> bool:
    """Whether two figures differ: no number satisfies both, or one is the most that its source will say.

    'as many as 300,000' and 'about 18,000' answer one question differently; 'at least 12' and '15' may both be right.
    """
    if one is None or other is None:
        return False
    if one[1] < other[0] or other[1] < one[0]:
        return True
    return Approximator.UP_TO in approximators and None not in values and values[0] != values[1]


def days_are_disjoint(one: Days, other: Days) -> bool:
    """Whether no day lies in both envelopes."""
    return bool((one[1] and other[0] and one[1] < other[0]) or (other[1] and one[0] and other[1] < one[0]))
