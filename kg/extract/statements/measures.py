"""What the figures of a claim count."""

from __future__ import annotations

from kg.concepts import EventType, Measure
from kg.extract.statements.event_words import WIDER
from kg.extract.statements.figures import Figure, FigureKind
from kg.extract.statements.fillers import Fillers
from kg.extract.statements.measure_words import MeasureWords
from kg.extract.statements.predicates import Predicate
from kg.extract.text import Text

_BY_KIND = {
    FigureKind.MONEY: Measure.MONEY,
    FigureKind.DISTANCE: Measure.DISTANCE,
    FigureKind.DURATION: Measure.DURATION,
    FigureKind.MASS: Measure.OTHER_MEASURE,
    FigureKind.OTHER: Measure.OTHER_MEASURE,
}
_OF_ACTORS = frozenset({Measure.CASUALTIES, Measure.KILLED, Measure.WOUNDED, Measure.LOST, Measure.KILLED_OR_WOUNDED})


def measure_of(text: Text, words: MeasureWords, fillers: Fillers, figure: Figure, predicate: Predicate) -> Measure:
    """What a figure of a predicate's claim counts."""
    by_kind = _BY_KIND.get(figure.kind)
    if by_kind is not None:
        return by_kind
    sense, type_ = predicate.sense, predicate.type
    if figure.kind is FigureKind.AREA or figure.unit not in {"NUM", ""}:
        if sense.measure is not None and sense.measure.value.startswith("territory"):
            return sense.measure
        return words.area.get(type_, Measure.OTHER_MEASURE)
    after = text.after(figure.end)
    counted = figure.counted
    described = (
        counted is not None
        and text.heads[min(figure.end, len(text) - 1)] == counted
        and text.deps[figure.end] == "amod"
    )
    if after in words.after and not described:
        return words.after[after]
    if counted is None:
        return _of_bare(words, predicate)
    lemma = text.lemmas[counted]
    if text.folded[counted] in words.after:
        return words.after[text.folded[counted]]
    if lemma in words.buildings and WIDER[type_] in {"harm", "conflict"}:
        return Measure.BUILDINGS_DAMAGED
    classes = fillers.classes([counted])
    if classes & {"equipment"} and not classes & {"human"}:
        if type_ is EventType.INTERCEPTION and _is_lost(text, words, counted):
            return Measure.EQUIPMENT_LOST
        return words.equipment.get(type_, Measure.OTHER_MEASURE)
    named = words.nouns.get(lemma) or words.nouns.get(text.folded[counted])
    if named is not None and not (named is Measure.OTHER_MEASURE and classes & {"human"}):
        return named
    if classes & {"human", "people", "none"} or not classes & {"thing", "place", "event", "money", "body"}:
        if sense.measure is not None and sense.measure is not Measure.OTHER_MEASURE:
            return sense.measure
        return words.people.get(type_, Measure.OTHER_MEASURE)
    if type_ in words.things and classes & {"thing", "place"}:
        return words.things[type_]
    return Measure.OTHER_MEASURE


def _of_bare(words: MeasureWords, predicate: Predicate) -> Measure:
    if predicate.sense.measure is not None:
        return predicate.sense.measure
    return words.people.get(predicate.type, Measure.OTHER_MEASURE)


def _is_lost(text: Text, words: MeasureWords, counted: int) -> bool:
    """Whether what is shot down is an aircraft, not a drone or missile."""
    near = {text.lemmas[i] for i in (counted, *text.children[counted])} | {
        text.folded[i].partition("-")[0] for i in range(max(counted - 2, 0), counted + 1)
    }
    return bool(near & words.lost)
