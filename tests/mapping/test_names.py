"""An entity that several articles name is one node with one label."""

from __future__ import annotations

import pytest

import kg
from kg.vocab import KG, RDFS, SKOS

from ..conftest import Folder

TEXT = "The governor speaks\n\n{name} spoke in Velmora on {day}.\n"
RECORDS = """\
entities:
  - {{label: {name}, class: Person, mentions: {name}}}
events:
  - {{id: speech, type: statement, label: Speech, agent: {name}}}
claims:
  - {{id: spoke, about: speech, evidence: "{name} spoke in Velmora", factuality: CTplus,
      chain: [{{source: {name}, anonymity: named}}]}}
"""


@pytest.fixture
def graph(folder: Folder) -> kg.Graph:
    for day, name in (("Monday", "OSK HARROW"), ("Tuesday", "Osk Harrow"), ("Friday", "Osk Harrow")):
        folder.add(f"{day}.txt", TEXT.format(name=name, day=day), RECORDS.format(name=name))
    return kg.build(folder.path)


def test_the_label_is_the_one_that_most_articles_use(graph: kg.Graph) -> None:
    """The other spelling becomes an alias."""
    (person,) = graph.dataset.instances(KG.Person)
    assert [label.value for label in graph.dataset.objects(person, RDFS.label)] == ["Osk Harrow"]
    assert [label.value for label in graph.dataset.objects(person, SKOS.altLabel)] == ["OSK HARROW"]


def test_a_claim_is_one_row_of_an_answer(graph: kg.Graph) -> None:
    """A second label would tell every claim twice."""
    assert len(list(graph.query("who-said-what"))) == 3  # type: ignore[arg-type]


def test_references_by_the_other_spelling_hold(graph: kg.Graph) -> None:
    """Records refer to an entity as they call it, whatever it is called in the graph."""
    (person,) = graph.dataset.instances(KG.Person)
    assert len(graph.dataset.subjects(KG.source, person)) == 3
    assert len(graph.dataset.subjects(KG.agent, person)) == 3


def test_the_chosen_label_is_no_alias(folder: Folder) -> None:
    """An article that knew both spellings keeps only the other one as an alias."""
    both = RECORDS.replace("class: Person", "class: Person, aliases: Osk Harrow")
    for day, name, records in (
        ("Monday", "OSK HARROW", both),
        ("Tuesday", "Osk Harrow", RECORDS),
        ("Friday", "Osk Harrow", RECORDS),
    ):
        folder.add(f"{day}.txt", TEXT.format(name=name, day=day), records.format(name=name))
    dataset = kg.build(folder.path).dataset
    (person,) = dataset.instances(KG.Person)
    assert [label.value for label in dataset.objects(person, SKOS.altLabel)] == ["OSK HARROW"]
