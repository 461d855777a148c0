"""The Turtle sources: well formed, documented, and in step with the Python constants."""

from __future__ import annotations

import enum

import pyoxigraph
import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.compare import isomorphic

from kg import concepts, vocab

from .conftest import FIXTURES, ONTOLOGY, SOURCES

TURTLE = [ONTOLOGY / name for name in SOURCES] + sorted(FIXTURES.rglob("*.ttl"))
TERM_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)
SCHEMES = {
    concepts.EventType: "event-types",
    concepts.Measure: "measures",
    concepts.Approximator: "approximators",
    concepts.ValueStatus: "value-statuses",
    concepts.LocationPrecision: "location-precisions",
    concepts.Echelon: "echelons",
    concepts.Anonymity: "anonymity-values",
    concepts.Factuality: "factuality-values",
}


def own_terms(ontology: Graph) -> set[str]:
    """List the IRIs of the classes and properties that the ontology defines."""
    subjects = {str(term) for kind in TERM_KINDS for term in ontology.subjects(RDF.type, kind)}
    return {iri for iri in subjects if iri.startswith(vocab.PREFIXES["kg"])}


@pytest.mark.parametrize("path", TURTLE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_both_parsers_read_the_same_triples(path):
    """Every Turtle file is the same to rdflib and to Oxigraph."""
    quads = pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    n_triples = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert n_triples is not None
    assert isomorphic(Graph().parse(path, format="turtle"), Graph().parse(data=n_triples, format="nt"))


def test_ontology_has_metadata(ontology):
    """The ontology says what it is, whose, under which licence and in which version."""
    iri = URIRef(vocab.ONTOLOGY_IRI)
    assert (iri, RDF.type, OWL.Ontology) in ontology
    assert str(ontology.value(iri, OWL.versionInfo)) == vocab.ONTOLOGY_VERSION
    assert str(ontology.value(iri, OWL.versionIRI)) == f"{vocab.ONTOLOGY_IRI}/{vocab.ONTOLOGY_VERSION}"
    assert str(ontology.value(iri, DCTERMS.license)) == "https://creativecommons.org/licenses/by/4.0/"
    for wanted in (DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.created, DCTERMS.modified):
        assert ontology.value(iri, wanted), wanted


def test_every_term_is_labelled_defined_and_placed(ontology):
    """Each class and property has one English label, one English definition, and points to its ontology."""
    for iri in sorted(own_terms(ontology)):
        term = URIRef(iri)
        for text in (RDFS.label, SKOS.definition):
            assert [literal.language for literal in ontology.objects(term, text)] == ["en"], (iri, text)
        assert list(ontology.objects(term, RDFS.isDefinedBy)) == [URIRef(vocab.ONTOLOGY_IRI)], iri


def test_every_reference_to_an_own_term_is_to_a_defined_one(ontology):
    """No superclass, domain, range or union names a kg: term that does not exist."""
    named = {str(node) for triple in ontology for node in triple if str(node).startswith(vocab.PREFIXES["kg"])}
    assert named - {vocab.PREFIXES["kg"]} == own_terms(ontology)


def test_constants_equal_the_ontology(ontology):
    """vocab.KG has exactly the ontology's terms, each under its own name."""
    constants = {name: term.value for name, term in vars(vocab.KG).items() if isinstance(term, pyoxigraph.NamedNode)}
    assert {name: vocab.PREFIXES["kg"] + name for name in constants} == constants
    assert set(constants.values()) == own_terms(ontology)


@pytest.mark.parametrize(
    ("constants", "prefix"),
    [
        (getattr(vocab, prefix.upper()), prefix)
        for prefix in ("rdf", "rdfs", "xsd", "skos", "schema", "oa", "prov", "org")
    ]
    + [(vocab.QUDT, "qudt"), (vocab.GEO, "geo")],
)
def test_constants_of_other_vocabularies_bear_their_names(constants, prefix):
    """An attribute is called as its term is, in the namespace of its class."""
    terms = {name: term for name, term in vars(constants).items() if isinstance(term, pyoxigraph.NamedNode)}
    assert terms
    assert {name: term.value for name, term in terms.items()} == {n: vocab.PREFIXES[prefix] + n for n in terms}


def test_every_enumeration_has_a_scheme():
    """No enumeration of concepts is left out of these tests."""
    found = {
        kind
        for kind in vars(concepts).values()
        if isinstance(kind, enum.EnumType) and issubclass(kind, concepts.Concept) and kind is not concepts.Concept
    }
    assert found == set(SCHEMES)


@pytest.mark.parametrize(("enumeration", "scheme"), SCHEMES.items(), ids=SCHEMES.values())
def test_enumerations_equal_their_schemes(vocabulary, enumeration, scheme):
    """Each enumeration has exactly the concepts of its SKOS scheme."""
    in_scheme = {str(c) for c in vocabulary.subjects(SKOS.inScheme, URIRef(vocab.KGV + scheme))}
    assert {member.iri.value for member in enumeration} == in_scheme


def test_members_are_named_after_their_values():
    """`territorial-gain` is TERRITORIAL_GAIN and `CTplus` is CT_PLUS."""
    for enumeration in SCHEMES:
        for member in enumeration:
            plain = member.name.replace("_", "").lower()
            assert plain == member.value.replace("-", "").lower()
            assert member.name == member.name.upper()


@pytest.mark.parametrize("name", SOURCES)
def test_sources_use_the_projects_prefixes(name):
    """A prefix means the same in the sources as in everything kg writes."""
    prefixes = dict(Graph(bind_namespaces="none").parse(ONTOLOGY / name, format="turtle").namespaces())
    shared = prefixes.keys() & vocab.PREFIXES.keys()
    assert {p: str(prefixes[p]) for p in shared} == {p: vocab.PREFIXES[p] for p in shared}
