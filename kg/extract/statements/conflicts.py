"""Claims on one happening that cannot both be right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kg.extract.statements.figures import Figure
from kg.extract.statements.happenings import Happening, times_are_disjoint
from kg.extract.statements.propositions import Proposition
from kg.records.rivals import Bounds, bounds, figures_conflict, measures_overlap


def conflicts(happening: Happening) -> Iterator[tuple[Proposition, Proposition]]:
    """The pairs of propositions of a happening that conflict: in figures that answer one question, or in time."""
    for one, other in combinations(happening.propositions, 2):
        if _figures_conflict(one, other) or times_are_disjoint(one.time, other.time):
            yield one, other


def _figures_conflict(one: Proposition, other: Proposition) -> bool:
    for figure, measure in one.figures:
        for against, its in other.figures:
            if not measures_overlap(measure, its) or figure.additive or against.additive:
                continue
            approximators = (*figure.approximators, *against.approximators)
            if figures_conflict(_bounds(figure), _bounds(against), (figure.value, against.value), approximators):
                return True
    return False


def _bounds(figure: Figure) -> Bounds | None:
    if figure.fraction is None:
        return bounds(figure.value, figure.min, figure.max)
    if figure.whole is None or figure.whole.value is None:
        return None
    return bounds(figure.fraction * figure.whole.value, None, None)
