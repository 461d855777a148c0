"""Persons, groups and organisations."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from kg.mapping.context import MappingContext
from kg.mapping.entities import map_entity
from kg.vocab import KG, SCHEMA

CLASSES = {"Person": KG.Person, "Group": KG.Group, "Organization": KG.Organization}


def map_actors(context: MappingContext) -> Iterator[Triple]:
    """Actors other than military units and geopolitical entities."""
    for entity in context.records.entities:
        if entity.class_ not in CLASSES:
            continue
        yield from map_entity(context, entity, CLASSES[entity.class_])
        if entity.class_ == "Person" and entity.job_title:
            yield Triple(context.entity_iri(entity.id), SCHEMA.jobTitle, Literal(entity.job_title))
