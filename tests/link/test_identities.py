"""No place inherits the position of a namesake in another article."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.iris import document_id, slug
from kg.link.decisions import Decisions, load_decisions
from kg.link.gazetteer import Gazetteer, load_gazetteer
from kg.link.lookalikes import find_lookalikes
from kg.link.names import link_names
from kg.link.place_records import link_places
from kg.records import Entity, GeopoliticalEntity, Place, Records

from .conftest import records_of

PARIS = "https://sws.geonames.org/2988507/"
PARIS_TEXAS = "https://sws.geonames.org/4717560/"
SPRINGFIELD_ILLINOIS = "https://sws.geonames.org/4250542/"
SPRINGFIELD_MASSACHUSETTS = "https://sws.geonames.org/4951788/"
SUDZHA = "https://sws.geonames.org/486816/"
WIKIDATA = "http://www.wikidata.org/entity/Q830149"


def documents_of(*rows: tuple[str, list[Any]]) -> dict[str, Records]:
    """Records with places by document id: (label, link) or a whole row each."""
    return {
        document: Records.model_validate({"entities": [e if isinstance(e, dict) else place(*e) for e in entities]})
        for document, entities in rows
    }


def place(label: str, link: str | None = None, **more: Any) -> dict[str, Any]:
    """A place's row."""
    return {"label": label, "class": "Place", "same_as": link or (), **more}


def first(linked: dict[str, Records], document: str) -> Entity:
    """The first entity of a document."""
    return linked[document].entities[0]


def decided(gazetteer: Gazetteer, link: str) -> dict[str, Records]:
    """Two articles about Paris; of the second a person decided what it is."""
    decisions = Decisions.model_validate({"is": {"Paris": {"in": "invented.txt", "id": link}}})
    documents = {}
    for document, own in (("france", Decisions()), ("texas", decisions)):
        article, found = records_of("A fair opened in Paris.", "Paris")
        documents[document] = link_places(found, article, gazetteer, own)
    return link_names(documents, decisions=decisions, gazetteer=gazetteer)


def test_what_a_person_decided_is_unknown_does_not_become_a_namesake(gazetteer: Gazetteer) -> None:
    """The decision is not overruled by another article: another label, so another node."""
    linked = decided(gazetteer, "unknown")
    assert first(linked, "france").label == "Paris"
    unknown = first(linked, "texas")
    assert (unknown.label, unknown.same_as) == ("Paris (unknown in document texas)", ())
    assert unknown.aliases == ("Paris",)


def test_what_a_person_linked_elsewhere_is_told_apart(gazetteer: Gazetteer) -> None:
    """Also where the gazetteer does not know the link."""
    linked = decided(gazetteer, WIKIDATA)
    assert first(linked, "france").label == "Paris"
    assert (first(linked, "texas").label, first(linked, "texas").same_as) == (
        "Paris (wikidata.org Q830149)", (WIKIDATA,),
    )  # fmt: skip


def test_a_name_that_is_unknown_everywhere_stays_one(gazetteer: Gazetteer) -> None:
    """A decision about all documents is about one place."""
    decisions = Decisions.model_validate({"is": {"Paris": "unknown"}})
    documents = {}
    for document in "ab":
        article, found = records_of("A fair opened in Paris.", "Paris")
        documents[document] = link_places(found, article, gazetteer, decisions)
    linked = link_names(documents, decisions=decisions, gazetteer=gazetteer)
    assert [first(linked, document).label for document in "ab"] == ["Paris", "Paris"]


def test_a_place_that_may_be_any_of_two_is_neither(gazetteer: Gazetteer) -> None:
    """Springfield without a link is not the one with most people."""
    linked = link_names(
        documents_of(
            ("a", [("Springfield",)]),
            ("b", [("Springfield", SPRINGFIELD_ILLINOIS)]),
            ("c", [("Springfield", SPRINGFIELD_MASSACHUSETTS)]),
        ),
        gazetteer=gazetteer,
    )
    assert [first(linked, document).label for document in "abc"] == [
        "Springfield (in document a)", "Springfield, Illinois", "Springfield",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("beside", "link"), [("Illinois", SPRINGFIELD_ILLINOIS), ("United States", ""), ("France", "")]
)
def test_a_place_without_a_link_is_its_only_namesake_if_its_article_is_from_there(
    gazetteer: Gazetteer, beside: str, link: str
) -> None:
    """In the United States the state has to be named: every one has a Springfield."""
    documents = documents_of(("a", [("Springfield",), (beside,)]), ("b", [("Springfield", SPRINGFIELD_ILLINOIS)]))
    linked = link_names(documents, gazetteer=gazetteer)
    assert (first(linked, "a").label == first(linked, "b").label) is bool(link)
    assert first(linked, "a").same_as == ((link,) if link else ())


