"""Trees from arc scores."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.language.trees import decode_tree


def is_tree(heads: list[int]) -> bool:
    """One root, and every word leads to it."""
    if heads.count(0) != 1:
        return False
    for word in range(1, len(heads) + 1):
        seen = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]  # noqa: PLW2901
        if word:
            return False
    return True


def best_by_trying_all(scores: np.ndarray) -> float:
    """The total of the best tree, found by looking at every one."""
    length = len(scores)
    candidates = itertools.product(range(length + 1), repeat=length)
    return max(
        float(sum(scores[word, head] for word, head in enumerate(heads)))
        for heads in candidates
        if is_tree(list(heads))
    )


def random_scores(seed: int, length: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(length, length + 1)).astype(np.float32) * 3


@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_heads_always_form_a_tree(seed: int, length: int) -> None:
    """Whatever the scores: one root, no cycle."""
    assert is_tree(decode_tree(random_scores(seed, length)))


@given(st.integers(0, 2**32 - 1), st.integers(1, 4))
def test_the_tree_is_the_best_there_is(seed: int, length: int) -> None:
    """On short sentences no other tree has a higher total; ties aside."""
    scores = random_scores(seed, length)
    total = float(sum(scores[word, head] for word, head in enumerate(decode_tree(scores))))
    assert abs(total - best_by_trying_all(scores)) < 1e-3


def test_a_cycle_of_favourites_is_broken() -> None:
    """Two words that each want the other as head: the cheaper arc gives way."""
    scores = np.array([[1.0, 0.0, 9.0], [0.0, 9.0, 0.0]], dtype=np.float32)
    assert decode_tree(scores) == [0, 1]


def test_an_empty_sentence_has_no_heads() -> None:
    """No words, no tree."""
    assert decode_tree(np.zeros((0, 1), dtype=np.float32)) == []
