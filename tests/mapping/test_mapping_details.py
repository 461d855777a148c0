"""What records may say beyond the common case reaches the graph: equipment, ranges, links out, corrections."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad

import kg
from kg.concepts import AUTHORS_VOICE, Factuality, LocationPrecision
from kg.dataset import Dataset
from kg.export.view import class_of, read_claims
from kg.validate import validate_times
from kg.vocab import KG, ORG, RDF, RDFS, SCHEMA

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


HARBOUR_TEXT = """\
Fire in Velmora

Osk Harrow, a member of the Quay Guild who heads Norrland, said 1000 people fled, half of them at night.
The fire in Velmora was part of the siege.
"""

HARBOUR_RECORDS = """\
entities:
  - {label: Osk Harrow, class: Person, mentions: Osk Harrow, member_of: Quay Guild, head_of: Norrland}
  - {label: Quay Guild, class: Organization, mentions: the Quay Guild}
  - {label: Norrland, class: GeopoliticalEntity, mentions: Norrland}
  - {label: Velmora, class: Place, precision: city, mentions: {quote: Velmora, within: fire in Velmora}}
quantities:
  - {id: fled, value: "1E+3", measure: displaced, evidence: 1000 people}
  - {id: night, fraction: 0.5, fraction_of: fled, measure: displaced, evidence: half of them}
events:
  - {id: fire, type: shelling, label: Fire, place: Velmora, part_of: siege}
  - {id: siege, type: blockade, label: Siege}
claims:
  - {id: fled, about: fire, evidence: 1000 people fled, factuality: CTplus, quantities: [fled, night]}
  - {id: siege, about: siege, evidence: was part of the siege, factuality: CTplus}
"""


@pytest.fixture
def harbour(folder: Folder) -> kg.Graph:
    folder.add("harbour.txt", HARBOUR_TEXT, HARBOUR_RECORDS)
    return kg.build(folder.path)


def in_document(graph: kg.Graph, name: str) -> NamedNode:
    """The node of a record of the only document."""
    (document,) = graph.dataset.instances(KG.Document)
    return NamedNode(f"{document.value}#{name}")


def test_an_event_is_part_of_another(harbour: kg.Graph) -> None:
    """The whole is named on the part."""
    assert only(harbour, in_document(harbour, "event-fire"), KG.partOfEvent).endswith("#event-siege")


def test_a_member_is_no_head(harbour: kg.Graph) -> None:
    """Whom someone belongs to and what someone heads are two properties."""
    (person,) = harbour.dataset.instances(KG.Person)
    assert only(harbour, person, ORG.memberOf).endswith("/quay-guild")
    assert only(harbour, person, ORG.headOf).endswith("/norrland")


def test_a_place_says_how_exactly_it_is_known(harbour: kg.Graph) -> None:
    """The precision stands without a position too."""
    (place,) = harbour.dataset.instances(KG.Place)
    assert only(harbour, place, KG.locationPrecision) == LocationPrecision.CITY.iri.value


def test_a_round_number_keeps_its_zeros(harbour: kg.Graph) -> None:
    """1E+3 is 1000 in the graph and 1,000 before a reader."""
    quantity = in_document(harbour, "quantity-fled")
    assert only(harbour, quantity, SCHEMA.value) == "1000"
    assert only(harbour, quantity, RDFS.label) == "1,000 (displaced)"


def test_a_share_names_its_whole(harbour: kg.Graph) -> None:
    """The quantity that a fraction is of is linked, not only told in the label."""
    assert only(harbour, in_document(harbour, "quantity-night"), KG.fractionOf).endswith("#quantity-fled")


def test_a_claim_without_sources_is_told_in_the_authors_voice(harbour: kg.Graph) -> None:
    """An empty chain is never shown as nothing."""
    assert {claim.chain for claim in read_claims(harbour.dataset)} == {AUTHORS_VOICE}


def test_a_chain_is_in_the_order_of_its_depth(folder: Folder) -> None:
    """The links of a claim go from the author to the deepest source, whatever their names."""
    folder.add("halden.txt", TEXT.replace("captain", "Captain"), RECORDS.replace("captain", "Captain"))
    (claim,) = read_claims(kg.build(folder.path).dataset)
    assert [(link.depth, link.name) for link in claim.links] == [(1, "Northern Gazette"), (2, "Captain")]


@pytest.mark.parametrize("name", ["earliest", "latest"])
def test_a_time_whose_bound_is_missing_is_noticed(name: str) -> None:
    """Bounds follow from the EDTF, so a graph without one is faulty."""
    time = NamedNode("https://a.example/time")
    bounds = {"earliest": "2031-02-01", "latest": "2031-02-28"}
    del bounds[name]
    dataset = Dataset([Quad(time, RDF.type, KG.TimeSpan), Quad(time, KG.edtf, Literal("2031-02"))])
    dataset.add(
        Quad(time, NamedNode(f"{KG.edtf.value.removesuffix('edtf')}{key}"), Literal(day)) for key, day in bounds.items()
    )
    (problem,) = validate_times(dataset)
    assert f"{name} is missing" in problem.message
