"""The same person or place in several articles is one node; two of one name are two."""

from __future__ import annotations

from typing import Any

from kg.link.decisions import Decisions
from kg.link.gazetteer import Gazetteer
from kg.link.names import link_names
from kg.link.place_records import link_places
from kg.records import Entity, Records

from .conftest import records_of

PARIS = "https://sws.geonames.org/2988507/"
PARIS_TEXAS = "https://sws.geonames.org/4717560/"
KYIV = "https://sws.geonames.org/703448/"


def records(*rows: dict[str, Any]) -> Records:
    """Records with entities."""
    return Records.model_validate({"entities": rows})


def person(label: str, **more: Any) -> dict[str, Any]:
    """A person's row."""
    return {"label": label, "class": "Person", **more}


def place(label: str, link: str | None = None, class_name: str = "Place") -> dict[str, Any]:
    """A place's row."""
    return {"label": label, "class": class_name, "same_as": link or ()}


def only(linked: dict[str, Records], document: str) -> Entity:
    """The one entity of a document."""
    (entity,) = linked[document].entities
    return entity


def test_spellings_of_a_full_name_are_one_person() -> None:
    """The spelling that most articles use is the label; another gets a reason and keeps its id."""
    linked = link_names(
        {
            "a": records(person("Volodymyr Zelenskyy")),
            "b": records(person("Volodymyr Zelenskyy")),
            "c": records(person("Vladimir Zelensky")),
        }
    )
    entity = only(linked, "c")
    assert (entity.id, entity.label, entity.aliases) == (
        "Vladimir Zelensky", "Volodymyr Zelenskyy", ("Vladimir Zelensky",),
    )  # fmt: skip
    assert [reason.rule for reason in entity.reasons] == ["spelling-variant"]
    assert only(linked, "a").reasons == ()


def test_a_surname_alone_is_not_joined() -> None:
    """There may be another of that surname."""
    linked = link_names({"a": records(person("Volodymyr Zelenskyy")), "b": records(person("Zelensky"))})
    assert only(linked, "b").label == "Zelensky"


def test_a_family_where_two_could_be_meant_is_left() -> None:
    """John Smith is either of two, so none is joined."""
    names = ("Osk A. Harrow", "Osk Harrow", "Osk B. Harrow")
    linked = link_names({name: records(person(name)) for name in names})
    assert [only(linked, name).label for name in names] == list(names)


def test_two_spellings_in_one_article_become_one_entity() -> None:
    """One label twice in an article would be a fault."""
    linked = link_names({"a": records(person("Osk Harrov"), person("Osk Harroff"))})
    assert [entity.label for entity in linked["a"].entities] == ["Osk Harroff"]


def test_a_label_in_reviewed_records_goes_before_the_majority() -> None:
    """A person chose it; and reviewed records are not changed to fit."""
    documents = {
        "a": records(person("Osk Harrov")),
        "b": records(person("Osk Harrov")),
        "c": records(person("Osk Harroff")),
    }
    linked = link_names(documents, reviewed={"c"})
    assert {only(linked, document).label for document in documents} == {"Osk Harroff"}


def test_one_place_under_two_names_gets_the_gazetteer_s(gazetteer: Gazetteer) -> None:
    """Kiev in one article, Kyiv in another."""
    documents = {"a": records(place("Kiev", KYIV)), "b": records(place("Kyiv", KYIV))}
    linked = link_names(documents, gazetteer=gazetteer)
    assert [only(linked, document).label for document in documents] == ["Kyiv", "Kyiv"]
    assert only(linked, "a").aliases == ("Kiev",)
    assert [reason.rule for reason in only(linked, "a").reasons] == ["same-place"]


def test_a_place_alone_keeps_the_article_s_name(gazetteer: Gazetteer) -> None:
    """No article is corrected without need."""
    assert only(link_names({"a": records(place("Kiev", KYIV))}, gazetteer=gazetteer), "a").label == "Kiev"


