"""The network of actors, events and places, in Python and as GraphML."""

from __future__ import annotations

import io
from pathlib import Path

import networkx as nx
import pytest

import kg
from kg.export.network import REPORTS, write_graphml
from kg.vocab import ENTITY_CLASSES, KG

from ..conftest import Folder


@pytest.fixture(scope="module")
def network(reviewed_graph: kg.Graph) -> nx.MultiDiGraph:
    """The network of the first article."""
    return reviewed_graph.to_networkx()


def node(network: nx.MultiDiGraph, label: str) -> str:
    (found,) = [iri for iri, data in network.nodes(data=True) if data["label"] == label]
    return str(found)


def test_the_network_has_no_reified_nodes(network: nx.MultiDiGraph, reviewed_graph: kg.Graph) -> None:
    """Claims, spans, attributions, figures and times are no nodes; all actors, places and events are."""
    wanted = {n.value for iri in (*ENTITY_CLASSES, KG.Event) for n in reviewed_graph.dataset.instances(iri)}
    assert set(network.nodes) == wanted


def test_every_node_says_what_it_is(network: nx.MultiDiGraph) -> None:
    """Label and type are there for each node, the kind of event for events."""
    assert all(data["label"] and data["type"] for _, data in network.nodes(data=True))
    assert all(bool(data.get("event_type")) == (data["type"] == "Event") for _, data in network.nodes(data=True))


def test_sources_report_what_their_claims_are_about(network: nx.MultiDiGraph) -> None:
    """A source at any depth of a chain is linked to the event, with the number of its claims."""
    event = node(network, "Withdrawal of North Korean troops from front-line operations")
    for source, claims in (("The New York Times", 3), ("US officials", 2), ("Ukrainian officials", 1)):
        assert network.edges[node(network, source), event, REPORTS]["claims"] == claims


def test_roles_are_edges_from_the_event(network: nx.MultiDiGraph) -> None:
    """An event's patient and place are its neighbours by name."""
    event = node(network, "North Korean casualties in Kursk Oblast")
    assert network.has_edge(event, node(network, "North Korean troops"), key="patient")
    assert network.has_edge(event, node(network, "Kursk Oblast"), key="place")


def test_claims_are_counted(network: nx.MultiDiGraph, reviewed_graph: kg.Graph) -> None:
    """Each claim counts once, at what it is about."""
    assert sum(c for _, c in network.nodes(data="claims")) == len(reviewed_graph.dataset.instances(KG.Claim))


def test_graphml_comes_back_as_it_was(network: nx.MultiDiGraph, reviewed_output: Path) -> None:
    """A reader of GraphML finds the same nodes, parallel edges and attributes, with the types that they had."""
    found = nx.read_graphml(reviewed_output / "graph.graphml", force_multigraph=True)
    assert dict(found.nodes(data=True)) == dict(network.nodes(data=True))
    edges = {(source, target, data["relation"]): data for source, target, data in found.edges(data=True)}
    assert edges == {(source, target, key): data for source, target, key, data in network.edges(keys=True, data=True)}


def test_graphml_replaces_what_xml_cannot_hold() -> None:
    """A control character in a label becomes U+FFFD, and the file is XML."""
    network = nx.MultiDiGraph()
    network.add_node("https://example.org/a", label='form\x0cfeed \ufffe \u202e "<&>" 👩‍🚒', type="Place", claims=0)
    stream = io.BytesIO()
    write_graphml(network, stream)
    found = nx.parse_graphml(stream.getvalue().decode("utf-8"))
    assert found.nodes["https://example.org/a"]["label"] == 'form\ufffdfeed \ufffd \u202e "<&>" 👩‍🚒'


def test_writing_leaves_the_network_alone(network: nx.MultiDiGraph) -> None:
    """The caller's network is the same afterwards."""
    before = nx.MultiDiGraph(network)
    write_graphml(network, io.BytesIO())
    assert nx.utils.graphs_equal(before, network)


def test_two_articles_share_their_places(folder: Folder, velmora: Folder) -> None:
    """An entity that two articles name is one node."""
    folder.add(
        "later.txt",
        "Velmora port reopens\n\nBy Ilsa Brandt\n20 March 2031\n\nThe port reopened in Velmora on Monday.\n",
        "entities:\n  - {label: Velmora, class: Place, precision: city}\n"
        "events:\n  - {id: opening, type: other-event, label: Reopening of the port, place: Velmora}\n"
        "claims:\n  - {id: opened, about: opening, evidence: The port reopened, factuality: CTplus, chain: []}\n",
    )
    network = kg.build(velmora.path).to_networkx()
    events = {network.nodes[source]["label"] for source, _ in network.in_edges(node(network, "Velmora"))}
    assert {"Reopening of the port", "Shelling of Velmora"} <= events
