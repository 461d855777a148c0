"""Flat spans over words, `(start, end, type)` half-open, and the tags that a tagger learns for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Spans = list[tuple[int, int, str]]
OUTSIDE = "O"


def from_iob(tags: Sequence[str]) -> Spans:
    """The spans of IOB1 or IOB2 tags."""
    spans: Spans = []
    start, kind = 0, ""
    for position, tag in enumerate([*tags, OUTSIDE]):
        prefix, _, label = tag.partition("-")
        if kind and (prefix != "I" or label != kind):
            spans.append((start, position, kind))
            kind = ""
        if prefix in {"B", "I"} and not kind:
            start, kind = position, label
    return spans


def without_overlaps(spans: Iterable[tuple[int, int, str]]) -> Spans:
    """A flat reading of spans that may overlap: longer ones first, then those that begin earlier."""
    chosen: Spans = []
    for start, end, kind in sorted(spans, key=lambda s: (s[0] - s[1], s[0], s[2])):
        if all(end <= s or start >= e for s, e, _ in chosen):
            chosen.append((start, end, kind))
    return sorted(chosen)


def to_bilou(spans: Iterable[tuple[int, int, str]], length: int) -> list[str]:
    """One BILOU tag a word."""
    tags = [OUTSIDE] * length
    for start, end, kind in spans:
        if end - start == 1:
            tags[start] = f"U-{kind}"
        else:
            tags[start], tags[end - 1] = f"B-{kind}", f"L-{kind}"
            for inside in range(start + 1, end - 1):
                tags[inside] = f"I-{kind}"
    return tags


def bilou_tags(kinds: Iterable[str]) -> list[str]:
    """All tags for some types, in the order in which a head's outputs stand."""
    return [OUTSIDE, *(f"{prefix}-{kind}" for kind in sorted(kinds) for prefix in "BILU")]


class BilouDecoder:
    """The best legal tag sequence of a sentence (Viterbi over log probabilities), as spans with confidences."""

    def __init__(self, tags: Sequence[str]) -> None:
        self.tags = list(tags)
        self.legal = np.array([[_may_follow(a, b) for b in self.tags] for a in self.tags])
        self.first = np.array([tag[0] in "OBU" for tag in self.tags])
        self.last = np.array([tag[0] in "OLU" for tag in self.tags])

    def decode(self, scores: NDArray[np.float32]) -> list[tuple[int, int, str, float]]:
        """Spans `(start, end, type, confidence)` of `scores` (words × tags, log probabilities).

        The confidence is the geometric mean of the words' probabilities, rounded to three digits: below that,
        processors differ.
        """
        if not len(scores):
            return []
        best = scores.argmax(axis=1)
        if not self._is_legal(best):
            best = self._viterbi(scores)
        spans, start = [], 0
        for position, number in enumerate(best):
            prefix, _, kind = self.tags[number].partition("-")
            if prefix in {"B", "U"}:
                start = position
            if prefix in {"L", "U"}:
                taken = scores[np.arange(start, position + 1), best[start : position + 1]]
                spans.append((start, position + 1, kind, round(float(np.exp(taken.mean())), 3)))
        return spans

    def _is_legal(self, path: NDArray[np.int64]) -> bool:
        return bool(self.first[path[0]] and self.last[path[-1]] and self.legal[path[:-1], path[1:]].all())

    def _viterbi(self, scores: NDArray[np.float32]) -> NDArray[np.int64]:
        never = np.float32(-1e9)
        total = np.where(self.first, scores[0], never)
        back = []
        steps = np.where(self.legal, np.float32(0), never)
        for row in scores[1:]:
            through = total[:, None] + steps
            back.append(through.argmax(axis=0))
            total = through.max(axis=0) + row
        path = [int(np.where(self.last, total, never).argmax())]
        for pointers in reversed(back):
            path.append(int(pointers[path[-1]]))
        return np.array(path[::-1])


def _may_follow(before: str, after: str) -> bool:
    if before[0] in "BI":
        return after[0] in "IL" and after[2:] == before[2:]
    return after[0] in "OBU"