def test_two_places_of_one_name_are_two(gazetteer: Gazetteer) -> None:
    """The one that everyone knows keeps the name."""
    documents = {"a": records(place("Paris", PARIS)), "b": records(place("Paris", PARIS_TEXAS))}
    linked = link_names(documents, gazetteer=gazetteer)
    assert [only(linked, document).label for document in documents] == ["Paris", "Paris, Texas"]
    assert [reason.rule for reason in only(linked, "b").reasons] == ["namesake"]


def test_villages_without_a_link_are_told_apart_by_their_position(gazetteer: Gazetteer) -> None:
    """Each named with its oblast, but for one; and the same village is one in all articles."""
    documents = {}
    for document, town in (("a", "Cherkasy"), ("b", "Cherkasy"), ("c", "Kharkiv")):
        article, found = records_of(f"A barn burned in Nesterivka near {town}.", "Nesterivka", town)
        documents[document] = link_places(found, article, gazetteer, Decisions())
    linked = link_names(documents, gazetteer=gazetteer)
    villages = {document: records.entities[0] for document, records in linked.items()}
    assert villages["a"].label == villages["b"].label != villages["c"].label
    assert sum("Oblast" in label for label in {entity.label for entity in villages.values()}) == 1


def test_two_parts_of_a_country_are_two(gazetteer: Gazetteer) -> None:
    """That both lie in Ukraine does not make them one."""
    documents = {}
    for part in ("eastern Ukraine", "southern Ukraine"):
        article, found = records_of(f"Shells fell in {part}.", part)
        documents[part] = link_places(found, article, gazetteer, Decisions())
    linked = link_names(documents, gazetteer=gazetteer)
    assert [records.entities[0].label for records in linked.values()] == list(documents)


def test_a_place_that_acts_somewhere_has_one_class_everywhere(gazetteer: Gazetteer) -> None:
    """Class and label make the IRI, so one place has one class."""
    documents = {"a": records(place("Kyiv", KYIV)), "b": records(place("Kyiv", KYIV, "GeopoliticalEntity"))}
    linked = link_names(documents, gazetteer=gazetteer)
    assert {only(linked, document).class_ for document in documents} == {"GeopoliticalEntity"}


def test_the_order_of_documents_does_not_matter(gazetteer: Gazetteer) -> None:
    """Nor do the hashes of Python."""
    documents = {
        "a": records(place("Kiev", KYIV), person("Osk Harrov")),
        "b": records(place("Kyiv", KYIV), person("Osk Harroff")),
        "c": records(place("Paris", PARIS_TEXAS)),
        "d": records(place("Paris", PARIS)),
    }
    one = link_names(documents, gazetteer=gazetteer)
    other = link_names(dict(reversed(documents.items())), gazetteer=gazetteer)
    assert {key: value.model_dump_json() for key, value in one.items()} == {
        key: value.model_dump_json() for key, value in other.items()
    }


def test_two_names_in_one_reviewed_document_stay_two() -> None:
    """Who wrote both said that they are two; one label twice would be a fault."""
    names = ("Volodymyr Zelenskyy", "Vladimir Zelensky")
    documents = {"a": records(*map(person, names)), "b": records(person("Volodymyr Zelenskyy"))}
    linked = link_names(documents, reviewed={"a"})
    assert linked["a"] == documents["a"]
    assert only(linked, "b").label == "Volodymyr Zelenskyy"


def test_a_reviewed_place_keeps_a_name_that_another_of_its_document_has(gazetteer: Gazetteer) -> None:
    """Two names of one link in one reviewed document."""
    documents = {"a": records(place("Kiev", KYIV), place("Kyiv", KYIV)), "b": records(place("Kyiv", KYIV))}
    linked = link_names(documents, gazetteer=gazetteer, reviewed={"a"})
    assert linked["a"] == documents["a"]
