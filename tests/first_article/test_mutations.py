"""Each way in which the first article's graph could go wrong is noticed: by a shape, a check or a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.article import Article
from kg.concepts import Approximator, Factuality, Measure
from kg.dataset import Dataset
from kg.validate import validate
from kg.vocab import KG, OA, RDF, RDFS, SCHEMA, XSD

DOCUMENT = "https://w3id.org/kg-news/id/doc/8f8b9c3719dff006"
GRAPH = NamedNode(DOCUMENT)

Mutation = Callable[[list[Quad]], Iterator[Quad]]


def node(name: str) -> NamedNode:
    return NamedNode(f"{DOCUMENT}#{name}")


def replace(subject: str, predicate: NamedNode, value: NamedNode | Literal | None) -> Mutation:
    """Give a node another value of a property, or none; the property must have been there."""

    def mutate(quads: list[Quad]) -> Iterator[Quad]:
        hits = 0
        for quad in quads:
            if quad.subject == node(subject) and quad.predicate == predicate:
                hits += 1
                if value is not None and hits == 1:
                    yield Quad(quad.subject, predicate, value, GRAPH)
            else:
                yield quad
        assert hits, "the mutation changes nothing"

    return mutate


def add(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> Mutation:
    """Say one thing more."""

    def mutate(quads: list[Quad]) -> Iterator[Quad]:
        added = Quad(node(subject), predicate, value, GRAPH)
        assert added not in quads, "the mutation changes nothing"
        yield from quads
        yield added

    return mutate


def number(text: str) -> Literal:
    return Literal(text, datatype=XSD.decimal)


@dataclass(frozen=True)
class Case:
    """A mutation, and the words of the problem that it must cause."""

    name: str
    mutation: Mutation
    noticed: str


CASES = (
    Case("wrong depth: a gap in the chain", replace("claim-withdrawn-source-1-1", KG.depth,
         Literal("3", datatype=XSD.integer)), "depth"),
    Case("depth zero", replace("claim-dispatched-source-1-1", KG.depth, Literal("0", datatype=XSD.integer)), "depth"),
    Case("derived figure claimed", add("claim-syrskyi-losses", KG.quantity, node("quantity-lost-number")), "derived"),
    Case("derived figure miscalculated", replace("quantity-lost-number", SCHEMA.value, number("6500")),
         "does not follow"),
    Case("derived figure passed off as stated", replace("quantity-lost-number", KG.valueStatus,
         NamedNode("https://w3id.org/kg-news/vocab/stated")), "derived"),
    Case("measures merged: two on one figure", add("quantity-killed-or-wounded", KG.measure, Measure.LOST.iri),
         "measure"),
    Case("span shifted by one", replace("span-1169-1182-position", OA.start, Literal("1168", datatype=XSD.integer)),
         "the source has"),
    Case("span words changed", replace("span-1169-1182-quote", OA.exact, Literal("cannon-fodder")), "the source has"),
    Case("span turned round", replace("span-1169-1182-position", OA.end, Literal("1160", datatype=XSD.integer)),
         "start"),
    Case("claim without evidence", replace("claim-withdrawn", KG.evidence, None), "evidence"),
    Case("claim without a document", replace("claim-withdrawn", KG.statedIn, None), "document"),
    Case("two factualities", add("claim-temporary", KG.factuality, Factuality.CT_PLUS.iri), "factuality"),
    Case("factuality that does not exist", replace("claim-temporary", KG.factuality,
         NamedNode("https://w3id.org/kg-news/vocab/maybe")), "factuality"),
    Case("date outside its EDTF", replace("time-late-october", KG.earliest, Literal("2024-10-01", datatype=XSD.date)),
         "gives 2024-10-21"),
    Case("date that is no EDTF", replace("time-november", KG.edtf, Literal("November 2024", datatype=NamedNode(
         "http://id.loc.gov/datatypes/edtf/EDTF"))), "EDTF"),
    Case("event without a claim", replace("claim-battle-continues", KG.about, node("event-captured")), "claim"),
    Case("unspecified source with a name", add("claim-dispatched-source-1-1", KG.source, NamedNode(
         "https://w3id.org/kg-news/id/entity/organization/the-new-york-times")), "source"),
    Case("shortcut past the deepest source", add("claim-withdrawn", KG.attributedTo, NamedNode(
         "https://w3id.org/kg-news/id/entity/organization/the-new-york-times")), "deepest sources"),
    Case("conflict told from one side", replace("claim-sent-in-november", KG.alternativeTo, None), "alternativeTo"),
    Case("term that the ontology lacks", add("claim-withdrawn", NamedNode(f"{KG.Claim.value[:-5]}truth"),
         Literal("yes")), "term of the ontology"),
    Case("equipment as an actor", add("event-withdrawal", KG.agent, node("quantity-sent")), "agent"),
    Case("tolerance invented: minimum above maximum", add("quantity-captured-area", SCHEMA.maxValue, number("900")),
         "m"),
    Case("node of two classes", add("claim-withdrawn", RDF.type, KG.Event), "class"),
    Case("label missing", replace("event-battle", RDFS.label, None), "label"),
    Case("number as text", replace("quantity-sent", SCHEMA.value, Literal("12000")), "decimal"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mutation_is_noticed(reviewed_graph: kg.Graph, first_article: Article, case: Case) -> None:
    """Validation names what is wrong with the mutated graph."""
    mutated = Dataset(case.mutation(reviewed_graph.dataset.quads()))
    problems = validate(mutated, {DOCUMENT: first_article.text})
    assert any(case.noticed in problem.message for problem in problems), [p.message for p in problems]


def test_the_graph_itself_is_sound(reviewed_graph: kg.Graph, first_article: Article) -> None:
    """Without a mutation there is nothing to notice."""
    assert validate(reviewed_graph.dataset, {DOCUMENT: first_article.text}) == []


def test_an_approximator_lost_is_noticed_by_a_question(reviewed_graph: kg.Graph) -> None:
    """A hedge that gets lost is still well-formed, so a question about the figure must notice it."""
    ask = "ASK { ?q schema:value ?v ; kg:approximator kgv:approximately FILTER(?v = 4000) }"
    hedge = Quad(node("quantity-killed-or-wounded"), KG.approximator, Approximator.APPROXIMATELY.iri, GRAPH)
    without = Dataset(quad for quad in reviewed_graph.dataset.quads() if quad != hedge)
    assert bool(reviewed_graph.dataset.query(ask))
    assert not bool(without.query(ask))
