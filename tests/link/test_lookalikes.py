"""Entities that look alike are listed, with why and with the line that would decide it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kg.link.decisions import Decisions, load_decisions
from kg.link.lookalikes import _near as near
from kg.link.lookalikes import _quoted as quoted
from kg.link.lookalikes import find_lookalikes, list_entities
from kg.records import Records


def documents(*names: str, class_name: str = "Person", **more: Any) -> dict[str, Records]:
    """One document for each name."""
    return {
        f"doc{number}": Records.model_validate({"entities": [{"label": name, "class": class_name, **more}]})
        for number, name in enumerate(names)
    }


@pytest.mark.parametrize(
    ("class_name", "left", "right", "why"),
    [
        ("Person", "Osk Harrow", "O. Harrow", "initial"),
        ("Person", "Osk Harrow", "Harrow", "surname"),
        ("Person", "Osk James Harrow", "Osk Peter Harrow", "between"),
        ("Person", "Osk Harrow", "Osk Harlow", "one letter"),
        ("Person", "Osk Harrow", "Oskar Harrow", "short form"),
        ("Person", "Ahmed Hassan", "Ahmed Ali Hassan", "between"),
        ("Person", "General Harrow", "Osk Harrow", "surname"),
        ("Organization", "Northern Coast Guard", "NCG", "initials"),
        ("Organization", "Coastal Herald", "Coastal Heralds", "one letter"),
    ],
)
def test_names_that_look_alike_are_listed(class_name: str, left: str, right: str, why: str) -> None:
    """Once, whatever the order of documents."""
    (found,) = find_lookalikes(documents(left, right, class_name=class_name))
    assert why in found.why
    assert find_lookalikes(documents(right, left, class_name=class_name))[0].why == found.why


@pytest.mark.parametrize(
    ("class_name", "left", "right"),
    [
        ("Person", "Osk Harrow", "Ilsa Brandt"),
        ("Person", "Osk Harrow", "Ilsa Harrow"),
        ("Person", "Al Harrow", "Alan Harrow"),
        ("MilitaryUnit", "7th Coastal Brigade", "8th Coastal Brigade"),
        ("Place", "Lima", "Lime"),
        ("Equipment", "Harrow-2 SLM", "Harrow-2 SLS"),
    ],
)
def test_names_that_do_not_are_not(class_name: str, left: str, right: str) -> None:
    """Another given name, another number, or too short to tell."""
    assert find_lookalikes(documents(left, right, class_name=class_name)) == ()


def test_each_comes_with_the_line_that_decides_it() -> None:
    """Ready to be copied, the fuller name first."""
    (found,) = find_lookalikes(documents("O. Harrow", "Osk Harrow"))
    assert found.decision == "same: [[Osk Harrow, O. Harrow]]"


def test_what_was_decided_is_not_asked_again() -> None:
    """Not the same is an answer too."""
    decisions = Decisions.model_validate({"not_same": [["Osk Harrow", "O. Harrow"]]})
    assert find_lookalikes(documents("Osk Harrow", "O. Harrow"), decisions) == ()


def test_one_name_in_two_classes_is_listed() -> None:
    """They are two nodes."""
    rows = [{"label": "Velmora", "class": "Place"}, {"label": "Velmora", "class": "GeopoliticalEntity"}]
    both = {str(n): Records.model_validate({"entities": [row]}) for n, row in enumerate(rows)}
    assert "as GeopoliticalEntity and as Place" in find_lookalikes(both)[0].why


def test_places_with_different_links_are_two() -> None:
    """They were told apart."""
    rows = [
        {"label": "Velmoras", "class": "Place", "same_as": "https://sws.geonames.org/1/"},
        {"label": "Velmora", "class": "Place", "same_as": "https://sws.geonames.org/2/"},
    ]
    assert find_lookalikes({str(n): Records.model_validate({"entities": [row]}) for n, row in enumerate(rows)}) == ()


def test_entities_are_listed_once_with_their_documents() -> None:
    """Sorted by label; unnamed ones belong to their article alone."""
    mention = {"quote": "Osk", "start": 0, "end": 3}
    both = documents("Osk Harrow", "OSK HARROW", mentions=[mention])
    both["x"] = Records.model_validate({"entities": [{"label": "officials", "class": "Group", "named": False}]})
    (row,) = list_entities(both)
    assert (row.label, row.class_name, row.documents, row.mentions) == ("Osk Harrow", "Person", ("doc0", "doc1"), 2)


@pytest.mark.parametrize(
    "other", ["O. Harrow", "osk: harrow", "Osk 'Harrow'", "Osk, Harrow", '"Osk" Harrow', "Osk Harrów"]
)
def test_what_is_proposed_can_be_pasted(tmp_path: Path, other: str) -> None:
    """As a file of its own it is read, and decides what it says."""
    (found,) = find_lookalikes(documents("Oskar Harrow", other))
    path = tmp_path / "kg-decisions.yaml"
    path.write_text(found.decision, encoding="utf-8")
    assert {name for group in load_decisions(path).same for name in group} == {"Oskar Harrow", other}


@pytest.mark.parametrize(
    "name", ["True", "NULL", "no", "1984", "-", "a: b", "[x]", "x #y", 'say "x"', "~", "7th Fleet "]
)
def test_names_that_yaml_reads_otherwise_are_quoted(name: str) -> None:
    """In a list they are the names that they are."""
    assert YAML(typ="safe", pure=True).load(f"[{quoted(name)}]") == [name]


def test_two_by_their_links_are_no_question() -> None:
    """A line that makes them one would be a wrong answer."""
    rows = [
        {"label": "Velmora", "class": "Place", "same_as": "https://sws.geonames.org/1/"},
        {
            "label": "Velmora, Norrland",
            "aliases": "Velmora",
            "class": "Place",
            "same_as": "https://sws.geonames.org/2/",
        },
    ]
    (found,) = find_lookalikes({str(n): Records.model_validate({"entities": [row]}) for n, row in enumerate(rows)})
    assert (found.why, found.decision) == ("two things of one name, by their links", "")


def test_persons_are_not_paired_by_initials() -> None:
    """Or a thousand persons of the initials O. H. would be half a million pairs."""
    rows = list_entities(documents("Osk Harrow", "Olve Hult", "Orla Hagen"))
    assert list(near(rows)) == []
