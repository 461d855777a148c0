"""What stays of two entities of one article that are made one."""

from __future__ import annotations

from typing import Any

import pytest

from kg.link.merging import merge_entities
from kg.records import Place, Records


def merged(kept: dict[str, Any], gone: dict[str, Any]) -> Place:
    """One of two places."""
    rows = [{"label": "Velmora", "class": "Place", **kept}, {"label": "Vellmora", "class": "Place", **gone}]
    (place,) = merge_entities(Records.model_validate({"entities": rows}), {"Vellmora": "Velmora"}).entities
    assert isinstance(place, Place)
    return place


@pytest.mark.parametrize(("latitude", "longitude"), [(0, 5), (5, 0), (0, 0)])
def test_the_equator_is_a_position(latitude: int, longitude: int) -> None:
    """0 degrees is not nothing."""
    place = merged(
        {"latitude": latitude, "longitude": longitude, "precision": "city"},
        {"latitude": 60, "longitude": 60, "precision": "exact"},
    )
    assert (place.latitude, place.longitude, place.precision) == (latitude, longitude, "city")


def test_a_position_is_taken_whole() -> None:
    """With its precision, from the one that has one."""
    place = merged({"precision": "region"}, {"latitude": 0, "longitude": 60, "precision": "exact"})
    assert (place.latitude, place.longitude, place.precision) == (0, 60, "exact")


def test_a_precision_is_not_that_of_another_position() -> None:
    """Unknown stays unknown."""
    assert merged({"latitude": 1, "longitude": 2}, {"precision": "exact"}).precision is None


def test_a_merge_closes_no_circle() -> None:
    """One description has the coast in the country, another the country on the coast: the last link goes."""
    rows = [
        {"label": "coast of Norrland", "class": "Place"},
        {"label": "Norrland", "class": "GeopoliticalEntity", "contained_in": "coast of Norrland"},
        {"label": "the coast", "class": "Place", "contained_in": "Norrland"},
    ]
    merged = merge_entities(Records.model_validate({"entities": rows}), {"the coast": "coast of Norrland"})
    assert {entity.label: entity.contained_in for entity in merged.entities} == {
        "coast of Norrland": ("Norrland",),
        "Norrland": (),
    }
