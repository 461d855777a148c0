"""Claims on one happening that cannot both be right: figures that answer one question differently, times that exclude
each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kg.concepts import Approximator, Measure
from kg.extract.statements.figures import Figure
from kg.extract.statements.happenings import Happening, measures_overlap, times_are_disjoint
from kg.extract.statements.propositions import Proposition

Bounds = tuple[Decimal, Decimal]
_UNCOUNTED = frozenset({Measure.OTHER_MEASURE, Measure.DURATION, Measure.MONEY})


def conflicts(happening: Happening) -> Iterator[tuple[Proposition, Proposition]]:
    """The pairs of propositions of a happening that conflict."""
    for one, other in combinations(happening.propositions, 2):
        if _figures_conflict(one, other) or times_are_disjoint(one.time, other.time):
            yield one, other


def _figures_conflict(one: Proposition, other: Proposition) -> bool:
    for figure, measure in one.figures:
        for against, its in other.figures:
            if measure in _UNCOUNTED or not measures_overlap(measure, its) or figure.additive or against.additive:
                continue
            a, b = bounds_of(figure), bounds_of(against)
            if a is not None and b is not None and (a[1] < b[0] or b[1] < a[0]):
                return True
            # 'as many as 300,000' and 'about 18,000' answer one question; 'at least 12' and '15' may both be right.
            upper = Approximator.UP_TO in {*figure.approximators, *against.approximators}
            if upper and figure.value is not None and against.value is not None and figure.value != against.value:
                return True
    return False


def bounds_of(figure: Figure) -> Bounds | None:
    """The least and the greatest number that the words allow; an approximation is taken at its word."""
    if figure.fraction is not None:
        if figure.whole is None or figure.whole.value is None:
            return None
        number = figure.fraction * figure.whole.value
        return number, number
    if figure.min is None and figure.max is None:
        return (figure.value, figure.value) if figure.value is not None else None
    low = figure.min if figure.min is not None else Decimal(0)
    high = figure.max if figure.max is not None else Decimal("Infinity")
    return low, high
