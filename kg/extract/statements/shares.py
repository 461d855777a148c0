"""Parts of a whole in words: 'half', 'two-thirds', 'a quarter of', 'one in five', 'nine out of 10'."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from kg.extract.statements.numerals import ARTICLES, hyphen, part_of_multiplier, read_numeral
from kg.extract.text import POSSESSIVES, Text

_ONE = Decimal(1)
_EXACT = Decimal("0.0001")
_ROUNDED = Decimal("0.001")
_LARGEST_WHOLE = 1000  # of 'one in a thousand'
_OF_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction over tokens `start` to `end`; `number` is the token that tells it."""

    start: int
    end: int
    number: int
    fraction: Decimal


def as_fraction(part: Decimal, whole: Decimal) -> Decimal:
    """A quotient, exact to four places or rounded to three.

    >>> as_fraction(Decimal(1), Decimal(3)), as_fraction(Decimal(5), Decimal(8))
    (Decimal('0.333'), Decimal('0.625'))
    """
    quotient = part / whole
    exact = quotient.quantize(_EXACT)
    return (exact if exact == quotient else quotient.quantize(_ROUNDED)).normalize()


def read_share(text: Text, position: int, stop: int) -> Share | None:
    """The fraction that begins at a token and ends by `stop`."""
    if part_of_multiplier(text, position, stop):  # 'half a million' is a number
        return None
    return _ratio(text, position, stop) or _part(text, position, stop)


def _ratio(text: Text, position: int, stop: int) -> Share | None:
    """'one in five', 'two out of every three'."""
    part = read_numeral(text, position, stop)
    if part is None or part.value is None or part.glued or part.end >= stop:
        return None
    at = part.end
    if text.folded[at : at + 2] == ["out", "of"]:
        at += 2
    elif text.folded[at] == "in":
        at += 1
    else:
        return None
    at += at < stop and text.folded[at] == "every"
    whole = read_numeral(text, at, stop) if at < stop else None
    if whole is None or whole.value is None or whole.glued or not 0 < part.value < whole.value <= _LARGEST_WHOLE:
        return None
    if whole.end < stop and (
        text.lexicons.figures.units.longest_at(text.folded, whole.end, stop)
        or text.folded[whole.end] in text.lexicons.times.months
    ):
        return None
    return Share(position, whole.end, part.number, as_fraction(part.value, whole.value))


def _part(text: Text, position: int, stop: int) -> Share | None:
    words = text.lexicons.figures
    at = position
    count = _ONE
    counted = False
    if text.folded[at] in ARTICLES:
        at, counted = at + 1, True
    elif text.folded[at] in words.numerals:
        count, at, counted = words.numerals[text.folded[at]], at + 1, True
        at += hyphen(text, at, stop)
    divisor = words.denominators.get(text.folded[at]) if at < stop else None
    if divisor is None or not 0 < count < divisor:
        return None
    is_half = text.folded[at] == "half"
    if not (counted or is_half) or not _tells_a_part(text, position, at, stop, is_half=is_half):
        return None
    return Share(position, at + 1, at, as_fraction(count, divisor))


def _tells_a_part(text: Text, start: int, position: int, stop: int, *, is_half: bool) -> bool:
    """Whether a denominator is one: neither an ordinal, nor 'the second half', nor 'half past'."""
    lists, end = text.lexicons.figures.lists, position + 1
    if start > text.bounds(start)[0] and lists["halves_before"].has(text.folded[start - 1]):
        return False
    if end >= stop:
        return True
    following = text.folded[end]
    if following == "of":
        return True
    if hyphen(text, end, stop) or text.words[end] == "-" or lists["halves_after"].longest_at(text.folded, end, stop):
        return False
    if is_half and (following in {"the", "this", "that", "these", "those", "all"} | POSSESSIVES | ARTICLES):
        return start == position
    return text.pos[end] not in (_OF_NOUNS | {"VERB"} if is_half else _OF_NOUNS)
