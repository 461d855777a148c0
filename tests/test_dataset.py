"""A dataset is asked as one union, in which what many documents say stands once."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from kg.dataset import Dataset
from kg.vocab import RDFS

PERSON = NamedNode("https://a.example/person")
LABEL = Literal("Osk Harrow", language="en")
GRAPHS = [NamedNode(f"https://a.example/graph-{number}") for number in range(3)]
COUNT = "SELECT (COUNT(*) AS ?n) { ?s rdfs:label ?o }"


@pytest.fixture
def shared() -> Dataset:
    """Three documents that describe one entity."""
    return Dataset(Quad(PERSON, RDFS.label, LABEL, graph) for graph in GRAPHS)


def test_the_union_has_a_triple_once(shared: Dataset) -> None:
    """However many documents say it, an answer counts it once."""
    results = shared.query(COUNT)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    assert [row["n"].value for row in results] == ["1"]
    assert len(shared.triples()) == 1


def test_the_union_of_the_rdflib_view_has_a_triple_once(shared: Dataset) -> None:
    """Rdflib asks the same union."""
    (row,) = shared.to_rdflib().query(COUNT)
    assert int(row[0]) == 1


def test_each_document_keeps_its_triples(shared: Dataset) -> None:
    """The quads are those of the documents, without the union's."""
    assert [quad.graph_name for quad in shared.quads()] == GRAPHS
    assert len(shared) == 3


def test_a_named_graph_can_be_asked_alone(shared: Dataset) -> None:
    """GRAPH tells the document of each triple."""
    results = shared.query("SELECT ?g { GRAPH ?g { ?s rdfs:label ?o } } ORDER BY ?g")
    assert isinstance(results, pyoxigraph.QuerySolutions)
    assert [row["g"] for row in results] == GRAPHS


def test_a_graph_without_names_is_its_own_union(tmp_path: Path) -> None:
    """A Turtle file that is read has its triples as quads of the default graph."""
    file = tmp_path / "flat.ttl"
    file.write_text('<https://a.example/person> <http://www.w3.org/2000/01/rdf-schema#label> "x" .', encoding="utf-8")
    dataset = Dataset.from_file(file)
    assert len(dataset) == len(dataset.triples()) == len(dataset.quads()) == 1


def test_a_literal_has_no_properties(shared: Dataset) -> None:
    """Asked of a literal, nothing comes back, instead of everything."""
    assert shared.objects(LABEL, RDFS.label) == []


def test_what_is_added_later_is_there(shared: Dataset) -> None:
    """Triples that were sorted for an export do not hide those that came after."""
    assert len(shared.triples()) == 1
    shared.add([Quad(PERSON, RDFS.label, Literal("Harrow", language="en"), GRAPHS[0])])
    assert len(shared.triples()) == 2


def test_what_is_added_through_rdflib_is_there(shared: Dataset) -> None:
    """A change of the view is a change of the dataset."""
    view = shared.to_rdflib()
    assert len(shared.triples()) == 1
    view.add((rdflib.URIRef(PERSON.value), rdflib.RDFS.label, rdflib.Literal("Harrow")))
    assert len(shared.triples()) == 2


def test_a_triple_put_into_a_named_graph_through_rdflib_is_among_the_quads(shared: Dataset) -> None:
    """It does not reach the union, and is not lost either."""
    graph = shared.to_rdflib().graph(rdflib.URIRef(GRAPHS[0].value))
    graph.add((rdflib.URIRef(PERSON.value), rdflib.RDFS.label, rdflib.Literal("Harrow")))
    assert len(shared.quads()) == 4
    assert len(shared.triples()) == 1
