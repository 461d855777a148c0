"""From records to quads: one mapper per area, all quads of a document in the document's own graph."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.article import Article
from kg.iris import Minter
from kg.mapping import actors, claims, documents, equipment, events, figures, places, units
from kg.mapping.context import MappingContext
from kg.mapping.links import map_links
from kg.records import Records
from kg.records.extraction import Extraction

__all__ = ["map_document", "map_links"]

MAPPERS = (
    documents.map_document_node,
    actors.map_actors,
    units.map_units,
    places.map_places,
    equipment.map_equipment,
    figures.map_times,
    figures.map_quantities,
    events.map_events,
    claims.map_claims,
)


def map_document(article: Article, records: Records, extraction: Extraction, base_iri: str) -> Iterator[Quad]:
    """All quads of one article, in the graph named by the document; a triple may come more than once."""
    context = MappingContext(article, records, extraction, Minter(article.sha256, base_iri))
    for mapper in MAPPERS:
        for triple in mapper(context):
            yield Quad(triple.subject, triple.predicate, triple.object, context.document)
