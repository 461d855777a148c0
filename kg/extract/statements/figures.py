"""The figures of an article: how many of what, with what loosens and bounds them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from kg.concepts import Approximator
from kg.extract.statements.amounts import PERCENT, Amount, read_amount
from kg.extract.statements.counted import counted_noun, joined_noun, whole_of
from kg.extract.statements.numerals import hyphen
from kg.extract.statements.other_numbers import follows, is_other_number, is_unmeasured
from kg.extract.statements.shares import Share, as_fraction, read_share
from kg.extract.text import Text


class FigureKind(StrEnum):
    """What a figure is of."""

    COUNT = "count"
    MONEY = "money"
    DISTANCE = "distance"
    AREA = "area"
    DURATION = "duration"
    SHARE = "share"
    MASS = "mass"
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A number, bound, range or share over tokens `start` to `end`, with its approximator and unit.

    A range of shares ('20 to 30 per cent') has `min` and `max` between 0 and 1 and no fraction.
    """

    start: int
    end: int
    number: int  # the token of the first numeral, or of the vague word
    counted: int | None  # the token of the noun that is counted
    kind: FigureKind
    value: Decimal | None = None
    min: Decimal | None = None
    max: Decimal | None = None
    fraction: Decimal | None = None
    whole: Figure | None = None  # what a fraction is of, where its number is told
    unit: str = "NUM"  # local name of a QUDT unit
    approximators: tuple[Approximator, ...] = ()
    per: str | None = None  # the unit of 'a day'
    additive: bool = False  # a part of another figure or beside it


_LOWER = frozenset({Approximator.AT_LEAST, Approximator.MORE_THAN})
_UPPER = frozenset({Approximator.UP_TO, Approximator.LESS_THAN, Approximator.AT_MOST})
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_LOOSE = frozenset({"over", "above", "under", "below", "about", "around"})  # also prepositions of place
_NEAR = 4  # tokens between a figure and the words that make it a part of another
_PER = frozenset({"a", "an", "per", "each", "every"})
_MEASURED = frozenset({FigureKind.DISTANCE, FigureKind.AREA, FigureKind.MONEY, FigureKind.MASS})


def find_figures(text: Text, blocked: Collection[int] = frozenset()) -> list[Figure]:
    """The figures of a text in order.

    `blocked` are the tokens of names and of expressions of time: no numeral among them makes a figure.
    """
    found: list[Figure] = []
    taken = frozenset(blocked)
    for start, stop in text.sentences:
        own = list(_figures(text, start, stop, taken))
        own = [_with_whole(text, figure, own) for figure in own]
        found += _with_shared_additive(text, own)
    return found


def _figures(text: Text, start: int, stop: int, blocked: frozenset[int]) -> Iterator[Figure]:
    at = start
    while at < stop:
        share = read_share(text, at, stop)
        amount = read_amount(text, at, stop) if share is None else None
        reading = share or amount
        if reading is None:
            at += 1
            continue
        at = reading.end
        if blocked.isdisjoint(_numeral_tokens(reading)):
            figure = _of_share(text, share) if share else _of_amount(text, amount) if amount else None
            if figure is not None:
                yield figure
                at = max(at, figure.end)


def _numeral_tokens(reading: Share | Amount) -> set[int]:
    if isinstance(reading, Share):
        return set(range(reading.start, reading.end))
    return {i for numeral in reading.numerals for i in range(numeral.number, numeral.end)}


def _of_share(text: Text, share: Share) -> Figure:
    start, approximators = _before(text, share.start, FigureKind.SHARE)
    return Figure(
        start,
        share.end,
        share.number,
        counted_noun(text, share.number, share.end, of_only=share.number == share.end - 1),
        FigureKind.SHARE,
        fraction=share.fraction,
        approximators=approximators,
        additive=_is_additive(text, start, None),
    )


def _of_amount(text: Text, amount: Amount) -> Figure | None:
    first, stop = text.bounds(amount.start)
    if amount.refused or is_unmeasured(text, replace(amount.first, end=amount.last.end, glued=amount.last.glued)):
        return None
    kind = FigureKind(amount.unit.kind) if amount.unit else FigureKind.COUNT
    end, after = _after(text, amount.end, stop)
    if amount.unit is None and not after and hyphen(text, end, stop):
        if not text.lexicons.figures.lists["joined"].has(text.folded[end + 1]):
            return None
        counted = joined_noun(text, end + 1)
    else:
        counted = counted_noun(text, amount.last.end - 1, end, of_only=kind is not FigureKind.COUNT)
    if not after and counted is not None and kind is FigureKind.COUNT:
        _, after = _after(text, counted + 1, stop, words_only=True)
    if _is_none(text, amount, counted, end):
        return None
    start, before = _before(text, amount.start, kind)
    if amount.low is not None and start > first and text.folded[start - 1] == "between":
        start, more = _before(text, start - 1, kind)
        before = more + before
    figure = Figure(
        start,
        end,
        amount.first.number,
        counted,
        kind,
        unit=amount.unit.name if amount.unit else "NUM",
        approximators=_approximators(amount, before + after),
        per=_per(text, end, counted, stop),
        additive=_is_additive(text, start, end),
    )
    return _with_numbers(figure, amount)


