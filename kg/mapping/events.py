"""Events with the roles that their sources agree on; what sources dispute sits on the claims."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Triple

from kg.mapping.context import MappingContext, label
from kg.vocab import KG, RDF, ROLES


def map_events(context: MappingContext) -> Iterator[Triple]:
    """Events, their fillers and what they belong to; links to other documents' events are mapped apart."""
    for event in context.records.events:
        node = context.minter.local("event", event.id)
        yield Triple(node, RDF.type, KG.Event)
        yield label(node, event.label)
        yield Triple(node, KG.eventType, event.type.iri)
        for role, fillers in event.roles():
            for filler in fillers:
                yield Triple(node, ROLES[role], context.entity_iri(filler))
        for whole in event.part_of:
            yield Triple(node, KG.partOfEvent, context.minter.local("event", whole))
        for cause in event.caused_by:
            yield Triple(node, KG.causedBy, context.minter.local("event", cause))
        yield from context.evidence(node, KG.evidence, event.evidence)
