"""When a claim or an entity of a graph is one of the gold, and what the two agree in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from kg.evaluate.names import Names, normalise
from kg.evaluate.sides import ClaimSide, EntitySide, Envelope, Figure, Link, Role

A = TypeVar("A")
B = TypeVar("B")
Grade = tuple[bool | int | float, ...]

_LEAST_IOU = 0.3
_LEAST_CONTAINED = 0.8  # of the shorter span
_LONGEST_EVIDENCE = 600  # characters: a claim on a whole article is on nothing
_SHOWN_NAMES = 3


def pair_up(gold: Sequence[A], found: Sequence[B], grade: Callable[[A, B], Grade | None]) -> dict[int, int]:
    """One-to-one pairs of positions, the best grade first; of equals the first in both orders."""
    grades = [
        (value, -i, -j)
        for i, wanted in enumerate(gold)
        for j, told in enumerate(found)
        if (value := grade(wanted, told)) is not None
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(grades, reverse=True):
        if -i not in pairs and -j not in taken:
            pairs[-i] = -j
            taken.add(-j)
    return pairs


@dataclass(frozen=True)
class Layer:
    """Something that claims say: its items, when two are the same, and what is tolerated of each."""

    items: Callable[[ClaimSide], Sequence[Any]]
    same: Callable[[Any, Any], bool]
    tolerated: Callable[[ClaimSide], Sequence[Any]] = lambda _: ()
    by_event: bool = False  # what another claim about the same event says is tolerated


def pair_items(layer: Layer, gold: Sequence[Any], found: Sequence[Any]) -> dict[int, int]:
    """One-to-one pairs of items that are the same."""
    return pair_up(gold, found, lambda g, f: () if layer.same(g, f) else None)


def _same_role(gold: Role, found: Role) -> bool:
    return bool(found.roles & gold.roles and gold.filler & found.filler)


def _same_source(gold: Link, found: Link) -> bool:
    return gold.depth == found.depth and (bool(gold.source & found.source) or gold.source == found.source)


def _same_link(gold: Link, found: Link) -> bool:
    return gold.anonymity == found.anonymity and _same_source(gold, found)


def _equal(gold: object, found: object) -> bool:
    return gold == found


def _overlapping(gold: Envelope, found: Envelope) -> bool:
    """Whether envelopes share at least half of their joint length; an end that is open must be open in both."""
    if gold == found:
        return True
    if gold.earliest is None or gold.latest is None or found.earliest is None or found.latest is None:
        return False
    shared = min(gold.latest, found.latest) - max(gold.earliest, found.earliest)
    joint = max(gold.latest, found.latest) - min(gold.earliest, found.earliest)
    return 2 * (shared.days + 1) >= joint.days + 1


def _same_number(gold: Figure, found: Figure) -> bool:
    return gold.number() == found.number()


def _same_words(gold: str, found: str) -> bool:
    return gold in found or found in gold


LAYERS: dict[str, Layer] = {
    "roles": Layer(lambda c: c.content.roles, _same_role, lambda c: c.tolerated.roles, by_event=True),
    "attribution": Layer(lambda c: c.links, _same_source),
    "anonymity": Layer(lambda c: c.links, _same_link),
    "factuality": Layer(lambda c: c.factuality, _equal),
    "time": Layer(lambda c: c.content.times, _equal, lambda c: c.tolerated.times, by_event=True),
    "time (overlap)": Layer(lambda c: c.content.times, _overlapping, lambda c: c.tolerated.times, by_event=True),
    "quantities": Layer(lambda c: c.content.figures, _equal, lambda c: c.tolerated.figures),
    "quantities (number)": Layer(lambda c: c.content.figures, _same_number, lambda c: c.tolerated.figures),
    "quotations": Layer(lambda c: c.quotations, _same_words),
}
"""What is scored of claims that match."""


def overlap(one: Iterable[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    """The best intersection over union of two spans that overlap enough, or of which one holds most of the other."""
    best = 0.0
    for start, end in one:
        for start_, end_ in other:
            common, longest = min(end, end_) - max(start, start_), max(end - start, end_ - start_)
            if common <= 0 or longest > _LONGEST_EVIDENCE:
                continue
            iou = common / (max(end, end_) - min(start, start_))
            if iou >= _LEAST_IOU or common / min(end - start, end_ - start_) >= _LEAST_CONTAINED:
                best = max(best, iou)
    return best


def has_type(gold: ClaimSide, found: ClaimSide) -> bool:
    """Whether a claim has one of the gold's types, or none where the gold has none."""
    return bool(gold.types & found.types) or gold.types == found.types


def grade_claims(gold: ClaimSide, found: ClaimSide) -> Grade | None:
    """None where two claims cannot be one; else agreement in type, overlap, and in how much else they agree."""
    shared = overlap(gold.spans, found.spans)
    if not shared or (gold.types and not gold.top_types & found.top_types):
        return None
    agreeing = sum(len(pair_items(layer, layer.items(gold), layer.items(found))) for layer in LAYERS.values())
    return has_type(gold, found), round(shared, 1), agreeing


def has_class(gold: EntitySide, found: EntitySide) -> bool:
    """Whether an entity has a class that the gold accepts; a geopolitical entity is a place."""
    return bool(gold.classes & found.classes) or ("Place" in gold.classes and "GeopoliticalEntity" in found.classes)


def grade_entities(gold: EntitySide, found: EntitySide) -> Grade | None:
    """None where two entities share no name; else how well they go together."""
    if not gold.names & found.names:
        return None
    return has_class(gold, found), not found.optional, normalise(gold.title) == normalise(found.title)


def tolerated(layer: Layer, gold: ClaimSide, found: ClaimSide, claims: Iterable[ClaimSide]) -> list[Any]:
    """What a graph may say besides: what the gold allows, what is told elsewhere of the event, and wider places."""
    allowed = [*layer.tolerated(gold), *layer.tolerated(found)]
    if layer.by_event:
        same_event = (c for c in claims if c is gold or (gold.event and c.event == gold.event))
        allowed += [item for claim in same_event for item in layer.items(claim)]
    # Whoever comes from or goes to a place is there.
    allowed += [
        Role(frozenset({"place"}), item.filler)
        for item in allowed
        if isinstance(item, Role) and item.roles & {"origin", "destination"}
    ]
    return allowed


def words(item: object) -> str:
    """A short form of an item, for people."""
    if isinstance(item, Figure):
        return ", ".join(f"{name}={value}" for name, value in item._asdict().items() if value is not None)
    if isinstance(item, Envelope):
        return f"{item.earliest or '..'}/{item.latest or '..'}"
    if isinstance(item, Role):
        return f"{'/'.join(sorted(item.roles))} {_shown(item.filler)}"
    if isinstance(item, Link):
        return f"{item.depth} {_shown(item.source)} {item.anonymity}"
    return _shown(item) if isinstance(item, frozenset) else str(item)


def _shown(names: Names) -> str:
    return "/".join(sorted(names, key=lambda name: (len(name), name))[:_SHOWN_NAMES]) or "no source"
