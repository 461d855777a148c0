"""The SHACL shapes: every rule lets good data pass and stops bad data, in two engines."""

from __future__ import annotations

import re

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection

from kg import concepts, vocab

from .conftest import FIXTURES, expected_messages, fixture_data, load, pyshacl_findings, rudof_findings

VALID = sorted((FIXTURES / "valid").glob("*.ttl"))
INVALID = sorted((FIXTURES / "invalid").glob("*.ttl"))
ENGINES = pytest.mark.parametrize("find", [pyshacl_findings, rudof_findings], ids=["pyshacl", "rudof"])
KGS = "https://w3id.org/kg-news/shapes#"
PREDICATE_SCHEMES = {
    "eventType": concepts.EventType,
    "measure": concepts.Measure,
    "approximator": concepts.Approximator,
    "valueStatus": concepts.ValueStatus,
    "locationPrecision": concepts.LocationPrecision,
    "echelon": concepts.Echelon,
    "anonymity": concepts.Anonymity,
    "factuality": concepts.Factuality,
}


def matches(template: str, message: str) -> bool:
    """Whether a message is the template with its variables filled in."""
    return re.fullmatch(re.sub(r"\\\{\\\?\w+\\\}", ".+", re.escape(template)), message) is not None


@ENGINES
@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_valid_data_passes(path, find, shapes):
    """Nothing is found in a valid fixture."""
    assert find(fixture_data(path), shapes) == set()


@ENGINES
@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_invalid_data_is_found(path, find, shapes):
    """An invalid fixture triggers the messages that it names, and no other."""
    expected = expected_messages(path)
    found = {finding.message for finding in find(fixture_data(path), shapes)}
    assert expected
    assert [template for template in expected if not any(matches(template, message) for message in found)] == []
    assert [message for message in found if not any(matches(template, message) for template in expected)] == []


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_engines_agree(path, shapes):
    """Both engines find the same faults on the same nodes."""
    data = fixture_data(path)
    by_focus = [
        sorted((focus, re.sub(r"(_:)?n[0-9a-f]{32}b\d+", "_:", message)) for focus, message in find(data, shapes))
        for find in (pyshacl_findings, rudof_findings)
    ]
    assert by_focus[0] == by_focus[1]


@pytest.mark.slow
@ENGINES
def test_all_valid_data_passes_together(find, shapes):
    """The valid fixtures form one valid graph."""
    assert find(load(FIXTURES / "base.ttl", *VALID), shapes) == set()


def test_every_rule_has_a_failing_fixture(shapes):
    """Each message of shapes.ttl is one that some invalid fixture triggers."""
    named = {message for path in INVALID for message in expected_messages(path)}
    assert {str(message) for message in shapes.objects(None, SH.message)} == named


def test_every_class_has_a_shape(ontology, shapes):
    """Each class of the ontology is the target of a shape."""
    own = {c for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(vocab.PREFIXES["kg"])}
    assert own <= set(shapes.objects(None, SH.targetClass))


def test_every_asserted_class_has_valid_and_invalid_data(shapes):
    """Each target class occurs in a valid and in an invalid fixture; kg:Actor is never valid."""
    targets = set(shapes.objects(None, SH.targetClass))
    valid = set(load(FIXTURES / "base.ttl", *VALID).objects(None, RDF.type))
    invalid = set(load(*INVALID).objects(None, RDF.type))
    actor = URIRef(vocab.KG.Actor.value)
    assert targets - valid == {actor}
    described_only = {URIRef(vocab.KG.Document.value)}  # its invalid fixture adds to the document of base.ttl
    assert targets - invalid <= described_only


def test_closed_list_equals_the_ontology(ontology, shapes):
    """The terms that the shape allows are exactly those that the ontology defines."""
    query = str(shapes.value(URIRef(KGS + "Graph-terms"), SH.select))
    listed = re.findall(r"\bkg:(\w+)", query)
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
    defined = {
        str(term).removeprefix(vocab.PREFIXES["kg"])
        for kind in kinds
        for term in ontology.subjects(RDF.type, kind)
        if isinstance(term, URIRef)
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == defined


def test_subjects_equal_the_domains(ontology, shapes):
    """The shape lets a property be used on exactly the classes of its domain in the ontology."""
    query = str(shapes.value(URIRef(KGS + "Graph-subjects"), SH.select))
    blocks = re.findall(r"\?property IN \(([^)]*)\).*?\?class IN \(([^)]*)\)", query, re.DOTALL)
    allowed = {
        name: set(re.findall(r"kg:(\w+)", classes))
        for names, classes in blocks
        for name in re.findall(r"kg:(\w+)", names)
    }
    kg = vocab.PREFIXES["kg"]
    domains = {}
    for term, domain in ontology.subject_objects(RDFS.domain):
        union = ontology.value(domain, OWL.unionOf)
        classes = Collection(ontology, union) if union else [domain]
        # Only the most specific class is asserted, and of these only a place has a class below it.
        below = {str(c) for kind in classes for c in ontology.transitive_subjects(RDFS.subClassOf, kind)}
        domains[str(term).removeprefix(kg)] = {c.removeprefix(kg) for c in below}
    assert allowed == domains


def test_concept_lists_equal_their_schemes(shapes):
    """Where a shape lists the concepts that a property may have, the list is the whole scheme."""
    seen = set()
    for name, enumeration in PREDICATE_SCHEMES.items():
        for shape in shapes.subjects(SH.path, URIRef(vocab.PREFIXES["kg"] + name)):
            values = list(Collection(shapes, shapes.value(shape, SH["in"])))
            assert sorted(str(v) for v in values) == sorted(member.iri.value for member in enumeration), shape
            seen.add(name)
    assert seen == set(PREDICATE_SCHEMES)


def test_event_types_of_the_shape_include_the_top_concepts(shapes, vocabulary):
    """An event may have a top concept as its type where no narrower one fits."""
    allowed = set(Collection(shapes, shapes.value(URIRef(KGS + "Event-eventType"), SH["in"])))
    assert set(vocabulary.objects(URIRef(vocab.KGV + "event-types"), SKOS.hasTopConcept)) <= allowed


def test_shapes_have_iris_and_messages(shapes):
    """Each property shape and SPARQL constraint can be named in a report and says what is wrong."""
    for kind in (SH.PropertyShape, SH.SPARQLConstraint):
        for shape in shapes.subjects(RDF.type, kind):
            assert isinstance(shape, URIRef), shape
            assert len(list(shapes.objects(shape, SH.message))) == 1, shape


def test_every_named_shape_is_used(shapes: Graph):
    """No shape is defined and then forgotten."""
    used = (
        set(shapes.objects(None, SH.property))
        | set(shapes.objects(None, SH.sparql))
        | set(shapes.objects(None, SH.node))
    )
    targeted = set(shapes.subjects(SH.targetClass)) | set(shapes.subjects(SH.targetNode))
    named = {s for s in shapes.subjects() if isinstance(s, URIRef) and str(s).startswith(KGS)}
    assert named - used - targeted == set()