def test_a_name_that_no_gazetteer_has_is_one_place(gazetteer: Gazetteer) -> None:
    """Nothing says that there are two."""
    velmora = place("Velmora", latitude=61.25, longitude=-3.5, precision="city")
    linked = link_names(documents_of(("a", [("Velmora",)]), ("b", [velmora])), gazetteer=gazetteer)
    assert [first(linked, document).label for document in "ab"] == ["Velmora", "Velmora"]


def test_a_country_in_reviewed_records_needs_no_link(gazetteer: Gazetteer) -> None:
    """It says itself that it is a country."""
    ukraine = {"label": "Ukraine", "class": "GeopoliticalEntity", "precision": "country"}
    linked = {**ukraine, "same_as": "https://sws.geonames.org/690791/"}
    both = link_names(documents_of(("a", [ukraine]), ("b", [linked])), gazetteer=gazetteer, reviewed={"a"})
    assert [first(both, document).label for document in "ab"] == ["Ukraine", "Ukraine"]


@pytest.mark.parametrize("others", [["Russia"], []])
def test_a_link_without_a_position_is_the_gazetteer_s_if_one_article_is_from_there(
    gazetteer: Gazetteer, others: list[str]
) -> None:
    """One link is one place in all articles: where no article speaks of Russia, it is another Sudzha."""
    own = ("Sudzha", "http://www.wikidata.org/entity/Q1")
    documents = documents_of(("a", [own]), ("b", [own, *((label,) for label in others)]), ("c", [("Sudzha", SUDZHA)]))
    linked = link_names(documents, gazetteer=gazetteer, reviewed="ab")
    labels = {first(linked, document).label for document in "abc"}
    assert labels == ({"Sudzha"} if others else {"Sudzha", "Sudzha, Russia"})


def test_two_links_of_one_name_stay_what_they_are() -> None:
    """Neither is taken for the other."""
    links = ["http://www.wikidata.org/entity/Q1", "http://dbpedia.org/resource/Velmora"]
    linked = link_names(documents_of(*((d, [("Velmora", link)]) for d, link in zip("ab", links, strict=True))))
    assert [first(linked, document).label for document in "ab"] == ["Velmora (wikidata.org Q1)", "Velmora"]
    assert [first(linked, document).same_as for document in "ab"] == [(link,) for link in links]


def test_one_position_for_one_place(gazetteer: Gazetteer) -> None:
    """A reviewed one goes before the gazetteer's, which keeps its link; reviewed records are not changed."""
    own = place("Sudzha", latitude="51.2", longitude=35.3, precision="exact")
    other = place("Sudzha", SUDZHA, latitude=51.19, longitude=35.27, precision="city")
    documents = documents_of(("a", [own]), ("b", [other]), ("c", [other]))
    linked = link_names(documents, gazetteer=gazetteer, reviewed={"a"})
    assert linked["a"] == documents["a"]
    for document in "bc":
        found = first(linked, document)
        assert (found.label, getattr(found, "latitude", None), found.same_as) == ("Sudzha", Decimal("51.2"), (SUDZHA,))
        assert getattr(found, "precision", None) == "exact"
        assert [why.rule for why in found.reasons] == ["same-place"]


def test_a_reviewed_place_far_from_its_namesake_is_another(gazetteer: Gazetteer) -> None:
    """The reviewed one keeps the label."""
    documents = documents_of(
        ("a", [place("Paris", latitude=33.66, longitude=-95.56, precision="city")]),
        ("b", [place("Paris", PARIS, latitude=48.85, longitude=2.35, precision="city")]),
    )
    linked = link_names(documents, gazetteer=gazetteer, reviewed={"a"})
    assert [first(linked, document).label for document in "ab"] == ["Paris", "Paris, France"]
    assert linked["a"] == documents["a"]


