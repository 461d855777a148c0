"""Precision, recall and F1 of typed spans, and how they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

TypedSpan = tuple[int, int, str]


@dataclass
class SpanScores:
    """Counts by type: exact span and type."""

    right: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Iterable[TypedSpan], found: Iterable[TypedSpan], neutral: Iterable[TypedSpan] = ()) -> None:
        """Count one sentence; what is found among `neutral` and not in the gold is neither right nor wrong."""
        gold, found = set(gold), set(found)
        found -= set(neutral) - gold
        for counter, spans in ((self.right, gold & found), (self.gold, gold), (self.found, found)):
            counter.update(kind for _, _, kind in spans)

    def figures(self, kind: str | None = None) -> tuple[float, float, float, int]:
        """Precision, recall, F1 and the number of gold spans, of one type or of all."""
        right, gold, found = (
            counter[kind] if kind else counter.total() for counter in (self.right, self.gold, self.found)
        )
        return (
            right / found if found else 0.0,
            right / gold if gold else 0.0,
            2 * right / (gold + found) if gold + found else 0.0,
            gold,
        )

    def __add__(self, other: SpanScores) -> SpanScores:
        return SpanScores(self.right + other.right, self.gold + other.gold, self.found + other.found)

    def table(self, title: str) -> str:
        """A line for all types and one for each."""
        rows = [(title, *self.figures())]
        rows += [(f"  {kind}", *self.figures(kind)) for kind in sorted(self.gold | self.found)]
        lines = [f"{name:28}{p:8.3f}{r:8.3f}{f:8.3f}{n:7}" for name, p, r, f, n in rows]
        return "\n".join([f"{'':28}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}", *lines])
