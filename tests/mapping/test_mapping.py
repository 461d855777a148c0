"""Records become quads whose names say what is shared between documents and what is not."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.dataset import Dataset
from kg.iris import document_id
from kg.validate import validate
from kg.vocab import DEFAULT_BASE_IRI, GEO, KG, RDF, RDFS, SCHEMA, SKOS

from ..conftest import VELMORA_RECORDS, VELMORA_TEXT, Folder, sha256_of

DOCUMENT = f"{DEFAULT_BASE_IRI}doc/{document_id(sha256_of(VELMORA_TEXT))}"
LINKS = NamedNode(f"{DEFAULT_BASE_IRI}links")

LATER_TEXT = """\
Velmora mourns its dead

By Ilsa Brandt
15 March 2031

Nobody fired on Velmora, Tarkan officials said on Saturday. The 7th Coastal Brigade is still there.
"""
LATER_RECORDS = f"""\
entities:
  - {{label: Velmora, class: Place, mentions: fired on Velmora}}
  - {{label: Tarkan officials, class: Group, mentions: Tarkan officials}}
  - {{label: 7th Coastal Brigade, class: MilitaryUnit, mentions: The 7th Coastal Brigade}}
events:
  - id: attack
    type: shelling
    label: Shelling of Velmora
    place: Velmora
    same_event_as: "{document_id(sha256_of(VELMORA_TEXT))}#shelling"
claims:
  - id: nobody-fired
    about: attack
    evidence: Nobody fired on Velmora
    factuality: CTminus
    chain: [{{source: Tarkan officials, anonymity: unnamed, cue: Tarkan officials said}}]
    alternative_to: "{document_id(sha256_of(VELMORA_TEXT))}#shelled"
  - {{id: still-there, about: 7th Coastal Brigade, evidence: is still there, factuality: CTplus}}
"""
LATER = f"{DEFAULT_BASE_IRI}doc/{document_id(sha256_of(LATER_TEXT))}"


def node(name: str, document: str = DOCUMENT) -> NamedNode:
    return NamedNode(f"{document}#{name}")


def shared(class_name: str, name: str) -> NamedNode:
    return NamedNode(f"{DEFAULT_BASE_IRI}entity/{class_name}/{name}")


@pytest.fixture
def dataset(velmora: Folder) -> Dataset:
    """The graph of the invented article."""
    return kg.build(velmora.path).dataset


@pytest.fixture
def both(velmora: Folder) -> kg.Graph:
    """The graph of the invented article and a later one that contradicts it."""
    velmora.add("later.txt", LATER_TEXT, LATER_RECORDS)
    return kg.build(velmora.path)


def graphs_of(dataset: Dataset, subject: NamedNode, predicate: NamedNode) -> set[str]:
    found = (q for q in dataset.quads() if (q.subject, q.predicate) == (subject, predicate))
    return {quad.graph_name.value for quad in found if isinstance(quad.graph_name, NamedNode)}


def test_a_named_entity_has_an_iri_of_class_and_label(dataset: Dataset) -> None:
    """Who has a name is the same node in every document."""
    brigade = shared("military-unit", "7th-coastal-brigade")
    assert dataset.objects(brigade, RDF.type) == [KG.MilitaryUnit]
    assert dataset.label(brigade) == "7th Coastal Brigade"


def test_an_unnamed_entity_lives_in_its_document(dataset: Dataset) -> None:
    """'Tarkan forces' and 'Tarkan officials' have no name of their own."""
    assert dataset.objects(node("military-unit-tarkan-forces"), RDF.type) == [KG.MilitaryUnit]
    assert dataset.objects(node("group-tarkan-officials"), RDF.type) == [KG.Group]
    assert dataset.value(shared("group", "tarkan-officials"), RDF.type) is None


def test_links_of_entities_reach_entities(dataset: Dataset) -> None:
    """Nationality, command and containment are links between nodes, aliases are labels."""
    assert dataset.objects(node("military-unit-tarkan-forces"), SCHEMA.nationality) == [
        shared("geopolitical-entity", "tarkan")
    ]
    assert dataset.objects(shared("place", "velmora"), SCHEMA.containedInPlace) == [
        shared("geopolitical-entity", "norrland")
    ]
    assert dataset.objects(shared("person", "osk-harrow"), SKOS.altLabel) == [Literal("Harrow", language="en")]


def test_a_place_with_a_position_has_a_geometry(dataset: Dataset) -> None:
    """GeoSPARQL: a point in WKT, longitude first."""
    geometry = dataset.value(shared("place", "velmora"), GEO.hasGeometry)
    assert dataset.objects(geometry, RDF.type) == [GEO.Geometry]
    assert dataset.value(geometry, GEO.asWKT) == Literal("POINT(-3.5 61.25)", datatype=GEO.wktLiteral)


def test_a_place_without_a_position_has_none(dataset: Dataset) -> None:
    """Nobody guesses where a place is."""
    assert dataset.value(shared("place", "lonmark"), GEO.hasGeometry) is None


def test_a_conflict_is_told_from_both_sides(dataset: Dataset) -> None:
    """The records name it once; both claims have it."""
    shelled, not_fired = node("claim-shelled"), node("claim-not-fired")
    assert dataset.objects(shelled, KG.alternativeTo) == [not_fired]
    assert dataset.objects(not_fired, KG.alternativeTo) == [shelled]


def test_a_chain_keeps_its_depths(dataset: Dataset) -> None:
    """The newspaper is nearest the author, the worker is the deepest source and the one it is attributed to."""
    worker = node("group-hospital-worker")
    first, second = node("claim-quay-gone-source-1-1"), node("claim-quay-gone-source-2-1")
    assert dataset.objects(node("claim-quay-gone"), KG.attribution) == [first, second]
    assert dataset.objects(first, KG.source) == [shared("organization", "coastal-herald")]
    assert dataset.objects(second, KG.source) == [worker]
    assert dataset.objects(node("claim-quay-gone"), KG.attributedTo) == [worker]


def test_everything_of_a_document_is_in_its_graph(dataset: Dataset) -> None:
    """A document's graph can be taken out as a whole."""
    assert {quad.graph_name.value for quad in dataset.quads()} == {DOCUMENT}


