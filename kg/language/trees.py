"""The best dependency tree under arc scores: greedy where that is a tree, else a maximum spanning arborescence."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]


def decode_tree(scores: Scores) -> list[int]:
    """The head of each word, from 1, and 0 for the one root; `scores` is words × (words + 1), the root first."""
    length = len(scores)
    if not length:
        return []
    scores = scores.copy()
    scores[np.arange(length), np.arange(1, length + 1)] = -np.inf  # no word is its own head
    heads = scores.argmax(axis=1)
    if _is_tree(heads):
        return [int(head) for head in heads]
    return _single_root(scores)


def _is_tree(heads: NDArray[np.int64]) -> bool:
    if int((heads == 0).sum()) != 1:
        return False
    reached = np.zeros(len(heads) + 1, dtype=bool)
    reached[0] = True
    parents = np.concatenate([[0], heads])
    for word in range(1, len(parents)):
        trail = []
        while not reached[word] and word not in trail:
            trail.append(word)
            word = int(parents[word])  # noqa: PLW2901
        if not reached[word]:
            return False
        reached[trail] = True
    return True


_MOST_ROOTS = 4


def _single_root(scores: Scores) -> list[int]:
    """The best arborescence with one child of the root: each of the most likely ones is tried."""
    length = len(scores)
    best: tuple[float, list[int]] | None = None
    for root in np.argsort(-scores[:, 0], kind="stable")[:_MOST_ROOTS]:
        # Rows are dependents, the root's own row comes first.
        full = np.full((length + 1, length + 1), -np.inf)
        full[1:] = scores
        full[1:, 0] = -np.inf
        full[root + 1] = -np.inf
        full[root + 1, 0] = scores[root, 0]
        heads = chu_liu_edmonds(full)
        total = float(full[np.arange(1, length + 1), heads[1:]].sum())
        if best is None or total > best[0]:
            best = (total, [int(head) for head in heads[1:]])
    if best is None:
        raise ValueError("a tree has at least one word")
    return best[1]


def chu_liu_edmonds(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """The maximum spanning arborescence rooted at node 0 (Chu & Liu 1965, Edmonds 1967), contracting cycles.

    `scores[dependent, head]`; returns each node's head, the root's own being itself.
    """
    heads: NDArray[np.int64] = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if not len(cycle):
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one node, the last of the smaller graph.
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    leaving = scores[np.ix_(outside, cycle)]
    small[:-1, -1] = leaving.max(axis=1)
    gain = scores[np.ix_(cycle, outside)] - scores[cycle, heads[cycle]][:, None]
    small[-1, :-1] = gain.max(axis=0)
    solved = chu_liu_edmonds(small)
    result: NDArray[np.int64] = heads.copy()
    for position, node in enumerate(outside):
        head = solved[position]
        result[node] = cycle[leaving[position].argmax()] if head == len(outside) else outside[head]
    entered_from = solved[-1]
    broken = cycle[gain[:, entered_from].argmax()]
    result[broken] = outside[entered_from]
    result[0] = 0
    return result


def _find_cycle(heads: NDArray[np.int64]) -> NDArray[np.int64]:
    state = np.zeros(len(heads), dtype=np.int8)  # 1: on the present trail, 2: leads to the root
    state[0] = 2
    for start in range(1, len(heads)):
        trail = []
        node = start
        while state[node] == 0:
            state[node] = 1
            trail.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return np.array(trail[trail.index(node) :])
        state[trail] = 2
    return np.array([], dtype=np.int64)
