"""Places and geopolitical entities, with their position where it is known."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.mapping.context import MappingContext, decimal, label
from kg.mapping.entities import map_entity
from kg.records import GeopoliticalEntity, Place
from kg.vocab import GEO, KG, RDF

CLASSES = {"Place": KG.Place, "GeopoliticalEntity": KG.GeopoliticalEntity}


def map_places(context: MappingContext) -> Iterator[Triple]:
    """All that has a location."""
    for entity in context.records.entities:
        if not isinstance(entity, Place | GeopoliticalEntity):
            continue
        yield from map_entity(context, entity, CLASSES[entity.class_])
        node = context.entity_iri(entity.id)
        if entity.precision is not None:
            yield Triple(node, KG.locationPrecision, entity.precision.iri)
        if entity.latitude is not None and entity.longitude is not None:
            # GeoSPARQL 1.1: without a reference system, a wktLiteral is CRS84, longitude first.
            longitude, latitude = decimal(entity.longitude).value, decimal(entity.latitude).value
            point = f"POINT({longitude} {latitude})"
            # Named by the position: documents that place it elsewhere must not give one geometry two.
            separator = "-" if "#" in node.value else "/"
            geometry = NamedNode(f"{node.value}{separator}geometry{separator}{longitude}_{latitude}")
            yield Triple(node, GEO.hasGeometry, geometry)
            yield Triple(geometry, RDF.type, GEO.Geometry)
            yield label(geometry, f"Position of {entity.label}")
            yield Triple(geometry, GEO.asWKT, Literal(point, datatype=GEO.wktLiteral))
