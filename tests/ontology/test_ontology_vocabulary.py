"""The SKOS vocabularies: nothing unnamed, nothing dangling, no circles."""

from __future__ import annotations

import collections

import pytest
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal

MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
CODE_SCHEMES = ("cameo", "plover", "acled")


@pytest.fixture(scope="module")
def all_concepts(vocabulary):
    """Every concept, codes included."""
    return sorted(vocabulary.subjects(RDF.type, SKOS.Concept))


@pytest.fixture(scope="module")
def all_schemes(vocabulary):
    """Every scheme, those of codes included."""
    return sorted(vocabulary.subjects(RDF.type, SKOS.ConceptScheme))


def test_concepts_are_labelled_defined_and_in_a_scheme(vocabulary, all_concepts):
    """Each concept has one preferred label and one definition, in English, and a scheme that exists."""
    for concept in all_concepts:
        for text in (SKOS.prefLabel, SKOS.definition):
            assert [literal.language for literal in vocabulary.objects(concept, text)] == ["en"], (concept, text)
        schemes = list(vocabulary.objects(concept, SKOS.inScheme))
        assert schemes, concept
        assert all((scheme, RDF.type, SKOS.ConceptScheme) in vocabulary for scheme in schemes), concept


def test_schemes_have_metadata(vocabulary, all_schemes):
    """Each scheme has a label, a definition, a licence, a creator, dates and a version."""
    wanted = (SKOS.prefLabel, SKOS.definition, DCTERMS.license, DCTERMS.creator, DCTERMS.created, DCTERMS.modified)
    for scheme in all_schemes:
        for predicate in (*wanted, OWL.versionInfo):
            assert len(list(vocabulary.objects(scheme, predicate))) == 1, (scheme, predicate)


def test_preferred_labels_are_unique_in_a_scheme(vocabulary, all_schemes):
    """No two concepts of one scheme share a preferred label."""
    for scheme in all_schemes:
        labels = collections.Counter(
            str(label).casefold()
            for concept in vocabulary.subjects(SKOS.inScheme, scheme)
            for label in vocabulary.objects(concept, SKOS.prefLabel)
        )
        assert [label for label, count in labels.items() if count > 1] == []


def test_hierarchy_has_no_circle(vocabulary, all_concepts):
    """No concept is broader than itself, at any distance."""
    for concept in all_concepts:
        above = set(vocabulary.transitive_objects(concept, SKOS.broader)) - {concept}
        assert all((ancestor, SKOS.broader, concept) not in vocabulary for ancestor in above), concept
        assert (concept, SKOS.broader, concept) not in vocabulary


def test_hierarchy_is_told_both_ways(vocabulary):
    """The pairs broader and narrower, hasTopConcept and topConceptOf mirror each other."""
    for there, back in ((SKOS.broader, SKOS.narrower), (SKOS.hasTopConcept, SKOS.topConceptOf)):
        assert set(vocabulary.subject_objects(there)) == {(s, o) for o, s in vocabulary.subject_objects(back)}


def test_broader_concepts_share_the_scheme(vocabulary):
    """A concept and its broader one are in a common scheme."""
    for narrow, broad in vocabulary.subject_objects(SKOS.broader):
        common = set(vocabulary.objects(narrow, SKOS.inScheme)) & set(vocabulary.objects(broad, SKOS.inScheme))
        assert common, narrow


def test_concepts_without_a_broader_one_are_top_concepts(vocabulary, all_concepts):
    """Every concept can be reached from the top of its scheme."""
    for concept in all_concepts:
        above = vocabulary.value(concept, SKOS.broader)
        assert above or (concept, SKOS.topConceptOf, None) in vocabulary, concept


def test_matches_are_to_minted_codes(vocabulary):
    """A mapping goes from a concept of ours to a code that is minted here with its notation."""
    codes = {c for s in CODE_SCHEMES for c in _code_concepts(vocabulary, s)}
    for match in MATCHES:
        for concept, code in vocabulary.subject_objects(match):
            assert code in codes, (concept, code)
            assert concept not in codes, concept


def test_codes_have_one_notation_and_a_match(vocabulary):
    """A minted code has one notation, unique in its scheme, and at least one concept maps to it."""
    for scheme in CODE_SCHEMES:
        notations = []
        for code in _code_concepts(vocabulary, scheme):
            notations += list(vocabulary.objects(code, SKOS.notation))
            assert len(list(vocabulary.objects(code, SKOS.notation))) == 1, code
            assert any((None, match, code) in vocabulary for match in MATCHES), code
        assert notations
        assert len(notations) == len(set(notations))


def test_a_pair_has_one_kind_of_match(vocabulary):
    """Nothing is at once an exact, close, broad or narrow match of the same code."""
    pairs = collections.Counter(pair for match in MATCHES for pair in vocabulary.subject_objects(match))
    assert [pair for pair, count in pairs.items() if count > 1] == []


def _code_concepts(vocabulary: Graph, scheme: str) -> list:
    label = {"cameo": "CAMEO codes", "plover": "PLOVER categories", "acled": "ACLED event types and sub-event types"}
    iri = vocabulary.value(predicate=SKOS.prefLabel, object=Literal(label[scheme], "en"))
    return sorted(vocabulary.subjects(SKOS.inScheme, iri))
