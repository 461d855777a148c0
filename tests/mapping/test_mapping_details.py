"""What records may say beyond the common case reaches the graph: equipment, ranges, links out, corrections."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode

import kg
from kg.concepts import Factuality
from kg.export.view import class_of
from kg.vocab import KG, RDFS, SCHEMA

from ..conftest import Folder

TEXT = """\
Drones strike the Halden depot

Two Skarn drones hit a fuel depot near Halden, the Northern Gazette said, citing a captain who thinks it likely.
Between 3 and 5 trucks burned, at most 2 guards were hurt, dozens of families left.
"""

RECORDS = """\
document:
  publisher: Northern Gazette
  url: https://gazette.example/halden
entities:
  - {label: Skarn, class: Equipment, aliases: Skarn drone, mentions: Skarn drones}
  - {label: Halden, class: Place, same_as: https://places.example/halden, mentions: near Halden}
  - {label: Northern Gazette, class: Organization}
  - {label: captain, class: Group, mentions: a captain}
quantities:
  - {id: trucks, min: 3, max: 5, measure: equipment-lost, evidence: Between 3 and 5 trucks}
  - {id: hurt, max: 2, measure: wounded, approximator: at-most, evidence: at most 2 guards}
  - {id: families, measure: displaced, approximator: dozens, evidence: dozens of families}
  - {id: share, fraction: 0.25, measure: displaced, evidence: families left}
events:
  - {id: strike, type: drone-strike, label: Strike on the depot, instrument: Skarn, place: Halden}
claims:
  - id: strike
    about: strike
    evidence: Two Skarn drones hit a fuel depot near Halden
    factuality: PRplus
    confidence: 0.80
    chain:
      - {source: Northern Gazette, anonymity: named, factuality: CTplus}
      - {source: captain, anonymity: unnamed}
    quantities: [trucks, hurt, families, share]
"""


@pytest.fixture
def graph(folder: Folder) -> kg.Graph:
    folder.add("halden.txt", TEXT, RECORDS)
    return kg.build(folder.path)


def only(graph: kg.Graph, subject: NamedNode, predicate: NamedNode) -> str:
    """The only value of a property."""
    (value,) = graph.dataset.objects(subject, predicate)
    return value.value


def test_equipment_is_the_instrument_of_an_event(graph: kg.Graph) -> None:
    """A weapon is a node of its own class, not an actor."""
    (event,) = graph.dataset.instances(KG.Event)
    (weapon,) = graph.dataset.objects(event, KG.instrument)
    assert class_of(graph.dataset, weapon) == "Equipment"


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("trucks", "3-5 (equipment-lost)"),
        ("hurt", "at most 2 (wounded)"),
        ("families", "dozens (displaced)"),
        ("share", "0.25 of the whole (displaced)"),
    ],
)
def test_a_figure_without_a_value_is_labelled_by_its_bounds(graph: kg.Graph, value: str, label: str) -> None:
    """Ranges, one-sided bounds, vague numbers and shares of something unsaid read as such."""
    (document,) = graph.dataset.instances(KG.Document)
    assert only(graph, NamedNode(f"{document.value}#quantity-{value}"), RDFS.label) == label


def test_confidence_is_a_canonical_decimal(graph: kg.Graph) -> None:
    """0.80 and 0.8 are one literal."""
    (claim,) = graph.dataset.instances(KG.Claim)
    assert only(graph, claim, KG.confidence) == "0.8"


def test_a_link_can_be_surer_than_the_source_behind_it(graph: kg.Graph) -> None:
    """An outlet that states as a fact what its source thinks likely keeps its own factuality."""
    told = {
        (
            graph.dataset.text(graph.dataset.value(link, KG.source), RDFS.label),
            graph.dataset.text(link, KG.factuality),
        )
        for link in graph.dataset.instances(KG.Attribution)
    }
    assert told == {("Northern Gazette", Factuality.CT_PLUS.iri.value), ("captain", None)}


def test_a_reviewer_corrects_the_head_of_an_article(graph: kg.Graph) -> None:
    """Publisher and address come from the records; the publisher is the entity of that name."""
    (document,) = graph.dataset.instances(KG.Document)
    assert only(graph, document, SCHEMA.url) == "https://gazette.example/halden"
    assert only(graph, document, SCHEMA.publisher).endswith("/entity/organization/northern-gazette")


def test_a_link_out_is_schema_same_as(graph: kg.Graph) -> None:
    """Never owl:sameAs: what another source says of its thing is not asserted of ours."""
    place = graph.dataset.instances(KG.Place)[0]
    assert only(graph, place, SCHEMA.sameAs) == "https://places.example/halden"
