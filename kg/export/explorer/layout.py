"""Positions of labelled nodes: Fruchterman-Reingold without overlaps, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ITERATIONS = 300
IDEAL_DISTANCE = 105.0  # pixels between neighbours at zoom 1
GRAVITY = 1.3  # pull to the middle, so that parts of the graph do not drift apart
LONERS_GRAVITY = 2.5  # of nodes without a link, which nothing else holds
WIDTH_TO_HEIGHT = 1.15  # labels are wider than high, and so is the pane between the two columns
GAP = 10.0  # pixels kept free around every box
PUSHES = 80  # rounds of pushing boxes apart before the whole drawing grows as well
GROWTH = 1.02

Array = npt.NDArray[np.float64]


def layout_boxes(sizes: Sequence[tuple[int, int]], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Whole-pixel centres for boxes (width, height) 0 … n-1 with the given edges, no two of them overlapping.

    Fruchterman & Reingold, Graph drawing by force-directed placement (1991), with gravity; then boxes that overlap
    are pushed apart. It starts from a square spiral in node order instead of random places, and uses only operations
    that IEEE 754 rounds one way (no trigonometry, no BLAS): a chaotic iteration would turn a last bit that differs
    into another picture.
    """
    if not sizes:
        return []
    position = np.array(_square_spiral(len(sizes)), dtype=np.float64) * IDEAL_DISTANCE
    pairs = np.array(sorted({(min(a, b), max(a, b)) for a, b in edges if a != b}), dtype=np.int64).reshape(-1, 2)
    gravity = np.full((len(sizes), 1), LONERS_GRAVITY)
    gravity[pairs.ravel()] = GRAVITY
    for step in range(ITERATIONS):
        force = _repulsion(position) + _attraction(position, pairs) - gravity * position
        length = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1])
        limit = 2 * IDEAL_DISTANCE * (1 - step / ITERATIONS) + 1
        position += force * (np.minimum(length, limit) / np.maximum(length, 1e-9))[:, None]
    position[:, 0] *= WIDTH_TO_HEIGHT
    return [(int(x), int(y)) for x, y in _without_overlaps(position, sizes).tolist()]


def _repulsion(position: Array) -> Array:
    """k² / d away from every other node; summed along the first axis, where NumPy adds row by row."""
    difference = position[None, :, :] - position[:, None, :]
    squared = difference[:, :, 0] * difference[:, :, 0] + difference[:, :, 1] * difference[:, :, 1]
    weight = (IDEAL_DISTANCE * IDEAL_DISTANCE) / np.maximum(squared, 1.0)
    repulsion: Array = (difference * weight[:, :, None]).sum(axis=0)
    return repulsion


def _attraction(position: Array, pairs: npt.NDArray[np.int64]) -> Array:
    """d² / k towards each neighbour."""
    difference = position[pairs[:, 1]] - position[pairs[:, 0]]
    distance = np.sqrt(difference[:, 0] * difference[:, 0] + difference[:, 1] * difference[:, 1])
    pull = difference * (distance / IDEAL_DISTANCE)[:, None]
    force = np.zeros_like(position)
    np.add.at(force, pairs[:, 0], pull)
    np.subtract.at(force, pairs[:, 1], pull)
    return force


def _without_overlaps(position: Array, sizes: Sequence[tuple[int, int]]) -> Array:
    """Whole-pixel places where each pair of boxes is apart, found by pushing overlapping pairs along their nearer way.

    Boxes with one centre part in node order. Should the pushing go round in circles, the drawing grows until they
    fit, which it does in the end because whole-pixel centres that differ move apart with it.
    """
    box = np.array(sizes, dtype=np.float64) + GAP
    reach = (box[None, :, :] + box[:, None, :]) / 2
    number = np.arange(len(sizes))
    order = np.where(number[None, :] > number[:, None], 1.0, -1.0)
    for step in range(10 * PUSHES):
        difference = position[None, :, :] - position[:, None, :]
        overlap = np.maximum(reach - np.abs(difference), 0.0)
        overlap[(overlap[:, :, 0] == 0) | (overlap[:, :, 1] == 0)] = 0.0
        overlap[number, number] = 0.0
        if not overlap.any():
            return np.rint(position)
        sideways = overlap[:, :, 0] <= overlap[:, :, 1]
        direction = np.where(difference == 0, order[:, :, None], np.sign(difference))
        push = direction * overlap * np.stack([sideways, ~sideways], axis=2)
        # A third of the overlap each: half would swap two boxes that are pushed from both sides.
        position = position + (push / 3 + np.sign(push) / 2).sum(axis=0)
        if step >= PUSHES:
            position = position * GROWTH
    return np.rint(position)


def _square_spiral(count: int) -> list[tuple[int, int]]:
    """Whole-number places on a square spiral from the middle outwards."""
    places = [(0, 0)]
    x = y = 0
    step_x, step_y, run = 1, 0, 1
    while len(places) < count:
        for _ in range(2):
            for _ in range(run):
                x, y = x + step_x, y + step_y
                places.append((x, y))
            step_x, step_y = -step_y, step_x
        run += 1
    return places[:count]
