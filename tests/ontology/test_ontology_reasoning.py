"""OWL RL: the ontology contradicts neither itself nor valid data, and a contradiction would be seen."""

from __future__ import annotations

import owlrl
import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from kg.vocab import DEFAULT_BASE_IRI, PREFIXES

from .conftest import FIXTURES, ONTOLOGY, load

KG = Namespace(PREFIXES["kg"])
NODE = URIRef(f"{DEFAULT_BASE_IRI}doc/0123456789abcdef#node")
ERROR = URIRef("http://www.daml.org/2002/03/agents/agent-ont#ErrorMessage")

pytestmark = pytest.mark.slow


def closure(*extra: tuple[URIRef, URIRef, URIRef], data: Graph | None = None) -> Graph:
    """All that OWL RL infers from the ontology and some data."""
    graph = load(ONTOLOGY / "kg.ttl") + (data or Graph())
    for triple in extra:
        graph.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics, rdfs_closure=False, axiomatic_triples=False).expand(graph)
    return graph


def errors(graph: Graph) -> list[str]:
    """List the inconsistencies that owlrl notes in the graph."""
    subjects = {s for s in graph.subjects(RDF.type, None) if (s, RDF.type, ERROR) in graph}
    return sorted(str(o) for s in subjects for p, o in graph.predicate_objects(s) if p != RDF.type)


@pytest.fixture(scope="module")
def inferred() -> Graph:
    """Closure over all valid fixtures."""
    return closure(data=load(FIXTURES / "base.ttl", *sorted((FIXTURES / "valid").glob("*.ttl"))))


def test_valid_data_is_consistent(inferred):
    """Nothing in the ontology and the valid fixtures is contradictory."""
    assert errors(inferred) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Event", "Person"), ("Claim", "Document"), ("Place", "Equipment"), ("MilitaryUnit", "Quantity")],
)
def test_a_node_of_two_disjoint_classes_is_found(one, other):
    """A node cannot be both, even where a superclass is what is disjoint."""
    assert errors(closure((NODE, RDF.type, KG[one]), (NODE, RDF.type, KG[other])))


def test_an_actor_may_be_a_place():
    """A geopolitical entity is both, without contradiction."""
    assert errors(closure((NODE, RDF.type, KG.GeopoliticalEntity))) == []


def test_a_claim_that_contradicts_itself_is_found():
    """A claim cannot be an alternative to itself."""
    assert errors(closure((NODE, KG.alternativeTo, NODE)))


def test_superclasses_are_inferred(inferred):
    """A military unit is an organization and an actor, in our terms and in those of others."""
    unit = URIRef(f"{DEFAULT_BASE_IRI}entity/military-unit/2nd-division")
    wanted = (KG.Organization, KG.Actor, URIRef(PREFIXES["org"] + "Organization"), URIRef(PREFIXES["prov"] + "Agent"))
    assert all((unit, RDF.type, kind) in inferred for kind in wanted)


def test_superproperties_are_inferred(inferred):
    """Agents are participants, origins are places, cues are evidence."""
    for narrow, broad in ((KG.agent, KG.participant), (KG.origin, KG.place), (KG.cue, KG.evidence)):
        pairs = set(inferred.subject_objects(narrow))
        assert pairs
        assert pairs <= set(inferred.subject_objects(broad))


def test_nothing_gains_a_class_that_its_shape_would_refuse(inferred):
    """Domains and ranges infer no class beyond the superclasses of what was asserted."""
    asserted = load(FIXTURES / "base.ttl", *sorted((FIXTURES / "valid").glob("*.ttl")))
    ontology = load(ONTOLOGY / "kg.ttl")
    supers = URIRef("http://www.w3.org/2000/01/rdf-schema#subClassOf")
    for node, kind in asserted.subject_objects(RDF.type):
        allowed = {str(c) for c in ontology.transitive_objects(kind, supers)}
        gained = {str(c) for c in inferred.objects(node, RDF.type) if str(c).startswith(str(KG))}
        assert gained <= allowed, node