def test_there_are_no_blank_nodes(both: kg.Graph) -> None:
    """Merging two graphs is a set union."""
    terms = {type(term).__name__ for quad in both.dataset.quads() for term in (quad.subject, quad.object)}
    assert terms == {"NamedNode", "Literal"}


def test_two_documents_share_a_named_entity(both: kg.Graph) -> None:
    """Both graphs describe one brigade."""
    brigade = shared("military-unit", "7th-coastal-brigade")
    assert graphs_of(both.dataset, brigade, RDFS.label) == {DOCUMENT, LATER}


def test_documents_may_describe_a_shared_entity_differently(velmora: Folder) -> None:
    """Another position, precision, echelon and spelling stand beside the first, and the union keeps the rules."""
    later = LATER_RECORDS.replace(
        "{label: Velmora, ", "{label: VELMORA, id: Velmora, precision: region, latitude: 61, longitude: -3, "
    )
    later = later.replace("class: MilitaryUnit, ", "class: MilitaryUnit, echelon: regiment, ")
    velmora.add("later.txt", LATER_TEXT, later)
    graph = kg.build(velmora.path)
    assert len(graph.report.built if graph.report else ()) == 2
    assert validate(graph.dataset, {}) == []
    assert len(graph.dataset.objects(shared("place", "velmora"), GEO.hasGeometry)) == 2


def test_groups_without_a_name_are_never_one_node(both: kg.Graph) -> None:
    """'Tarkan officials' of two articles may be other people."""
    groups = [n for n in both.dataset.instances(KG.Group) if both.dataset.label(n) == "Tarkan officials"]
    assert groups == sorted([node("group-tarkan-officials"), node("group-tarkan-officials", LATER)], key=str)


def test_what_holds_between_documents_is_in_the_links_graph(both: kg.Graph) -> None:
    """Same events and conflicts across documents are in `links`, both ways, and nowhere else."""
    same = [(node("event-attack", LATER), KG.sameEventAs, node("event-shelling"))]
    conflict = [(node("claim-nobody-fired", LATER), KG.alternativeTo, node("claim-shelled"))]
    expected = {Quad(*triple, LINKS) for a, p, b in (*same, *conflict) for triple in ((a, p, b), (b, p, a))}
    assert {quad for quad in both.dataset.quads() if quad.graph_name == LINKS} == expected
    assert graphs_of(both.dataset, node("event-attack", LATER), KG.sameEventAs) == {LINKS.value}


def test_a_link_out_of_the_build_is_reported_and_not_written(folder: Folder) -> None:
    """A link to a document that is not there would dangle."""
    folder.add("later.txt", LATER_TEXT, LATER_RECORDS)
    graph = kg.build(folder.path)
    assert graph.report is not None
    assert [warning.partition(" of document ")[0] for warning in graph.report.warnings] == [
        "event 'attack'",
        "claim 'nobody-fired'",
    ]
    assert not [quad for quad in graph.dataset.quads() if quad.graph_name == LINKS]
    assert graph.report.links == 0


@pytest.mark.parametrize("gone", [DOCUMENT, LATER])
def test_a_document_can_be_deleted_whole(both: kg.Graph, gone: str) -> None:
    """Without one document's graph, every node that the other still refers to is described."""
    left = Dataset(q for q in both.dataset.quads() if q.graph_name not in {NamedNode(gone), LINKS})
    typed = {quad.subject for quad in left.quads() if quad.predicate == RDF.type}
    used = {q.object for q in left.quads() if isinstance(q.object, NamedNode)}
    assert {iri for iri in used if iri.value.startswith(DEFAULT_BASE_IRI)} <= typed


def test_the_base_iri_names_everything(velmora: Folder) -> None:
    """Another base puts the whole graph elsewhere."""
    graph = kg.build(velmora.path, settings=kg.Settings(base_iri="https://velmora.example/kg/"))
    subjects = {quad.subject.value for quad in graph.dataset.quads() if isinstance(quad.subject, NamedNode)}
    assert {iri for iri in subjects if not iri.startswith("https://velmora.example/kg/")} == set()


def test_the_order_of_the_records_changes_nothing(velmora: Folder) -> None:
    """The same records in another order are the same quads, but for the hash of the records file."""
    before = kg.build(velmora.path).dataset.quads()
    head, claims = VELMORA_RECORDS.split("events:\n")
    velmora.add("velmora.txt", VELMORA_TEXT, f"events:\n{claims}{head}")
    after = kg.build(velmora.path).dataset.quads()
    assert [quad for quad in before if quad not in after] == [
        quad for quad in before if quad.subject == node("extraction") and quad.predicate == SCHEMA.sha256
    ]
