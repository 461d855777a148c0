"""Positions of nodes: Fruchterman-Reingold, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

ITERATIONS = 250
IDEAL_DISTANCE = 190.0  # pixels between neighbours at zoom 1: room for a label of two lines
GRAVITY = 0.06  # pull to the middle, so that parts without a link do not drift away
WIDTH_TO_HEIGHT = 1.5  # screens are wider than high


def layout_nodes(count: int, edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Whole-pixel positions for nodes 0 … count-1 with the given edges.

    Fruchterman & Reingold, Graph drawing by force-directed placement (1991), with gravity. It starts from a square
    spiral in node order instead of random places, and uses only operations that IEEE 754 rounds one way (no
    trigonometry, no BLAS): a chaotic iteration would turn a last bit that differs into another picture.
    """
    if count == 0:
        return []
    position = np.array(_square_spiral(count), dtype=np.float64) * IDEAL_DISTANCE
    pairs = np.array(sorted({(min(a, b), max(a, b)) for a, b in edges if a != b}), dtype=np.int64).reshape(-1, 2)
    for step in range(ITERATIONS):
        force = _repulsion(position) + _attraction(position, pairs) - GRAVITY * position
        length = np.sqrt(force[:, 0] * force[:, 0] + force[:, 1] * force[:, 1])
        limit = 2 * IDEAL_DISTANCE * (1 - step / ITERATIONS) + 1
        position += force * (np.minimum(length, limit) / np.maximum(length, 1e-9))[:, None]
    position[:, 0] *= WIDTH_TO_HEIGHT
    return [(int(x), int(y)) for x, y in np.rint(position).tolist()]


def _repulsion(position: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """k² / d away from every other node; summed along the first axis, where NumPy adds row by row."""
    difference = position[None, :, :] - position[:, None, :]
    squared = difference[:, :, 0] * difference[:, :, 0] + difference[:, :, 1] * difference[:, :, 1]
    weight = (IDEAL_DISTANCE * IDEAL_DISTANCE) / np.maximum(squared, 1.0)
    repulsion: npt.NDArray[np.float64] = (difference * weight[:, :, None]).sum(axis=0)
    return repulsion


def _attraction(position: npt.NDArray[np.float64], pairs: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """d² / k towards each neighbour."""
    difference = position[pairs[:, 1]] - position[pairs[:, 0]]
    distance = np.sqrt(difference[:, 0] * difference[:, 0] + difference[:, 1] * difference[:, 1])
    pull = difference * (distance / IDEAL_DISTANCE)[:, None]
    force = np.zeros_like(position)
    np.add.at(force, pairs[:, 0], pull)
    np.subtract.at(force, pairs[:, 1], pull)
    return force


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