def test_a_label_that_tells_apart_is_not_another_s(gazetteer: Gazetteer) -> None:
    """An article may write 'Paris, Texas' of a place that nobody linked."""
    documents = documents_of(("a", [("Paris", PARIS)]), ("b", [("Paris", PARIS_TEXAS)]), ("c", [("Paris, Texas",)]))
    linked = link_names(documents, gazetteer=gazetteer)
    assert len({first(linked, document).label for document in "abc"}) == 3


def test_an_unlinked_place_is_asked_about_and_the_answer_holds(gazetteer: Gazetteer, tmp_path: Path) -> None:
    """The line that is proposed, pasted, makes it the one that is linked."""
    article, found = records_of("A fair opened in Paris.", "Paris")
    document = document_id(article.sha256)
    documents = {document: found, **documents_of(("b", [("Paris", PARIS)]))}
    (asked,) = find_lookalikes(link_names(documents, gazetteer=gazetteer))
    (tmp_path / "decisions.yaml").write_text(asked.decision, encoding="utf-8")
    decisions = load_decisions(tmp_path / "decisions.yaml")
    documents[document] = link_places(found, article, gazetteer, decisions)
    linked = link_names(documents, decisions=decisions, gazetteer=gazetteer)
    assert (first(linked, document).label, first(linked, document).same_as) == ("Paris", (PARIS,))
    assert find_lookalikes(linked) == ()


def test_a_place_that_a_person_left_unknown_is_not_asked_about(gazetteer: Gazetteer) -> None:
    """It was answered."""
    assert find_lookalikes(decided(gazetteer, "unknown")) == ()


_LINKS = [(), PARIS, PARIS_TEXAS, WIKIDATA, "https://sws.geonames.org/690791/"]
_UNKNOWN = [{"rule": "decision", "note": "a person decided that it is unknown"}]
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "label": st.sampled_from(["Paris", "PARIS", "Paris, Texas", "Paris (in document a)", "Lutetia", "Ukraine"]),
            "class": st.sampled_from(["Place", "GeopoliticalEntity"]),
            "same_as": st.sampled_from(_LINKS),
            "reasons": st.sampled_from([[], [], _UNKNOWN, [{"rule": "gazetteer"}]]),
        },
        optional={"precision": st.sampled_from(["city", "country"])},
    ),
    max_size=4,
    unique_by=lambda row: (row["class"], slug(row["label"])),
)
_POSITIONS = st.sampled_from([{}, {}, {"latitude": 48.9, "longitude": 2.3}, {"latitude": 33.7, "longitude": -95.6}])


@settings(max_examples=100)
@given(st.lists(st.tuples(_ROWS, _POSITIONS), max_size=4), st.sets(st.sampled_from("abcd")))
def test_one_node_has_one_position(drawn: list[Any], reviewed: set[str]) -> None:
    """Whatever articles say; reviewed records keep all but their labels, and the order does not matter."""
    rows = [[{**row, **position, "id": str(n)} for n, row in enumerate(found)] for found, position in drawn]
    documents = documents_of(*zip("abcd", rows, strict=False))
    linked = link_names(documents, gazetteer=load_gazetteer(), reviewed=reviewed)
    nodes: dict[tuple[str, str], set[Any]] = defaultdict(set)
    for document, found in linked.items():
        assert Records.model_validate(found.model_dump()) == found
        for entity in found.entities:
            if isinstance(entity, Place | GeopoliticalEntity) and document not in reviewed:
                facts = (entity.latitude, entity.longitude, entity.precision, entity.same_as)
                nodes[entity.class_, slug(entity.label)].add(facts)
        if document in reviewed:
            same = {"label", "aliases", "reasons"}
            assert [e.model_dump(exclude=same) for e in found.entities] == [
                e.model_dump(exclude=same) for e in documents[document].entities
            ]
    assert {node: facts for node, facts in nodes.items() if len(facts) > 1} == {}
    again = link_names(dict(reversed(documents.items())), gazetteer=load_gazetteer(), reviewed=reviewed)
    assert again == linked
