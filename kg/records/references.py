"""Whether references between records hold: nothing dangles, every filler fits its role, derived numbers add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Protocol

from kg.concepts import ValueStatus
from kg.iris import slug
from kg.records.entities import ACTOR_CLASSES, PLACE_CLASSES, Entity
from kg.records.statements import ROLE_CLASSES, Claim, Event, Quantity, TimeSpan

Path = tuple[str | int, ...]
Fault = tuple[Path, str, str]

BODY_CLASSES = frozenset({"Organization", "MilitaryUnit", "GeopoliticalEntity"})
LINK_CLASSES: dict[str, frozenset[str]] = {
    "nationality": frozenset({"GeopoliticalEntity"}),
    "affiliation": BODY_CLASSES | {"Group"},
    "member_of": BODY_CLASSES | {"Group"},
    "head_of": BODY_CLASSES | {"Group"},
    "parent": BODY_CLASSES,
    "contained_in": PLACE_CLASSES,
}


class ReferenceFaultsError(ValueError):
    """References that lead nowhere or to the wrong kind: (path into the records, message, fix) each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(message for _, message, _ in self.faults))


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def is_external(reference: str) -> bool:
    """Whether a reference points into another document: '{document id}#{record id}'."""
    return "#" in reference


def reference_faults(
    entities: Sequence[Entity],
    times: Sequence[TimeSpan],
    quantities: Sequence[Quantity],
    events: Sequence[Event],
    claims: Sequence[Claim],
) -> list[Fault]:
    """All faults of the references among the records of one article, in file order of the lists."""
    classes = {entity.id: entity.class_ for entity in entities}
    ids = {
        "times": {time.id for time in times},
        "quantities": {quantity.id for quantity in quantities},
        "events": {event.id for event in events},
        "claims": {claim.id for claim in claims},
    }
    check = _Checker(classes, ids)
    faults: list[Fault] = []
    for name, records in (
        ("entities", entities),
        ("times", times),
        ("quantities", quantities),
        ("events", events),
        ("claims", claims),
    ):
        faults += _duplicates(name, records)
    faults += _shared_names(entities)
    for name, records, link in (
        ("entities", entities, "contained_in"),
        ("entities", entities, "parent"),
        ("quantities", quantities, "derived_from"),
        ("events", events, "part_of"),
        ("events", events, "caused_by"),
    ):
        faults += _circles(name, records, link)
    for index, entity in enumerate(entities):
        faults += check.entity(("entities", index), entity)
    for index, quantity in enumerate(quantities):
        faults += check.quantity(("quantities", index), quantity, {q.id: q for q in quantities})
    told = {claim.about for claim in claims}
    for index, event in enumerate(events):
        faults += check.event(("events", index), event)
        if event.id not in told:
            faults.append(
                (
                    ("events", index),
                    f"no claim is about the event '{event.id}'",
                    "add the claim that tells of it, or remove the event",
                )
            )
    derived = {quantity.id for quantity in quantities if quantity.status is ValueStatus.DERIVED}
    for index, claim in enumerate(claims):
        faults += check.claim(("claims", index), claim, derived)
    return faults


