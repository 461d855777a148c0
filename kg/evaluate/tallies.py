"""Counts of what was right, missed and spurious, by layer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass
class Tally:
    """Counts of one layer, with the words of what went wrong."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    spurious: list[str] = field(default_factory=list)

    def add(self, right: int, missed: Iterable[str] = (), spurious: Iterable[str] = ()) -> None:
        """Count more."""
        self.right += right
        self.missed += missed
        self.spurious += spurious

    @property
    def gold(self) -> int:
        """How many there should be."""
        return self.right + len(self.missed)

    @property
    def found(self) -> int:
        """How many there are."""
        return self.right + len(self.spurious)

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The share of what should be found that was; None where there is nothing to find."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None where there is nothing on either side."""
        both = self.found + self.gold
        return 2 * self.right / both if both else None

    def figures(self) -> dict[str, float | int | None]:
        """Everything countable, by name."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "right": self.right,
            "gold": self.gold,
            "found": self.found,
        }


END_TO_END = "end to end: "
"""Prefix of the layers that also count the items of claims without a partner."""


class Tallies:
    """A tally for each layer, in the order in which the layers are first counted."""

    def __init__(self) -> None:
        self._tallies: dict[str, Tally] = {}

    def __getitem__(self, layer: str) -> Tally:
        return self._tallies.setdefault(layer, Tally())

    def __iter__(self) -> Iterator[str]:
        return iter(self._tallies)

    def add(self, other: Tallies) -> None:
        """Count what others counted: the micro-average."""
        for layer, tally in other._tallies.items():
            self[layer].add(tally.right, tally.missed, tally.spurious)

    def figures(self) -> dict[str, dict[str, float | int | None]]:
        """The figures of each layer."""
        return {layer: tally.figures() for layer, tally in self._tallies.items()}