def _is_none(text: Text, amount: Amount, counted: int | None, end: int) -> bool:
    """Whether an amount is a number, but of nothing that happened: an age, 'three times', 'two years ago'."""
    if amount.unit is None:
        uncounted = text.lexicons.figures.lists["not_counted"]
        return (
            (counted is not None and uncounted.has(text.folded[counted]))
            or uncounted.has(text.after(end))
            or is_other_number(text, replace(amount.first, start=amount.start, end=amount.last.end), counted)
        )
    if amount.unit.kind != FigureKind.DURATION:
        return False
    idle = text.folded[amount.first.number] == "one" and text.initial(amount.start) and amount.value == _ONE
    return idle or text.after(amount.end) == "ago"


def _with_numbers(figure: Figure, amount: Amount) -> Figure | None:
    """A figure with its value and bounds; a share above the whole is none that the records can hold."""
    value, low, high = amount.value, amount.low, amount.high
    if amount.unit == PERCENT:
        value, low, high = (None if n is None else as_fraction(n, _HUNDRED) for n in (value, low, high))
        if any(n is not None and n > _ONE for n in (value, low, high)):
            return None
        if value is not None:
            return replace(figure, fraction=value)
    if value is not None:
        low = value if _LOWER & set(figure.approximators) else None
        high = value if _UPPER & set(figure.approximators) else None
    return replace(figure, value=value, min=low, max=high)


def _approximators(amount: Amount, told: tuple[Approximator, ...]) -> tuple[Approximator, ...]:
    found = list(told)
    if amount.last.plus:
        found.append(Approximator.AT_LEAST)
    if amount.first.rough:
        found.append(Approximator.APPROXIMATELY)
    if amount.first.vague is not None:
        # A word like 'about' adds nothing to a number that is vague by itself.
        found = [a for a in found if a is not Approximator.APPROXIMATELY]
        found.append(amount.first.vague)
    return tuple(dict.fromkeys(found))


def _before(text: Text, start: int, kind: FigureKind) -> tuple[int, tuple[Approximator, ...]]:
    """Where the words that loosen a number begin, and what they say."""
    first = text.bounds(start)[0]
    found: list[Approximator] = []
    while True:
        phrase = text.lexicons.figures.before.longest_ending(text.folded, first, start)
        if phrase is None or not _loosens(text, phrase[0], start, kind):
            return start, tuple(reversed(found))
        if phrase[1] is not None:
            found.append(phrase[1])
        start = phrase[0]


def _loosens(text: Text, start: int, end: int, kind: FigureKind) -> bool:
    """Whether a word like 'over' bounds the number and is no preposition: not 'flew over two villages'."""
    if end - start > 1 or text.folded[start] not in _LOOSE:
        return True
    if text.deps[start] == "compound:prt":  # 'handed over one'
        return False
    return text.deps[start] != "case" or kind in _MEASURED or text.pos[text.heads[start]] in {"NUM", "SYM"}


def _after(text: Text, end: int, stop: int, *, words_only: bool = False) -> tuple[int, tuple[Approximator, ...]]:
    """Where the words end that loosen a number from behind, and what they say: '+', 'or so', 'or more'."""
    phrase = text.lexicons.figures.after.longest_at(text.folded, end, stop) if end < stop else None
    if phrase is None or phrase[1] is None or (words_only and phrase[0] - end < len(("or", "so"))):
        return end, ()
    if phrase[0] < stop and text.pos[phrase[0]] == "NUM":
        return end, ()
    return phrase[0], (phrase[1],)


def _per(text: Text, end: int, counted: int | None, stop: int) -> str | None:
    """The unit of time for which a figure counts: 'a day', 'per month'."""
    for at in (end, end if counted is None else counted + 1):
        if at + 1 < stop and text.folded[at] in _PER:
            found = text.lexicons.figures.units.longest_at(text.folded, at + 1, stop)
            if found and found[1].kind == FigureKind.DURATION:
                return found[1].name
    return None


def _is_additive(text: Text, start: int, end: int | None) -> bool:
    """Whether words around a figure make it a part of another or a further one."""
    first, stop = text.bounds(start)
    lists = text.lexicons.figures.lists
    for before in range(start, max(first, start - _NEAR), -1):
        if lists["adding_before"].longest_ending(text.folded, first, before):
            return True
        if text.pos[before - 1] not in {"AUX", "ADV", "DET"}:
            break
    return end is not None and follows(text, lists["adding_after"], end, stop)


def _with_whole(text: Text, figure: Figure, figures: list[Figure]) -> Figure:
    """A share with the figure that it is of, and its noun and unit."""
    if figure.kind is not FigureKind.SHARE:
        return figure
    start = whole_of(text, figure.end)
    if start is None:
        return figure
    whole = next((f for f in figures if f.start <= start <= f.number and f.kind is not FigureKind.SHARE), None)
    if whole is None:
        return figure
    return replace(figure, whole=whole, unit=whole.unit, counted=whole.counted)


def _with_shared_additive(text: Text, figures: list[Figure]) -> list[Figure]:
    """What is coordinated with a part is a part: 'including three children and two women'."""
    nouns = {f.counted for f in figures if f.additive and f.counted is not None}
    shared: list[Figure] = []
    for figure in figures:
        noun = figure.counted
        if noun is not None and not figure.additive and any(above in nouns for above in text.conjuncts(noun)):
            nouns.add(noun)
            shared.append(replace(figure, additive=True))
        else:
            shared.append(figure)
    return shared