def _duplicates(name: str, records: Sequence[_Identified]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, record in enumerate(records):
        if record.id in seen:
            yield (name, index), f"the id '{record.id}' is used twice in {name}", "give one of them another id"
        seen.add(record.id)


def _circles(name: str, records: Sequence[_Identified], link: str) -> Iterator[Fault]:
    """A chain of links that leads back to where it began: nothing is part, or a cause, of itself."""
    graph = {record.id: [o for o in getattr(record, link, ()) if o != record.id] for record in records}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        place = next(index for index, record in enumerate(records) if record.id == circle[-1])
        message = f"{link} leads in a circle: {' → '.join(reversed(circle))}"
        yield (name, place, link), message, "remove the link that is wrong"


def _shared_names(entities: Sequence[Entity]) -> Iterator[Fault]:
    """Two entities that would get one IRI: same class, and labels that differ in case or punctuation at most."""
    first: dict[tuple[str, str, bool], Entity] = {}
    for index, entity in enumerate(entities):
        other = first.setdefault((entity.class_, slug(entity.label), entity.named), entity)
        if other is not entity and other.id != entity.id:
            yield (
                ("entities", index),
                f"'{entity.label}' and '{other.label}' are both of class {entity.class_} and would be one node",
                "merge them (the other name as an alias), or make the labels tell them apart",
            )


def _refers_to_itself(name: str) -> tuple[str, str]:
    return f"'{name}' refers to itself", "name the other one"


class _Checker:
    """The ids that may be referred to, and the checks of each kind of record against them."""

    def __init__(self, classes: Mapping[str, str], ids: Mapping[str, set[str]]) -> None:
        self._classes = classes
        self._ids = ids

    def entity(self, path: Path, entity: Entity) -> Iterator[Fault]:
        for link, allowed in LINK_CLASSES.items():
            targets: tuple[str, ...] = getattr(entity, link, ())
            yield from self._fillers((*path, link), targets, allowed)
            if entity.id in targets:
                yield (*path, link), *_refers_to_itself(entity.id)

    def quantity(self, path: Path, quantity: Quantity, quantities: dict[str, Quantity]) -> Iterator[Fault]:
        if quantity.fraction_of is not None:
            yield from self._known((*path, "fraction_of"), (quantity.fraction_of,), "quantities", itself=quantity.id)
        yield from self._known((*path, "derived_from"), quantity.derived_from, "quantities", itself=quantity.id)
        parts = [Part.of(quantities[name]) for name in quantity.derived_from if name in quantities]
        if quantity.status is ValueStatus.DERIVED and len(parts) == len(quantity.derived_from):
            number = Part.of(quantity).number
            if number is None or number not in set(derivable_values(parts)):
                yield (
                    path,
                    f"{number} cannot be computed from {', '.join(quantity.derived_from)}",
                    "a derived value is a fraction of its whole, or the sum or difference of its parts",
                )

    def event(self, path: Path, event: Event) -> Iterator[Fault]:
        for role, fillers in event.roles():
            yield from self._fillers((*path, role), fillers, ROLE_CLASSES[role])
        for link in ("part_of", "caused_by"):
            yield from self._known((*path, link), getattr(event, link), "events", itself=event.id)
        yield from self._externals((*path, "same_event_as"), event.same_event_as, external_only=True)

    def claim(self, path: Path, claim: Claim, derived: set[str]) -> Iterator[Fault]:
        if claim.about not in self._ids["events"] and claim.about not in self._classes:
            yield (*path, "about"), *self._unknown(claim.about, "events", "entities")
        if claim.time is not None:
            yield from self._known((*path, "time"), (claim.time,), "times")
        yield from self._known((*path, "quantities"), claim.quantities, "quantities")
        for name in claim.quantities:
            if name in derived:
                yield (
                    (*path, "quantities"),
                    f"'{name}' is derived: no source said it, so no claim holds it",
                    "claim the quantities it was derived from",
                )
        here = [name for name in claim.alternative_to if not is_external(name)]
        yield from self._known((*path, "alternative_to"), here, "claims", itself=claim.id)
        yield from self._externals((*path, "alternative_to"), claim.alternative_to)
        for level, links in enumerate(claim.chain):
            for position, link in enumerate(links):
                place = (*path, "chain", level, position)
                if link.source is not None:
                    yield from self._fillers((*place, "source"), (link.source,), ACTOR_CLASSES)
                if link.time is not None:
                    yield from self._known((*place, "time"), (link.time,), "times")

    def _fillers(self, path: Path, names: Iterable[str], allowed: frozenset[str]) -> Iterator[Fault]:
        for name in names:
            found = self._classes.get(name)
            if found is None:
                yield path, *self._unknown(name, "entities")
            elif found not in allowed:
                yield (
                    path,
                    f"'{name}' is of class {found}, which cannot be {path[-1]}",
                    f"{path[-1]} takes {', '.join(sorted(allowed))}",
                )

    def _known(self, path: Path, names: Iterable[str], kind: str, itself: str | None = None) -> Iterator[Fault]:
        for name in names:
            if name not in self._ids[kind]:
                yield path, *self._unknown(name, kind)
            elif name == itself:
                yield path, *_refers_to_itself(name)

    @staticmethod
    def _externals(path: Path, names: Iterable[str], *, external_only: bool = False) -> Iterator[Fault]:
        for name in names:
            document, hash_sign, record = name.partition("#")
            well_formed = len(document) == 16 and set(document) <= set("0123456789abcdef") and record  # noqa: PLR2004
            if (hash_sign or external_only) and not well_formed:
                yield (
                    path,
                    f"'{name}' names no record of another document",
                    "write '{first 16 hex digits of the other article's sha256}#{id}'",
                )

    def _unknown(self, name: str, *kinds: str) -> tuple[str, str]:
        from difflib import get_close_matches  # noqa: PLC0415  (only when something is wrong)

        known = [i for kind in kinds for i in (self._classes if kind == "entities" else self._ids[kind])]
        near = get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(repr(n) for n in near)}?" if near else f"add it to {' or '.join(kinds)}"
        return f"'{name}' is not among the {' or '.join(kinds)}", hint


@dataclass(frozen=True, slots=True)
class Part:
    """What a derived number may be computed from: a number (value, or else lower bound), or a fraction of one."""

    id: str
    number: Decimal | None
    fraction: Decimal | None
    fraction_of: str | None

    @classmethod
    def of(cls, quantity: Quantity) -> Part:
        number = quantity.value if quantity.value is not None else quantity.min
        return cls(quantity.id, number, quantity.fraction, quantity.fraction_of)


def derivable_values(parts: Sequence[Part]) -> Iterator[Decimal]:
    """What the numbers of some quantities can be computed to: fraction × whole, sum, one of them less the others.

    Their order does not matter: a graph keeps none.
    """
    for part in parts:
        for whole in parts:
            if part.fraction is not None and part.fraction_of == whole.id and whole.number is not None:
                yield part.fraction * whole.number
    numbers = [part.number for part in parts if part.number is not None]
    if len(numbers) == len(parts) > 0:
        total = sum(numbers, Decimal(0))
        yield total
        yield from (number - (total - number) for number in numbers)
