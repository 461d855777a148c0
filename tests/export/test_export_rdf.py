"""Every RDF export says the same, to every parser, on every run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pyld.jsonld
import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

import kg
from kg.dataset import Dataset
from kg.errors import OutputError
from kg.export.rdf import write_rdf
from kg.formats import Format
from kg.vocab import KG, OA, RDF, RDFS

from ..conftest import tree_of

BASE = "https://w3id.org/kg-news/id/"
FLAT = ("graph.ttl", "graph.nt", "graph.jsonld", "graph.rdf")

HOSTILE = (
    'quotes " and \' and """',
    "back\\slash and \\n that is no newline",
    "line\nfeed, carriage\r\nreturn, tab\t, lone\rreturn",
    "right to left: \u200fقصف المدينة\u200e, עברית",
    "emoji 🇺🇦👩‍🚒 and combining e\u0301",
    "<script>alert(1)</script> & ]]> &amp;",
    " spaces at both ends ",
    "no-break\u00a0space and \u2028 separators \u2029",
    "x" * 5000,
)


def triples_of(data: bytes, file_format: RdfFormat) -> set[pyoxigraph.Triple]:
    return {quad.triple for quad in pyoxigraph.parse(data, format=file_format)}


def hostile_dataset() -> Dataset:
    quads = []
    for number, text in enumerate(HOSTILE):
        span = NamedNode(f"{BASE}doc/0123456789abcdef#span-{number}-9")
        graph = NamedNode(f"{BASE}doc/0123456789abcdef")
        quads += [
            Quad(span, RDF.type, KG.TextSpan, graph),
            Quad(span, OA.exact, Literal(text), graph),
            Quad(span, RDFS.label, Literal(text, language="en"), graph),
        ]
    return Dataset(quads)


def written(dataset: Dataset, file_format: Format, tmp_path: Path) -> bytes:
    target = tmp_path / f"x{file_format.suffix}"
    with target.open("wb") as stream:
        write_rdf(dataset, file_format, stream, BASE)
    return target.read_bytes()


@pytest.mark.parametrize("name", FLAT)
def test_flat_exports_hold_the_union_of_all_graphs(first_graph: kg.Graph, first_output: Path, name: str) -> None:
    """Turtle, N-Triples, JSON-LD and RDF/XML have the same triples as the dataset."""
    found = triples_of((first_output / name).read_bytes(), Format.from_path(name).engine)
    assert found == set(first_graph.dataset.triples())


@pytest.mark.parametrize("name", ["graph.nq", "graph.trig"])
def test_quad_exports_keep_the_graph_of_each_document(first_graph: kg.Graph, first_output: Path, name: str) -> None:
    """N-Quads and TriG have the quads of the dataset, graph names included."""
    found = set(pyoxigraph.parse(path=str(first_output / name), format=Format.from_path(name).engine))
    assert found == set(first_graph.dataset.quads())


@pytest.mark.parametrize("name", FLAT)
def test_rdflib_reads_the_same_triples(first_graph: kg.Graph, first_output: Path, name: str) -> None:
    """A parser of another family agrees: rdflib, for each flat format."""
    parsers = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld", ".rdf": "xml"}
    graph = rdflib.Graph().parse(first_output / name, format=parsers[Path(name).suffix])
    reread = triples_of(graph.serialize(format="nt", encoding="utf-8"), RdfFormat.N_TRIPLES)
    assert reread == set(first_graph.dataset.triples())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "syntax"), [("graph.ttl", "turtle"), ("graph.nt", "ntriples"), ("graph.rdf", "rdfxml"),
                         ("graph.nq", "nquads"), ("graph.trig", "trig")]
)  # fmt: skip
def test_raptor_reads_the_same_triples(first_graph: kg.Graph, first_output: Path, name: str, syntax: str) -> None:
    """A parser in C agrees: raptor's rapper."""
    rapper = shutil.which("rapper")
    if rapper is None:
        pytest.skip("rapper is not installed (Debian: raptor2-utils)")
    run = subprocess.run(
        [rapper, "-q", "-i", syntax, "-o", "ntriples", str(first_output / name), BASE], capture_output=True, check=True
    )
    assert triples_of(run.stdout, RdfFormat.N_TRIPLES) == set(first_graph.dataset.triples())


