"""One happening that several articles tell of, and their claims on it that conflict.

Two events are one where type, participants, place and time say so and no other event of either article fits as well:
a wrong link is worse than a missed one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from kg.concepts import Factuality, Measure
from kg.iris import slug
from kg.link.documents import DocumentLink
from kg.records import Claim, Entity, Event, Quantity, Records
from kg.records.entities import PLACE_CLASSES
from kg.records.rivals import Days, bounds, days_are_disjoint, figures_conflict, measures_overlap
from kg.vocab import ROLES

Filler = tuple[str, str, tuple[str, ...]]  # class, slug of the label, nationality where it has no name

_PLACE_ROLES = ("place", "origin", "destination")
_ACTOR_ROLES = ("agent", "patient", "opponent", "beneficiary", "participant")
_LONGEST = dt.timedelta(days=14)  # an envelope that still tells one happening from the next
_ENOUGH = 3
_TELLING_FIGURE = 10  # smaller numbers are the same by chance


@dataclass(slots=True)
class _Told:
    """An event as one article tells it."""

    document: str
    event: Event
    claims: list[Claim] = field(default_factory=list)
    roles: dict[str, set[Filler]] = field(default_factory=dict)
    countries: set[Filler] = field(default_factory=set)  # places that are whole countries
    days: list[Days] = field(default_factory=list)
    figures: list[tuple[Measure, Quantity]] = field(default_factory=list)


def find_happenings(documents: Mapping[str, Records]) -> Iterator[DocumentLink]:
    """Links between events of different documents that are one, and between their claims that conflict."""
    told = [event for document in sorted(documents) for event in _events(document, documents[document])]
    by_type: dict[str, list[_Told]] = defaultdict(list)
    for event in told:
        by_type[event.event.type.value].append(event)
    for events in by_type.values():
        for one, other in _pairs(events):
            left, right = sorted([(one.document, one.event.id), (other.document, other.event.id)])
            yield DocumentLink("event", left, right)
            yield from _conflicts(one, other, documents)


def _events(document: str, records: Records) -> Iterator[_Told]:
    entities = {entity.id: entity for entity in records.entities}
    quantities = {quantity.id: quantity for quantity in records.quantities}
    times = {time.id: time for time in records.times}
    by_event: dict[str, list[Claim]] = defaultdict(list)
    for claim in records.claims:
        by_event[claim.about].append(claim)
    for event in records.events:
        claims = [claim for claim in by_event[event.id] if claim.factuality is Factuality.CT_PLUS]
        if not claims:
            continue
        told = _Told(document, event, claims)
        for role in ROLES:
            fillers = {_filler(entities[name], entities) for name in getattr(event, role) if name in entities}
            told.roles[role] = fillers
            told.countries |= {
                _filler(entities[name], entities)
                for name in getattr(event, role)
                if name in entities and getattr(entities[name], "precision", None) == "country"
            }
        told.days = [(times[c.time].earliest, times[c.time].latest) for c in claims if c.time is not None]
        told.figures = [(quantities[q].measure, quantities[q]) for c in claims for q in c.quantities]
        yield told


def _filler(entity: Entity, entities: Mapping[str, Entity]) -> Filler:
    """What makes two articles' entities one: the name; without one, class, words and nationality."""
    nationality = () if entity.named else tuple(getattr(entity, "nationality", ()))
    labels = tuple(sorted(slug(entities[n].label) for n in nationality if n in entities))
    # A town that no gazetteer has may be a place here and a body there.
    class_ = "Place" if entity.class_ in PLACE_CLASSES else entity.class_
    return (class_, slug(entity.label), labels)


def _pairs(events: list[_Told]) -> Iterator[tuple[_Told, _Told]]:
    """The pairs of different documents in which each is the best match of the other, and the only one."""
    best: dict[tuple[int, str], list[tuple[int, int]]] = defaultdict(list)
    for (i, one), (j, other) in combinations(enumerate(events), 2):
        if one.document == other.document:
            continue
        score = _likeness(one, other)
        if score >= _ENOUGH:
            best[i, other.document].append((score, j))
            best[j, one.document].append((score, i))
    for (i, _), found in sorted(best.items()):
        match = _only_best(found)
        if match is not None and match >= i and _only_best(best[match, events[i].document]) == i:
            yield events[i], events[match]


