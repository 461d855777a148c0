"""Entities that look alike are listed, with why and with the line that would decide it."""

from __future__ import annotations

from typing import Any

import pytest

from kg.link.decisions import Decisions
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
    assert found.decision == "same: [Osk Harrow, O. Harrow]"


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
