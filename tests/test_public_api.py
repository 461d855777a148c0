"""What `import kg` gives, and that it does what its documentation says."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg import building
from kg.dataset import Dataset
from kg.errors import Problem
from kg.vocab import KG, RDF, RDFS

from .conftest import VELMORA_RECORDS, VELMORA_TEXT, Folder, tree_of

NAMES = [
    "Article",
    "BuildReport",
    "EmptyGraphError",
    "Format",
    "Graph",
    "GraphError",
    "KgError",
    "OutputError",
    "Problem",
    "QueryError",
    "Records",
    "RecordsError",
    "Settings",
    "SettingsError",
    "SourceError",
    "__version__",
    "build",
    "load",
]


def test_the_public_names_are_these() -> None:
    """A name comes or goes on purpose only."""
    assert kg.__all__ == NAMES
    assert set(NAMES) <= set(dir(kg))


@pytest.mark.parametrize("name", [name for name in NAMES if name != "__version__"])
def test_every_public_name_is_documented(name: str) -> None:
    """`help(kg.NAME)` says what it is, in words of its own, and so does each of its public methods."""
    thing = getattr(kg, name)
    assert thing.__name__ == name
    assert inspect.getdoc(thing)
    if inspect.isclass(thing):
        own = [m for n, m in vars(thing).items() if not n.startswith("_") and inspect.isfunction(m)]
        assert [method.__name__ for method in own if not method.__doc__] == []


def test_an_unknown_name_is_an_attribute_error() -> None:
    """Lazy names do not hide a typing mistake."""
    with pytest.raises(AttributeError, match="has no attribute 'bild'"):
        kg.bild  # noqa: B018  (asking for it is the test)


def test_importing_kg_is_light() -> None:
    """`import kg` brings in none of the large libraries."""
    heavy = "{'rdflib', 'networkx', 'pydantic', 'pyoxigraph', 'pyrudof', 'rich', 'edtf'}"
    code = f"import sys, kg; print(sorted({heavy} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.fixture
def graph(velmora: Folder) -> kg.Graph:
    """The graph of the invented article."""
    return kg.build(velmora.path)


def test_build_takes_a_file_a_folder_or_several(velmora: Folder) -> None:
    """A path as text or Path, or a list of them, make the same graph."""
    file = velmora.path / "velmora.txt"
    graphs = [kg.build(sources).dataset.quads() for sources in (velmora.path, str(file), [file, velmora.path])]
    assert graphs[0] == graphs[1] == graphs[2]


def test_build_tells_its_progress(velmora: Folder) -> None:
    """The callback hears of each document before it is read, and before it is added to the graph."""
    heard: list[tuple[str, int, int]] = []
    kg.build(velmora.path, progress=lambda name, number, total: heard.append((name, number, total)))
    assert heard == [("velmora.txt", 1, 2), ("velmora.txt", 2, 2)]


def test_query_answers_sparql_names_and_files(graph: kg.Graph, tmp_path: Path) -> None:
    """The three ways to ask give the same answer."""
    shipped = [row["source"].value for row in graph.query("who-said-what") if row["source"]]
    file = tmp_path / "mine.rq"
    file.write_text('SELECT ?l { ?x a kg:Person ; rdfs:label ?l FILTER(CONTAINS(?l, "Harrow")) }', encoding="utf-8")
    assert "Osk Harrow" in shipped
    assert [row["l"].value for row in graph.query(str(file))] == ["Osk Harrow"]
    assert [row["l"].value for row in graph.query(file.read_text(encoding="utf-8"))] == ["Osk Harrow"]


def test_query_binds_parameters(graph: kg.Graph) -> None:
    """Keyword arguments are the parameters of a shipped query."""
    assert {row["entity"].value for row in graph.query("about", name="osk harrow")} == {"Osk Harrow"}


def test_to_networkx_has_labelled_nodes(graph: kg.Graph) -> None:
    """Actors, places and events with labels and types; edges with relations."""
    network = graph.to_networkx()
    assert isinstance(network, nx.MultiDiGraph)
    by_label = {data["label"]: data["type"] for _, data in network.nodes(data=True)}
    assert (by_label["Osk Harrow"], by_label["Shelling of Velmora"]) == ("Person", "Event")
    assert all(data["relation"] for _, _, data in network.edges(data=True))


def test_to_rdflib_asks_the_union(graph: kg.Graph) -> None:
    """In rdflib there are the same triples in its default graph, with the prefixes known."""
    view = graph.to_rdflib()
    assert isinstance(view, rdflib.Dataset)
    rows = view.query('SELECT ?p { ?p a kg:Person ; rdfs:label "Osk Harrow"@en }')
    assert [str(row[0]) for row in rows] == ["https://w3id.org/kg-news/id/entity/person/osk-harrow"]


def test_write_and_load_are_inverse(graph: kg.Graph, tmp_path: Path) -> None:
    """What is written is read back: quads and report."""
    report = graph.write(tmp_path / "out")
    loaded = kg.load(tmp_path / "out")
    assert loaded.dataset.quads() == graph.dataset.quads()
    assert loaded.report == report
    assert kg.load(tmp_path / "out" / "graph.trig").dataset.quads() == graph.dataset.quads()


def test_writing_twice_writes_the_same(graph: kg.Graph, tmp_path: Path) -> None:
    """Writing changes nothing that the next writing would show."""
    bad = NamedNode("https://w3id.org/kg-news/id/entity/person/x")
    graph.dataset.add([Quad(bad, RDFS.label, Literal("\x01"), bad)])  # RDF/XML cannot hold it: a warning
    graph.write(tmp_path / "one")
    graph.write(tmp_path / "two")
    assert tree_of(tmp_path / "one") == tree_of(tmp_path / "two")
    assert len(graph.report.warnings if graph.report else ()) == 1


def test_a_graph_without_a_report_leaves_no_other_report(graph: kg.Graph, tmp_path: Path) -> None:
    """A report in the folder is always about the files beside it."""
    graph.write(tmp_path / "out")
    kg.Graph(Dataset(graph.dataset.quads())).write(tmp_path / "out")
    assert not (tmp_path / "out" / "report.json").exists()


def test_an_empty_graph_is_not_written(tmp_path: Path) -> None:
    """Nothing is no result."""
    with pytest.raises(kg.EmptyGraphError, match="nothing is written"):
        kg.Graph(Dataset()).write(tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["nowhere", "nowhere.ttl"])
def test_loading_nothing_says_what_to_run(tmp_path: Path, name: str) -> None:
    """The message names the command that builds."""
    with pytest.raises(kg.SourceError, match="run 'kg build' first"):
        kg.load(tmp_path / name)


def test_loading_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    """A suffix that stands for no RDF format is a fault of the source."""
    (tmp_path / "graph.txt").touch()
    with pytest.raises(kg.SourceError, match="no RDF format"):
        kg.load(tmp_path / "graph.txt")


def test_repr_counts_what_is_there(graph: kg.Graph) -> None:
    """A look at the graph in a shell says how much it holds."""
    assert repr(graph).startswith("<kg.Graph: 1 documents, 5 claims, 3 events")
    assert f"{len(graph)} quads" in repr(graph)


def test_a_notebook_shows_a_table(graph: kg.Graph) -> None:
    """The HTML has the counts and is well-formed."""
    markup = graph._repr_html_()
    assert "<tr><th>claims</th><td>5</td></tr>" in markup


def test_a_notebook_shows_no_text_of_the_graph_as_markup() -> None:
    """Labels that hold markup reach no notebook as markup."""
    person = NamedNode("https://example.org/id/x")
    label = Quad(person, RDFS.label, Literal("<script>alert(1)</script>"), person)
    typed = Quad(person, RDF.type, NamedNode("https://w3id.org/kg-news/ontology#Person"), person)
    graph = kg.Graph(Dataset([label, typed]), base_iri="https://example.org/id/")
    assert "<script>" not in graph._repr_html_()
    assert "<script>" not in repr(graph)


def test_a_document_that_the_shapes_refuse_leaves_no_trace(velmora: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its article is not offered with the graph, and its links are not made."""
    velmora.add("later.txt", f"{VELMORA_TEXT}\nMore follows.\n", VELMORA_RECORDS)
    real = building.validate

    def refuse_the_later(dataset: Dataset, texts: Mapping[str, str]) -> list[Problem]:
        """The real checks, and one fault more for one document: records that pass theirs break no shape."""
        later = any("More follows" in text for text in texts.values())
        return [*real(dataset, texts), *([Problem(None, None, "seeded fault")] if later else [])]

    monkeypatch.setattr(building, "validate", refuse_the_later)
    graph = kg.build(velmora.path)
    assert graph.report is not None
    assert [document.file for document in graph.report.refused] == ["later.txt"]
    assert [article.file for article in graph.articles.values()] == ["velmora.txt"]
    assert len(graph.dataset.instances(KG.Document)) == 1