def test_a_json_ld_processor_reads_the_same_triples(first_graph: kg.Graph, first_output: Path) -> None:
    """PyLD expands the file without fetching anything, and its N-Quads are the dataset's triples."""

    def refuse(url: str, _options: object) -> object:
        raise AssertionError(f"the processor asked for {url}")

    document = json.loads((first_output / "graph.jsonld").read_text(encoding="utf-8"))
    quads = pyld.jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})
    assert triples_of(quads.encode(), RdfFormat.N_QUADS) == set(first_graph.dataset.triples())


@pytest.mark.parametrize("file_format", list(Format), ids=lambda f: f.title)
def test_hostile_literals_survive(file_format: Format, tmp_path: Path) -> None:
    """Quotes, newlines, backslashes, right-to-left text, emoji and markup come back as they were."""
    dataset = hostile_dataset()
    data = written(dataset, file_format, tmp_path)
    assert triples_of(data, file_format.engine) == set(dataset.triples())


@pytest.mark.parametrize("parser", ["turtle", "xml", "json-ld"])
def test_rdflib_reads_hostile_literals_too(parser: str, tmp_path: Path) -> None:
    """No parser needs to be kind: rdflib gives the same literals back."""
    file_format = {"turtle": Format.TURTLE, "xml": Format.RDF_XML, "json-ld": Format.JSON_LD}[parser]
    graph = rdflib.Graph().parse(data=written(hostile_dataset(), file_format, tmp_path), format=parser)
    assert {str(text) for text in graph.objects(None, rdflib.URIRef(OA.exact.value))} == set(HOSTILE)


def test_rdf_xml_refuses_what_xml_cannot_hold(tmp_path: Path) -> None:
    """A control character is named with its node, and not written as XML that no parser accepts."""
    dataset = Dataset([Quad(NamedNode(f"{BASE}x"), RDFS.label, Literal("form\x0cfeed"))])
    with pytest.raises(OutputError, match=r"U\+000C"):
        written(dataset, Format.RDF_XML, tmp_path)


def test_no_export_names_a_graph_of_rdflib(first_output: Path) -> None:
    """`urn:x-rdflib:default` is an internal name and reaches no file."""
    assert not [name for name, data in tree_of(first_output).items() if b"urn:x-rdflib" in data]


def test_exports_have_no_blank_nodes(first_graph: kg.Graph) -> None:
    """Every node has an IRI, so that merging two graphs is a set union."""
    assert not [t for t in first_graph.dataset.triples() if "_:" in (str(t.subject)[:2], str(t.object)[:2])]


@pytest.mark.slow
def test_the_same_bytes_on_every_run_and_in_every_folder(tmp_path: Path, copy_sources: Callable[[Path], None]) -> None:
    """Two builds with other hash seeds, in other folders, write the same bytes in every file."""
    trees = []
    for seed in ("1", "77"):
        home = tmp_path / f"run-{seed}"
        copy_sources(home / "source_docs")
        subprocess.run([sys.executable, "-m", "kg", "build", "-q"], cwd=home, check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed})  # fmt: skip
        trees.append(tree_of(home / "output"))
    assert trees[0].keys() == trees[1].keys()
    assert [name for name in trees[0] if trees[0][name] != trees[1][name]] == []


def test_the_committed_output_is_not_stale(first_output: Path) -> None:
    """`output/` in the repository is what the present code builds from the present sources."""
    committed = tree_of(Path(__file__).parents[2] / "output")
    fresh = tree_of(first_output)
    assert committed.keys() == fresh.keys()
    assert [name for name in fresh if fresh[name] != committed[name]] == [], "run 'kg build' and commit output/"


@pytest.mark.parametrize("value", ["urn:x", "9:x"])
def test_json_ld_shortens_no_iri_into_another(value: str, tmp_path: Path) -> None:
    """What would read as an absolute IRI once the base is taken off keeps its base."""
    dataset = Dataset([Quad(NamedNode(BASE + value), RDFS.label, Literal("Velmora", language="en"))])
    nodes = json.loads(written(dataset, Format.JSON_LD, tmp_path))["@graph"]
    assert nodes == [{"@id": BASE + value, "label": "Velmora"}]


def test_json_ld_gives_a_label_no_language_it_lacks(tmp_path: Path) -> None:
    """A plain string stays plain where the context would call it English."""
    dataset = Dataset([Quad(NamedNode(BASE + "quay"), RDFS.label, Literal("Velmora"))])
    nodes = json.loads(written(dataset, Format.JSON_LD, tmp_path))["@graph"]
    assert nodes == [{"@id": "quay", "label": {"@value": "Velmora"}}]
