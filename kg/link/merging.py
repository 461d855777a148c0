"""Changes of the entities of one article's records that keep every reference valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kg.records import AttributionLink, Claim, Entity, Event, Reason, Record, Records, Span
from kg.records.references import LINK_CLASSES
from kg.vocab import ROLES

_R = TypeVar("_R", bound=Record)
_HIERARCHIES = ("contained_in", "parent")  # links that may not lead back to where they begin
_POSITION = ("latitude", "longitude", "precision")  # of one description: two halves of two are a third place


def reason(rule: str, note: str, mentions: Sequence[Span] = ()) -> Reason:
    """Why a rule did what it did, in a sentence."""
    return Reason(rule=rule, note=note, mentions=tuple(mentions))


def with_entities(records: Records, entities: Sequence[Entity]) -> Records:
    """The records with other entities, checked again: a program's mistake is not to reach the graph."""
    return Records.model_validate({**_fields(records), "entities": tuple(entities)})


def _fields(records: Records) -> dict[str, object]:
    return {name: getattr(records, name) for name in type(records).model_fields}


def merge_entities(records: Records, into: Mapping[str, str], reasons: Mapping[str, Reason] | None = None) -> Records:
    """The records with some entities made one with others: `into` is the id that stays by the id that goes.

    Names and mentions of what goes are kept with what stays, and what is known of it where nothing else is. `reasons`,
    by the id that goes, says why.
    """
    if not into:
        return records
    by_id = {entity.id: entity for entity in records.entities}
    target = {gone: _end(gone, into) for gone in into}
    merged: dict[str, Entity] = {id_: entity for id_, entity in by_id.items() if id_ not in target}
    for gone, kept in target.items():
        merged[kept] = _joined(merged[kept], by_id[gone], (reasons or {}).get(gone))
    entities = _without_circles([_relinked(entity, target) for entity in merged.values()])
    return Records.model_validate(
        {
            **_fields(records),
            "entities": entities,
            "events": tuple(_event(event, target) for event in records.events),
            "claims": tuple(_claim(claim, target, {e.id for e in records.events}) for claim in records.claims),
        }
    )


def _end(gone: str, into: Mapping[str, str]) -> str:
    seen = {gone}
    while (following := into.get(gone)) is not None and following not in seen:
        seen.add(gone := following)
    return gone


def _joined(kept: Entity, gone: Entity, why: Reason | None) -> Entity:
    names = dict.fromkeys((*kept.aliases, gone.label, *gone.aliases))
    names.pop(kept.label, None)
    update: dict[str, object] = {
        "aliases": tuple(names),
        "mentions": _in_order((*kept.mentions, *gone.mentions)),
        "same_as": tuple(dict.fromkeys((*kept.same_as, *gone.same_as))),
        "reasons": (*kept.reasons, *gone.reasons, *((why,) if why else ())),
    }
    if getattr(kept, "latitude", None) is None and getattr(gone, "latitude", None) is not None:
        update |= {field: getattr(gone, field) for field in _POSITION if field in type(kept).model_fields}
    for field in type(kept).model_fields:
        if field in update or (field in _POSITION and getattr(kept, "latitude", None) is not None):
            continue
        if field in type(gone).model_fields and getattr(kept, field) in (None, (), ""):
            update[field] = getattr(gone, field)
    return kept.model_copy(update=update)


def _in_order(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted(dict.fromkeys(spans), key=lambda span: (span.start, span.end)))


def _renamed(ids: Sequence[str], target: Mapping[str, str], itself: str | None = None) -> tuple[str, ...]:
    return tuple(id_ for id_ in dict.fromkeys(target.get(id_, id_) for id_ in ids) if id_ != itself)


def _relinked(entity: Entity, target: Mapping[str, str]) -> Entity:
    links = {link: getattr(entity, link, ()) for link in LINK_CLASSES}
    changed = {link: _renamed(ids, target, entity.id) for link, ids in links.items() if ids}
    return _updated(entity, {link: ids for link, ids in changed.items() if ids != links[link]})


def _without_circles(entities: list[Entity]) -> tuple[Entity, ...]:
    """The entities without the links by which something would hold or command itself; of a circle the last one goes.

    Each of two descriptions may be sound and both together not: one says that A lies in B, the other that B lies in A.
    """
    for link in _HIERARCHIES:
        above: dict[str, list[str]] = {}
        for position, entity in enumerate(entities):
            kept = above.setdefault(entity.id, [])
            kept += [other for other in getattr(entity, link, ()) if not _reaches(above, other, entity.id)]
            if len(kept) < len(getattr(entity, link, ())):
                entities[position] = entity.model_copy(update={link: tuple(kept)})
    return tuple(entities)


def _reaches(above: Mapping[str, list[str]], start: str, goal: str) -> bool:
    seen, todo = set[str](), [start]
    while todo:
        if (id_ := todo.pop()) == goal:
            return True
        if id_ not in seen:
            seen.add(id_)
            todo += above.get(id_, ())
    return False


def _updated(record: _R, update: Mapping[str, object]) -> _R:
    return record.model_copy(update=dict(update)) if update else record


def _event(event: Event, target: Mapping[str, str]) -> Event:
    update = {role: _renamed(ids, target) for role in ROLES if (ids := getattr(event, role))}
    return _updated(event, {role: ids for role, ids in update.items() if ids != getattr(event, role)})


def _claim(claim: Claim, target: Mapping[str, str], events: set[str]) -> Claim:
    update: dict[str, object] = {}
    if claim.about not in events and claim.about in target:
        update["about"] = target[claim.about]
    chain = tuple(tuple(_link(link, target) for link in level) for level in claim.chain)
    if chain != claim.chain:
        update["chain"] = chain
    return _updated(claim, update)


def _link(link: AttributionLink, target: Mapping[str, str]) -> AttributionLink:
    if link.source is None or link.source not in target:
        return link
    return link.model_copy(update={"source": target[link.source]})
