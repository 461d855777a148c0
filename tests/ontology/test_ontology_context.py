"""The JSON-LD context: complete, and nothing is lost through it."""

from __future__ import annotations

import json

import pyoxigraph
import pytest
from pyld import jsonld

from kg import vocab

from .conftest import FIXTURES, ONTOLOGY, load

DATASETS = sorted((FIXTURES / "valid").glob("*.ttl"))


@pytest.fixture(scope="module")
def context() -> dict:
    """Context document."""
    return json.loads((ONTOLOGY / "context.jsonld").read_text(encoding="utf-8"))


def triples(text: str | bytes, syntax: pyoxigraph.RdfFormat) -> set[str]:
    """Triples as text; Oxigraph's parser."""
    return {str(quad.triple) for quad in pyoxigraph.parse(text, syntax)}


def compacted(path, context: dict) -> tuple[dict, set[str]]:
    """Write a fixture in JSON-LD with the context; with its triples."""
    n_triples = load(FIXTURES / "base.ttl", path).serialize(format="nt")
    quads = pyoxigraph.parse(n_triples, pyoxigraph.RdfFormat.N_TRIPLES)
    expanded = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.JSON_LD)
    assert expanded is not None
    return jsonld.compact(json.loads(expanded), context), triples(n_triples, pyoxigraph.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.stem)
def test_two_readers_get_the_same_triples_back(path, context):
    """Compacted with the context, a graph is read back whole by PyLD and by Oxigraph."""
    document, original = compacted(path, context)
    by_pyld = jsonld.to_rdf(document, {"format": "application/n-quads"})
    assert triples(by_pyld, pyoxigraph.RdfFormat.N_QUADS) == original
    assert triples(json.dumps(document), pyoxigraph.RdfFormat.JSON_LD) == original


@pytest.mark.parametrize("path", DATASETS, ids=lambda path: path.stem)
def test_values_need_no_type_or_language(path, context):
    """Under the context every literal of ours is a plain JSON string and every key is a short name."""
    document, _ = compacted(path, context)
    for node in document["graph"]:
        for key, value in node.items():
            assert "/" not in key
            for item in value if isinstance(value, list) else [value]:
                assert isinstance(item, str) or key == "rdf:type", (key, item)


def test_short_names_mean_what_they_say(context):
    """A hand-written document needs no prefix but that of its concepts and units."""
    document = {
        **context,
        "id": "https://w3id.org/kg-news/id/doc/0123456789abcdef#time-1",
        "type": "TimeSpan",
        "label": "early 2030",
        "edtf": "2030-01",
        "earliest": "2030-01-01",
        "valueStatus": "kgv:inferred",
    }
    found = triples(json.dumps(document), pyoxigraph.RdfFormat.JSON_LD)
    assert any(t.endswith('"2030-01"^^<http://id.loc.gov/datatypes/edtf/EDTF>') for t in found)
    assert any(t.endswith('"early 2030"@en') for t in found)
    assert any(t.endswith("<https://w3id.org/kg-news/vocab/inferred>") for t in found)
    assert len(found) == 5


def test_every_term_of_ours_has_a_short_name(context):
    """Each class and property of the ontology, and each reused one, is a term of the context."""
    terms = context["@context"]
    for constants in (vocab.KG, vocab.SCHEMA, vocab.OA, vocab.PROV, vocab.ORG, vocab.QUDT, vocab.GEO):
        for name, term in vars(constants).items():
            if isinstance(term, pyoxigraph.NamedNode) and name != "wktLiteral":
                value = terms[name]
                prefix, _, local = (value if isinstance(value, str) else value["@id"]).partition(":")
                assert vocab.PREFIXES[prefix] + local == term.value


def test_prefixes_are_the_projects(context):
    """The context binds every prefix of the project, and none that hides a term."""
    terms = context["@context"]
    assert {prefix: terms[prefix] for prefix in vocab.PREFIXES} == vocab.PREFIXES
    assert terms["time"]["@id"] == "kg:time"
    assert terms["edtf"] == {"@id": "kg:edtf", "@type": vocab.EDTF.EDTF.value}
