"""Positions of the drawing: the same each time, and no label over another."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.export.explorer.layout import GAP, layout_boxes

Graph = tuple[list[tuple[int, int]], list[tuple[int, int]]]


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Boxes of any size, with links between any of them: loops, doubles and lone ones too."""
    sizes = draw(st.lists(st.tuples(st.integers(20, 300), st.integers(20, 120)), min_size=1, max_size=40))
    node = st.integers(0, len(sizes) - 1)
    return sizes, draw(st.lists(st.tuples(node, node), max_size=90))


def closest(sizes: list[tuple[int, int]], places: list[tuple[int, int]]) -> float:
    """The smallest free way between two boxes, negative where they overlap."""
    return min(
        (
            max(abs(x - u) - (w + a) / 2, abs(y - v) - (h + b) / 2)
            for i, ((x, y), (w, h)) in enumerate(zip(places, sizes, strict=True))
            for (u, v), (a, b) in list(zip(places, sizes, strict=True))[:i]
        ),
        default=GAP,
    )


@settings(deadline=None, max_examples=60)
@given(graphs())
def test_no_two_boxes_come_closer_than_the_gap(graph: Graph) -> None:
    """Whatever the graph, the free way between two boxes is the gap, less what rounding to pixels takes."""
    assert closest(graph[0], layout_boxes(*graph)) >= GAP - 1


@settings(deadline=None, max_examples=20)
@given(graphs())
def test_the_same_graph_has_the_same_positions(graph: Graph) -> None:
    """Two calls agree to the pixel, also when the links come in another order and direction."""
    sizes, edges = graph
    turned = [(b, a) for a, b in reversed(edges)]
    assert layout_boxes(sizes, edges) == layout_boxes(sizes, turned)


def test_positions_are_pinned() -> None:
    """A graph that is laid out elsewhere, or with another NumPy, has these very positions."""
    sizes = [(60 + 7 * n, 40) for n in range(6)]
    edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4)]
    assert layout_boxes(sizes, edges) == [(-124, -35), (-88, -123), (-5, -61), (113, -25), (162, 63), (-33, 94)]


def test_linked_boxes_are_nearer_than_others() -> None:
    """Two clusters stay two clusters."""
    edges = [(a + k, b + k) for k in (0, 6) for a in range(6) for b in range(a)] + [(0, 6)]
    places = layout_boxes([(40, 30)] * 12, edges)

    def mean_distance(pairs: list[tuple[int, int]]) -> float:
        return sum(abs(places[a][0] - places[b][0]) + abs(places[a][1] - places[b][1]) for a, b in pairs) / len(pairs)

    within = [(a, b) for k in (0, 6) for a in range(k, k + 6) for b in range(k, a)]
    across = [(a, b) for a in range(6) for b in range(6, 12)]
    assert mean_distance(within) < mean_distance(across)


def test_nothing_is_laid_out_for_nothing() -> None:
    """No boxes, no positions."""
    assert layout_boxes([], []) == []


@pytest.mark.slow
@pytest.mark.parametrize("edge_count", [0, 600, 2400])
def test_the_largest_drawing_has_no_overlap(edge_count: int) -> None:
    """As many boxes as a page draws, with a few hubs, are apart."""
    dice = random.Random(7)
    sizes = [(dice.randint(40, 170), dice.randint(40, 90)) for _ in range(400)]
    edges = [(dice.randrange(400), int(dice.random() ** 3 * 400)) for _ in range(edge_count)]
    assert closest(sizes, layout_boxes(sizes, edges)) >= GAP - 1
