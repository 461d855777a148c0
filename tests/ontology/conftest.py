"""Graphs, fixture files and the two SHACL engines, for the tests of the ontology."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pyrudof
import pyshacl
import pytest
from rdflib import RDF, SH, Graph, URIRef

ROOT = Path(__file__).parents[2]
ONTOLOGY = ROOT / "ontology"
FIXTURES = Path(__file__).parent / "fixtures"
SOURCES = ("kg.ttl", "vocab.ttl", "shapes.ttl")


class Finding(NamedTuple):
    """One result of a validation, in the words of shapes.ttl."""

    focus: str
    message: str


def load(*paths: Path) -> Graph:
    """Read the union of Turtle files."""
    graph = Graph()
    for path in paths:
        graph.parse(path, format="turtle")
    return graph


def fixture_data(path: Path) -> Graph:
    """Read a fixture with what it builds on."""
    return load(FIXTURES / "base.ttl", path)


def expected_messages(path: Path) -> list[str]:
    """List the messages that an invalid fixture names in its leading comment."""
    return re.findall(r"^# expects: (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def pyshacl_findings(data: Graph, shapes: Graph) -> set[Finding]:
    """Validate with pySHACL."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(report, Graph)
    # Results of nested shapes hang on sh:detail; only those of the report itself count.
    return {
        Finding(str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage)))
        for top in report.subjects(RDF.type, SH.ValidationReport)
        for result in report.objects(top, SH.result)
    }


def rudof_findings(data: Graph, shapes: Graph) -> set[Finding]:
    """Validate with rudof; its own words give way to the shape's message where it leaves that out."""
    engine = pyrudof.Rudof(pyrudof.RudofConfig())
    engine.read_shacl(shapes.serialize(format="turtle"), reader_mode=pyrudof.ReaderMode.Strict)
    n_triples, strict = pyrudof.RDFFormat.NTriples, pyrudof.ReaderMode.Strict
    engine.read_data(data.serialize(format="nt"), format=n_triples, reader_mode=strict, merge=False)
    return {
        Finding(str(v.focus_node), str(shapes.value(URIRef(v.source_shape), SH.message) or _literal_text(v.message)))
        for v in engine.validate_shacl().violations
    }


def _literal_text(literal: str) -> str:
    """Strip the quotes and the tag with which rudof shows a literal: `"…"@en`."""
    return re.sub(r'^"(.*)"(@[a-z-]+)?$', r"\1", literal, flags=re.DOTALL)


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Classes and properties."""
    return load(ONTOLOGY / "kg.ttl")


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """SKOS concepts."""
    return load(ONTOLOGY / "vocab.ttl")


@pytest.fixture(scope="session")
def shapes() -> Graph:
    """SHACL shapes."""
    return load(ONTOLOGY / "shapes.ttl")