def _only_best(found: list[tuple[int, int]]) -> int | None:
    top = max(score for score, _ in found)
    best = [j for score, j in found if score == top]
    return best[0] if len(best) == 1 else None


def _likeness(one: _Told, other: _Told) -> int:
    """How much two events share; 0 where something excludes that they are one."""
    if not _roles_fit(one, other):
        return 0
    days = _days_fit(one, other)
    if days is None:
        return 0
    shared = 0
    for role in (*_ACTOR_ROLES, "instrument", "target"):
        shared += bool(one.roles.get(role, set()) & other.roles.get(role, set()))
    places = _places(one) & _places(other)
    shared += 2 * bool(places - one.countries) + bool(places & one.countries)
    figure = _same_figure(one, other)
    if not shared or not (days or figure or bool(places - one.countries)):
        return 0
    return shared + 2 * days + figure


def _places(told: _Told) -> set[Filler]:
    return {filler for role in _PLACE_ROLES for filler in told.roles.get(role, ())}


def _roles_fit(one: _Told, other: _Told) -> bool:
    for role in ("agent", "patient", "target"):
        a, b = one.roles.get(role, set()), other.roles.get(role, set())
        if a and b and not a & b and not _kin(a, b):
            return False
    here, there = _places(one) - one.countries, _places(other) - other.countries
    return not (here and there) or bool(here & there)


def _kin(some: set[Filler], others: set[Filler]) -> bool:
    """'Ruvian forces' and 'Ruvia': whose forces act, acts."""
    return any(b[1] in a[2] or a[1] in b[2] or (a[2] and a[2] == b[2]) for a in some for b in others)


def _days_fit(one: _Told, other: _Told) -> bool | None:
    """True where both tell one short time, False where one tells none, None where the times are apart."""
    if not one.days or not other.days:
        return False
    near = any(not days_are_disjoint(a, b) and _is_short(a) and _is_short(b) for a in one.days for b in other.days)
    if near:
        return True
    apart = all(days_are_disjoint(a, b) for a in one.days for b in other.days)
    return None if apart else False


def _is_short(days: Days) -> bool:
    return days[0] is not None and days[1] is not None and days[1] - days[0] <= _LONGEST


def _same_figure(one: _Told, other: _Told) -> bool:
    figures = {(measure, q.value) for measure, q in one.figures if q.value is not None and q.value >= _TELLING_FIGURE}
    return any((measure, q.value) in figures for measure, q in other.figures)


def _conflicts(one: _Told, other: _Told, documents: Mapping[str, Records]) -> Iterator[DocumentLink]:
    for mine in one.claims:
        for theirs in other.claims:
            if _claims_conflict(mine, theirs, documents[one.document], documents[other.document]):
                left, right = sorted([(one.document, mine.id), (other.document, theirs.id)])
                yield DocumentLink("claim", left, right)


def _claims_conflict(one: Claim, other: Claim, mine: Records, theirs: Records) -> bool:
    own = {quantity.id: quantity for quantity in mine.quantities}
    others = {quantity.id: quantity for quantity in theirs.quantities}
    for name in one.quantities:
        for its in other.quantities:
            a, b = own[name], others[its]
            values = (a.value, b.value)
            if measures_overlap(a.measure, b.measure) and figures_conflict(
                _amount(a, own), _amount(b, others), values, (*a.approximators, *b.approximators)
            ):
                return True
    if one.time is None or other.time is None:
        return False
    days = {t.id: (t.earliest, t.latest) for t in mine.times}[one.time]
    return days_are_disjoint(days, {t.id: (t.earliest, t.latest) for t in theirs.times}[other.time])


def _amount(quantity: Quantity, known: Mapping[str, Quantity]) -> tuple[Decimal, Decimal] | None:
    if quantity.fraction is None:
        return bounds(quantity.value, quantity.min, quantity.max)
    whole = known.get(quantity.fraction_of) if quantity.fraction_of else None
    if whole is None or whole.value is None:
        return None
    return bounds(quantity.fraction * whole.value, None, None)
