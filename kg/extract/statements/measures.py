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
_SCALARS = frozenset({"NUM", ""})  # units of mere numbers
_PEOPLE = frozenset({"human", "people", "none"})
_NOT_PEOPLE = frozenset({"thing", "place", "event", "money", "body"})
# Who is counted; what happened to them is the event's to say: protesters are arrested, refugees killed.
_KINDS_OF_PEOPLE = frozenset(
    {Measure.PARTICIPANTS, Measure.DISPLACED, Measure.CAPTURED, Measure.DETAINED, Measure.ABDUCTED}
)


def measure_of(text: Text, words: MeasureWords, fillers: Fillers, figure: Figure, predicate: Predicate) -> Measure:
    """What a figure of a predicate's claim counts."""
    by_kind = _BY_KIND.get(figure.kind)
    if by_kind is not None:
        return by_kind
    if figure.kind is FigureKind.AREA or figure.unit not in _SCALARS:
        return _of_area(words, predicate)
    if predicate.type is EventType.PRISONER_EXCHANGE:
        return Measure.OTHER_MEASURE  # those who are freed are not captured
    told = _told_after(text, words, figure)
    if told is not None:
        return told
    if figure.counted is None:
        return predicate.sense.measure or _of_people(words, predicate)
    return _of_counted(text, words, fillers, figure.counted, predicate)


def _of_area(words: MeasureWords, predicate: Predicate) -> Measure:
    measure = predicate.sense.measure
    if measure is not None and measure.value.startswith("territory"):
        return measure
    return words.area.get(predicate.type, Measure.OTHER_MEASURE)


def _told_after(text: Text, words: MeasureWords, figure: Figure) -> Measure | None:
    """The measure that the word behind a figure names, '471 killed', unless it describes what is counted."""
    measure = words.after.get(text.after(figure.end))
    if measure is None:
        return None
    described = (
        figure.counted is not None and text.heads[figure.end] == figure.counted and text.deps[figure.end] == "amod"
    )
    return None if described else measure


def _of_counted(text: Text, words: MeasureWords, fillers: Fillers, counted: int, predicate: Predicate) -> Measure:
    """What a figure counts by the noun that is counted, its class and the type of the event."""
    lemma, word = text.lemmas[counted], text.folded[counted]
    if word in words.after:
        return words.after[word]
    if lemma in words.buildings and WIDER[predicate.type] in {"harm", "conflict"}:
        return Measure.BUILDINGS_DAMAGED
    classes = fillers.classes([counted])
    if "equipment" in classes and "human" not in classes:
        if predicate.type is EventType.INTERCEPTION and _is_lost(text, words, counted):
            return Measure.EQUIPMENT_LOST
        return words.equipment.get(predicate.type, Measure.OTHER_MEASURE)
    named = words.nouns.get(lemma) or words.nouns.get(word)
    told = predicate.sense.measure
    of_the_event = told is not None and told is not Measure.OTHER_MEASURE and named in _KINDS_OF_PEOPLE
    if named is not None and not of_the_event and not (named is Measure.OTHER_MEASURE and "human" in classes):
        return named
    return _of_class(words, classes, predicate)


def _of_class(words: MeasureWords, classes: frozenset[str], predicate: Predicate) -> Measure:
    if classes & _PEOPLE or not classes & _NOT_PEOPLE:
        measure = predicate.sense.measure
        if measure is not None and measure is not Measure.OTHER_MEASURE:
            return measure
        return _of_people(words, predicate)
    if predicate.type in words.things and classes & {"thing", "place"}:
        return words.things[predicate.type]
    return Measure.OTHER_MEASURE


def _of_people(words: MeasureWords, predicate: Predicate) -> Measure:
    return words.people.get(predicate.type, Measure.OTHER_MEASURE)


def _is_lost(text: Text, words: MeasureWords, counted: int) -> bool:
    """Whether what is shot down is an aircraft, not a drone or missile."""
    near = {text.lemmas[i] for i in (counted, *text.children[counted])} | {
        text.folded[i].partition("-")[0] for i in range(max(counted - 2, 0), counted + 1)
    }
    return bool(near & words.lost)
