"""Words in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.text import Text

_OPEN = {"“": "”", "«": "»", "„": "“", '"': '"', "``": "''", "''": "''", "‘": "’"}
_STRAIGHT = frozenset({'"', "''", "``"})
_LONG = 4  # words from which a quotation is a statement, not a name or a term
_FURTHEST = 400  # tokens within which a quotation must close


@dataclass(frozen=True, slots=True)
class Quotation:
    """Tokens `start:end` between two quotation marks, without them; `long` where it is a statement."""

    start: int
    end: int
    long: bool


def find_quotations(text: Text) -> list[Quotation]:
    """The quotations of an article in order; a mark that never closes opens nothing."""
    found: list[Quotation] = []
    position = 0
    while position < len(text):
        mark = text.words[position]
        if mark not in _OPEN:
            position += 1
            continue
        closing = _STRAIGHT if mark in _STRAIGHT else {_OPEN[mark]}
        stop = min(len(text), position + _FURTHEST)
        end = next((i for i in range(position + 1, stop) if text.words[i] in closing), None)
        if end is None or end == position + 1 or _is_apostrophe(text, mark, end):
            position += 1
            continue
        words = sum(text.words[i][:1].isalnum() for i in range(position + 1, end))
        found.append(Quotation(position + 1, end, words >= _LONG))
        position = end + 1
    return found


def _is_apostrophe(text: Text, mark: str, end: int) -> bool:
    """Whether a single closing mark is a genitive: 'the rebels’ camp'."""
    return mark == "‘" and text.tags[end] == "POS"
