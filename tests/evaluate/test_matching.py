"""Names, spans and pairs: when two sides mean the same."""

from __future__ import annotations

import pytest

from kg.concepts import EventType
from kg.evaluate.compare import overlap, pair_up
from kg.evaluate.names import names_of, normalise
from kg.evaluate.sides import top_type


@pytest.mark.parametrize(
    ("label", "normalised"),
    [
        ("The Port of Harsk", "port of harsk"),
        ("Velmóra", "velmora"),
        ("Norrland’s army", "norrland army"),
        ("U.N. Office", "un office"),
        ("several witnesses", "witnesses"),
        ("A", "a"),
    ],
)
def test_labels_are_compared_without_what_does_not_count(label: str, normalised: str) -> None:
    """Case, accents, possessive, points and determiner."""
    assert normalise(label) == normalised


def test_a_person_is_known_without_titles() -> None:
    """An organisation keeps its words."""
    assert names_of(["Gen. Osk Harrow"], is_person=True) == {"gen osk harrow", "osk harrow"}
    assert names_of(["General Motors"], is_person=False) == {"general motors"}


@pytest.mark.parametrize(
    ("one", "other", "matches"),
    [
        ((0, 100), (0, 100), True),
        ((0, 100), (60, 160), False),
        ((0, 100), (40, 140), True),
        ((0, 100), (10, 20), True),
        ((0, 100), (98, 110), False),
        ((0, 100), (100, 200), False),
        ((0, 700), (0, 700), False),
    ],
)
def test_spans_match_that_overlap_enough(one: tuple[int, int], other: tuple[int, int], matches: bool) -> None:  # noqa: FBT001
    """A third of both, or most of the shorter; evidence as long as an article matches nothing."""
    assert (overlap([one], [other]) > 0) is matches


def test_the_best_pairs_come_first() -> None:
    """Each item has one partner at most; of equals the first."""
    pairs = pair_up([1, 5, 5], [5, 2], lambda g, f: (-abs(g - f),) if abs(g - f) < 4 else None)
    assert pairs == {1: 0, 0: 1}


def test_the_top_of_a_type_comes_from_the_ontology() -> None:
    """Through every step of it."""
    assert top_type(EventType.AIRSTRIKE) == "conflict"
    assert top_type(EventType.OTHER_EVENT) == "other-event"
    assert {top_type(kind.value) for kind in EventType} == {
        "conflict", "movement", "control", "harm", "support", "diplomacy", "politics", "other-event",
    }  # fmt: skip
