"""What all entities have in common: class, names, mentions and links to other entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.mapping.context import LANGUAGE, MappingContext, label
from kg.records import Entity
from kg.vocab import KG, ORG, RDF, SCHEMA, SKOS

# The predicate that says each link of an entity record.
LINKS: dict[str, NamedNode] = {
    "nationality": SCHEMA.nationality,
    "affiliation": SCHEMA.affiliation,
    "member_of": ORG.memberOf,
    "head_of": ORG.headOf,
    "parent": ORG.subOrganizationOf,
    "contained_in": SCHEMA.containedInPlace,
}


def map_entity(context: MappingContext, entity: Entity, class_iri: NamedNode) -> Iterator[Triple]:
    """The description of one entity as this document gives it."""
    node = context.entity_iri(entity.id)
    yield Triple(node, RDF.type, class_iri)
    yield label(node, entity.label)
    for alias in entity.aliases:
        yield Triple(node, SKOS.altLabel, Literal(alias, language=LANGUAGE))
    for other in entity.same_as:
        yield Triple(node, SCHEMA.sameAs, NamedNode(other))
    for field, predicate in LINKS.items():
        targets: Iterable[str] = getattr(entity, field, ())
        for target in targets:
            yield Triple(node, predicate, context.entity_iri(target))
    yield from context.evidence(node, KG.evidence, entity.mentions)
