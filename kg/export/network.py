"""The graph as a network of actors, events and places, without the nodes that only reify."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import NamedNode

from kg.dataset import Dataset
from kg.export.rdf import NOT_XML
from kg.export.view import class_of, concept, read_claims
from kg.vocab import ENTITY_CLASSES, KG, ORG, ROLES, SCHEMA

if TYPE_CHECKING:
    import networkx as nx

EVENT_LINKS: dict[str, NamedNode] = {"partOf": KG.partOfEvent, "causedBy": KG.causedBy, "sameAs": KG.sameEventAs}
ENTITY_LINKS: dict[str, NamedNode] = {
    "nationality": SCHEMA.nationality,
    "affiliation": SCHEMA.affiliation,
    "memberOf": ORG.memberOf,
    "headOf": ORG.headOf,
    "partOf": ORG.subOrganizationOf,
    "containedIn": SCHEMA.containedInPlace,
}
REPORTS = "reports"


def to_networkx(dataset: Dataset) -> nx.MultiDiGraph:
    """A networkx MultiDiGraph whose nodes are IRIs.

    Nodes have `label`, `type` (the ontology's class), for events `event_type`, and `claims`, the number of claims
    about them. Edges have `relation`, also their key: an event's roles, what events and entities belong to, and
    `reports` from a source, at any depth, to what its claims are about, with `claims`, their number.
    """
    import networkx as nx  # noqa: PLC0415  (a tenth of a second)

    network = nx.MultiDiGraph()
    for class_iri in (*ENTITY_CLASSES, KG.Event):
        for node in dataset.instances(class_iri):
            network.add_node(node.value, label=dataset.label(node), type=class_of(dataset, node), claims=0)
            if class_iri == KG.Event:
                network.nodes[node.value]["event_type"] = concept(dataset, node, KG.eventType)
    for iri, data in list(network.nodes(data=True)):
        links = {**ROLES, **EVENT_LINKS} if data["type"] == "Event" else ENTITY_LINKS
        for relation, predicate in links.items():
            for other in dataset.objects(NamedNode(iri), predicate):
                if other.value in network:
                    network.add_edge(iri, other.value, key=relation, relation=relation)
    _add_reports(dataset, network)
    return network


def _add_reports(dataset: Dataset, network: nx.MultiDiGraph) -> None:
    for claim in read_claims(dataset):
        if claim.about not in network:
            continue
        network.nodes[claim.about]["claims"] += 1
        for source in {link.source for link in claim.links if link.source in network}:
            if network.has_edge(source, claim.about, key=REPORTS):
                network.edges[source, claim.about, REPORTS]["claims"] += 1
            else:
                network.add_edge(source, claim.about, key=REPORTS, relation=REPORTS, claims=1)


def write_graphml(network: nx.MultiDiGraph, stream: BinaryIO) -> None:
    """Write a network as GraphML for Gephi, yEd or Cytoscape.

    A character that XML cannot hold becomes U+FFFD: labels are for reading, the RDF files have the exact words.
    """
    import networkx as nx  # noqa: PLC0415

    clean = nx.MultiDiGraph()
    for node, data in sorted(network.nodes(data=True)):
        clean.add_node(node, **{k: NOT_XML.sub("\ufffd", v) if isinstance(v, str) else v for k, v in data.items()})
    for source, target, key, data in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        clean.add_edge(source, target, key=key, **data)
    nx.write_graphml_xml(clean, stream, encoding="utf-8", prettyprint=True, named_key_ids=True)
