"""Claims, and the chain of sources behind each."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from kg.mapping.context import MappingContext, decimal, integer, label
from kg.mapping.labels import claim_label, link_label
from kg.records import AttributionLink, Claim
from kg.records.references import is_external
from kg.vocab import KG, PROV, RDF


def map_claims(context: MappingContext) -> Iterator[Triple]:
    """Claims with evidence, factuality, figures and sources."""
    for claim in context.records.claims:
        yield from _claim(context, claim)


def _claim(context: MappingContext, claim: Claim) -> Iterator[Triple]:
    node = context.minter.local("claim", claim.id)
    yield Triple(node, RDF.type, KG.Claim)
    yield label(node, claim_label(claim, context.entities))
    yield Triple(node, KG.about, context.about_iri(claim.about))
    yield Triple(node, KG.statedIn, context.document)
    yield Triple(node, KG.factuality, claim.factuality.iri)
    yield Triple(node, PROV.wasGeneratedBy, context.minter.part("extraction"))
    for quantity in claim.quantities:
        yield Triple(node, KG.quantity, context.minter.local("quantity", quantity))
    if claim.time is not None:
        yield Triple(node, KG.time, context.minter.local("time", claim.time))
    if claim.confidence is not None:
        yield Triple(node, KG.confidence, decimal(claim.confidence))
    for other in claim.alternative_to:
        if not is_external(other):
            other_node = context.minter.local("claim", other)
            yield Triple(node, KG.alternativeTo, other_node)
            yield Triple(other_node, KG.alternativeTo, node)
    yield from context.evidence(node, KG.evidence, claim.evidence)
    yield from context.evidence(node, KG.cue, claim.cue)
    yield from context.evidence(node, KG.quotation, claim.quotation)
    yield from _chain(context, claim, node)


def _chain(context: MappingContext, claim: Claim, claim_node: NamedNode) -> Iterator[Triple]:
    for depth, level in enumerate(claim.chain, 1):
        for position, link in enumerate(level, 1):
            node = context.minter.attribution(claim.id, depth, position)
            yield Triple(claim_node, KG.attribution, node)
            yield from _link(context, link, node, depth)
            if depth == len(claim.chain) and link.source is not None:
                yield Triple(claim_node, KG.attributedTo, context.entity_iri(link.source))


def _link(context: MappingContext, link: AttributionLink, node: NamedNode, depth: int) -> Iterator[Triple]:
    yield Triple(node, RDF.type, KG.Attribution)
    yield label(node, link_label(link, context.entities))
    yield Triple(node, KG.depth, integer(depth))
    yield Triple(node, KG.anonymity, link.anonymity.iri)
    if link.source is not None:
        yield Triple(node, KG.source, context.entity_iri(link.source))
    if link.time is not None:
        yield Triple(node, KG.time, context.minter.local("time", link.time))
    if link.factuality is not None:
        yield Triple(node, KG.factuality, link.factuality.iri)
    yield from context.evidence(node, KG.cue, link.cue)
