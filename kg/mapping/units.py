"""Military units with their echelon."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.mapping.context import MappingContext
from kg.mapping.entities import map_entity
from kg.vocab import KG


def map_units(context: MappingContext) -> Iterator[Triple]:
    """Armed formations; what they belong to and their nationality are links like any entity's."""
    for entity in context.records.entities:
        if entity.class_ != "MilitaryUnit":
            continue
        yield from map_entity(context, entity, KG.MilitaryUnit)
        if entity.echelon is not None:
            yield Triple(context.entity_iri(entity.id), KG.echelon, entity.echelon.iri)
