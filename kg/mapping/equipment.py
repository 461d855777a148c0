"""Weapons, platforms, vehicles and ammunition."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.mapping.context import MappingContext
from kg.mapping.entities import map_entity
from kg.vocab import KG


def map_equipment(context: MappingContext) -> Iterator[Triple]:
    """Equipment as the article names it."""
    for entity in context.records.entities:
        if entity.class_ == "Equipment":
            yield from map_entity(context, entity, KG.Equipment)
