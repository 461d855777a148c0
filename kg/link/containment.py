"""What holds the places of an article: village → region → country, as entities of its records."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Mapping
from decimal import Decimal

from kg.link.decisions import is_decided_unknown
from kg.link.gazetteer import Gazetteer, GazetteerPlace, PlaceKind
from kg.link.merging import reason
from kg.link.spelling import normalise
from kg.records import Entity, GeopoliticalEntity, Place, Records


def contained(
    records: Records,
    places: Mapping[str, GazetteerPlace],
    partial: Mapping[str, GazetteerPlace],
    gazetteer: Gazetteer,
) -> list[Entity]:
    """The entities, each place in what holds it; holders are added where the article does not name them.

    `places` is what entities are, by their id; `partial` is the place that an entity is a part of. What an entity is
    said to lie in already stays.
    """
    entities: dict[str, Entity] = {entity.id: entity for entity in records.entities}
    ids = {place.id: id_ for id_, place in places.items()}
    todo = deque((id_, place, gazetteer.container(place)) for id_, place in places.items())
    todo.extend((id_, place, place) for id_, place in partial.items())
    while todo:
        id_, place, holder = todo.popleft()
        entity = entities[id_]
        if holder is None or not isinstance(entity, GeopoliticalEntity | Place) or entity.contained_in:
            continue
        if holder.id not in ids:
            found = _holder(holder, entities, place)
            entities[found.id] = found
            ids[holder.id] = found.id
            todo.append((found.id, holder, gazetteer.container(holder)))
        if ids[holder.id] != id_ and not leads_to(entities, ids[holder.id], id_):
            entities[id_] = entity.model_copy(update={"contained_in": (ids[holder.id],)})
    return list(entities.values())


def leads_to(entities: Mapping[str, Entity], start: str, goal: str) -> bool:
    """Whether a chain of containment leads from one entity to another."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        id_ = todo.pop()
        if id_ == goal:
            return True
        if id_ not in seen:
            seen.add(id_)
            todo += getattr(entities[id_], "contained_in", ())
    return False


def _holder(place: GazetteerPlace, entities: Mapping[str, Entity], within: GazetteerPlace) -> Entity:
    """The entity of a place that holds another: one that the article has already, or a new one."""
    for entity in entities.values():
        if _is_the(place, entity):
            return entity
    is_country = place.kind is PlaceKind.COUNTRY
    class_name = "GeopoliticalEntity" if is_country else "Place"
    label = place.name
    taken = {(entity.class_, normalise(entity.label)) for entity in entities.values()}
    more = itertools.chain((place.kind.value, place.id), map(str, itertools.count(2)))
    while (class_name, normalise(label)) in taken or label in entities:
        # 'New York' the state beside 'New York' the city: two labels, so two nodes
        label = f"{place.name} ({next(more)})"
    position: dict[str, Decimal] = {}
    if place.latitude is not None and place.longitude is not None:
        position = {"latitude": Decimal(str(place.latitude)), "longitude": Decimal(str(place.longitude))}
    return (GeopoliticalEntity if is_country else Place).model_validate(
        {
            "class": class_name,
            "label": label,
            "precision": place.precision,
            "same_as": (place.iri,) if place.iri else (),
            "reasons": (reason("gazetteer", f"holds {within.name}, and the article does not name it"),),
            **position,
        }
    )


def _is_the(place: GazetteerPlace, entity: Entity) -> bool:
    """Whether an entity that was not linked is a place: by link, or by name where it has none."""
    if not isinstance(entity, GeopoliticalEntity | Place) or not entity.named or is_decided_unknown(entity):
        return False
    if entity.same_as:
        return place.iri in entity.same_as
    return entity.latitude is None and normalise(entity.label) == normalise(place.name)
