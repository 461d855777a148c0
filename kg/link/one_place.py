"""One place is one entity of an article's records, under a name that other articles will give it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.iris import slug
from kg.link.containment import leads_to
from kg.link.decisions import Decisions
from kg.link.gazetteer import GazetteerPlace, PlaceKind
from kg.link.merging import merge_entities, reason
from kg.link.spelling import normalise
from kg.records import Entity, GeopoliticalEntity, Place, Records

_ONE_NAME = frozenset({PlaceKind.COUNTRY, PlaceKind.REGION})


def join_one_place(
    records: Records, places: Mapping[str, GazetteerPlace], decisions: Decisions
) -> tuple[Records, dict[str, GazetteerPlace]]:
    """The records with the entities that are one place made one; the places of what remains, by entity id.

    Not those that a person said are two, and not those of which one is said to lie in the other.
    """
    by_id: dict[str, Entity] = {entity.id: entity for entity in records.entities}
    first: dict[str, str] = {}
    into: dict[str, str] = {}
    for id_, place in places.items():
        kept = first.setdefault(place.id, id_)
        if kept == id_ or decisions.are_apart(by_id[kept].label, by_id[id_].label):
            continue
        if leads_to(by_id, kept, id_) or leads_to(by_id, id_, kept):
            continue
        gone = id_
        if by_id[kept].class_ != by_id[id_].class_ and by_id[id_].class_ == "GeopoliticalEntity":
            # What acts is a GeopoliticalEntity, which may stand wherever a Place may.
            first[place.id], kept, gone = id_, id_, kept
        into[gone] = kept
    reasons = {gone: reason("one-place", f"'{by_id[gone].label}' is the same place") for gone in into}
    merged = merge_entities(records, into, reasons)
    return merged, {id_: place for id_, place in places.items() if id_ not in into}


def under_one_name(
    entities: Sequence[Entity], places: Mapping[str, GazetteerPlace], decisions: Decisions
) -> list[Entity]:
    """The entities, countries and regions under the gazetteer's name and countries as GeopoliticalEntity.

    So 'U.S.' and 'United States', 'Kursk region' and 'Kursk Oblast' are one node in all articles. Of several names
    of a city in one article, the label is the one that the gazetteer has. A name that another entity of the article
    bears, and one that a person decided on, stay as they are.
    """
    taken = {_key(entity): entity.id for entity in entities}
    named = []
    for entity in entities:
        place = places.get(entity.id)
        better = entity if place is None or decisions.is_fixed(entity.label) else _better(entity, place)
        named.append(better if taken.setdefault(_key(better), better.id) == better.id else entity)
    return named


def _key(entity: Entity) -> tuple[str, str, bool]:
    return (entity.class_, slug(entity.label), entity.named)


def _better(entity: Entity, place: GazetteerPlace) -> Entity:
    names = (entity.label, *entity.aliases)
    label = entity.label
    if place.kind in _ONE_NAME or any(normalise(name) == normalise(place.name) for name in entity.aliases):
        label = place.name if normalise(label) != normalise(place.name) else label
    if label.isupper() and normalise(label) == normalise(place.name):
        label = place.name  # the capitals of a dateline
    if label != entity.label:
        aliases = dict.fromkeys(name for name in names if name != label and normalise(name) != normalise(label))
        entity = entity.model_copy(update={"label": label, "aliases": tuple(aliases)})
    if place.kind is PlaceKind.COUNTRY and isinstance(entity, Place):
        fields = {name: getattr(entity, name) for name in type(entity).model_fields if name != "class_"}
        return GeopoliticalEntity.model_validate({**fields, "class": "GeopoliticalEntity"})
    return entity
