"""Numbers with what measures them, alone or as a range: '€1.4bn', '30-kilometre', '100 to 300', '45 per cent'."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extract.statements.figure_words import Unit
from kg.extract.statements.numerals import HYPHENS, Numeral, glued, hyphen, read_numeral
from kg.extract.text import Text

PERCENT = Unit("share", "NUM")
_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_DASHES = HYPHENS | {"—", "‒"}
_BARE = frozenset({"obj", "nsubj", "nsubj:pass", "iobj"})
_LONGEST_GLUED = 4  # tokens of a unit that begins on the digits


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or a range with its unit, if it has one; `numerals` are the one or two of them."""

    start: int
    end: int
    numerals: tuple[Numeral, ...]
    unit: Unit | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    refused: bool = False  # a score or a pair of years: neither number is a figure

    @property
    def first(self) -> Numeral:
        return self.numerals[0]

    @property
    def last(self) -> Numeral:
        return self.numerals[-1]

    @property
    def value(self) -> Decimal | None:
        """The single number, in its unit."""
        return None if self.low is not None else scaled(self.first.value, self.unit)


def scaled(number: Decimal | None, unit: Unit | None) -> Decimal | None:
    """A number in a unit of which several may be one of the word: 'two decades' are 20 years."""
    if number is None:
        return None
    return plain(number * (unit.times if unit else 1))


def plain(number: Decimal) -> Decimal:
    """A number without an exponent and without noughts at its end.

    >>> plain(Decimal("1.4") * 1000000000)
    Decimal('1400000000')
    """
    whole = number.to_integral_value()
    return Decimal(int(whole)) if whole == number else number.normalize()


def read_amount(text: Text, position: int, stop: int) -> Amount | None:
    """The amount that begins at a token and ends by `stop`, with the range that it begins."""
    single = _single(text, position, stop)
    if single is None:
        return None
    if single.first.low is not None and single.first.high is not None:
        low, high = scaled(single.first.low, single.unit), scaled(single.first.high, single.unit)
        return replace(single, low=low, high=high, refused=single.first.low >= single.first.high)
    return _range(text, single, stop) or single


def _single(text: Text, position: int, stop: int) -> Amount | None:
    sign = text.lexicons.figures.signs.get(text.words[position])
    at = position + (sign is not None)
    if at >= stop:
        return None
    numeral = read_numeral(text, at, stop, money=sign is not None)
    if numeral is None:
        return None
    end = numeral.end
    unit = Unit("money", sign) if sign else None
    if numeral.value is None and numeral.vague is None and numeral.low is None:
        return Amount(position, end, (numeral,), refused=True)
    if numeral.glued:
        return _with_glued_unit(text, position, numeral, stop)
    of = numeral.vague is not None and end + 1 < stop and text.folded[end] == "of"  # 'hundreds of kilometres'
    found = _unit_at(text, end + of, stop)
    if found and (unit is None or found[1].kind == "money"):
        numeral = replace(numeral, plus=numeral.plus or text.words[end] == "+")
        end, unit = found[0], unit or found[1]
    return Amount(position, end, (numeral,), unit)


def _with_glued_unit(text: Text, position: int, numeral: Numeral, stop: int) -> Amount | None:
    """'5km', '3,000sq m', '155mm': what follows the digits is a unit, or the word is no number."""
    following = text.folded[numeral.end : min(stop, numeral.end + _LONGEST_GLUED)]
    words = [numeral.glued.lower(), *following]
    found = text.lexicons.figures.units.longest_at(words, 0, len(words))
    if found is None:
        return Amount(position, numeral.end, (numeral,), refused=True)
    return Amount(position, numeral.end + found[0] - 1, (numeral,), found[1])


def _unit_at(text: Text, end: int, stop: int) -> tuple[int, Unit] | None:
    """The end and the unit of the words for one at `end`, right there or after a hyphen or a plus."""
    words = text.lexicons.figures
    if end >= stop:
        return None
    percent = words.lists["percent"].longest_at(text.folded, end, stop)
    if percent:
        return percent[0], PERCENT
    at = end + (text.words[end] == "+" and end + 1 < stop)
    at += hyphen(text, at, stop)
    if at >= stop:
        return None
    if (
        (sign := words.signs.get(text.words[at]))
        and not text.words[at].isalpha()
        and not _begins_amount(text, at, stop)
    ):
        return at + 1, Unit("money", sign)
    found = words.units.longest_at(text.folded, at, stop)
    if found is None or not _is_unit(text, at, *found):
        return None
    return found[0] - (text.folded[found[0] - 1] == "of"), found[1]


def _begins_amount(text: Text, sign: int, stop: int) -> bool:
    return sign + 1 < stop and text.words[sign + 1][:1].isdigit() and glued(text, sign + 1)


def _is_unit(text: Text, start: int, end: int, unit: Unit) -> bool:
    """Whether the words are the unit here: no verb, no name, and 'second' no ordinal."""
    if text.pos[end - 1] in {"VERB", "AUX"} or (text.folded[start] == "second" and text.tags[start] in {"JJ", "RB"}):
        return False
    return not (
        unit.kind != "money" and text.pos[end - 1] == "PROPN" and text.capital(start) and not text.shouted(start)
    )


def _range(text: Text, first: Amount, stop: int) -> Amount | None:
    """The range that an amount begins: 'between 100 and 300', '$10 million to $15 million', '5-7', '10 or 15'."""
    at = first.end
    if at + 1 >= stop or first.first.value is None or not _joins(text, first, at):
        return None
    second = _single(text, at + 1, stop)
    if second is None or second.first.value is None or not _agree(first, second):
        return None
    if text.folded[at] == "to" and not _is_span(text, first, second):
        return None
    low, high = _sharing_factor(first.first, second.first), second.first.value
    unit = second.unit or first.unit
    whole = replace(second, start=first.start, numerals=(first.first, second.first), unit=unit)
    if low >= high:
        return replace(whole, refused=True) if text.words[at] in _DASHES and glued(text, at) else None
    return replace(whole, low=scaled(low, unit), high=scaled(high, unit))


def _joins(text: Text, first: Amount, at: int) -> bool:
    """Whether the word between two numbers can make a range of them."""
    if text.words[at] in _DASHES:
        return glued(text, at) == glued(text, at + 1)
    return text.folded[at] in {"to", "or"} or (text.folded[at] == "and" and text.before(first.start) == "between")


def _agree(first: Amount, second: Amount) -> bool:
    """Whether two numbers can be ends of one range by their units; a sign of money stands for both."""
    if first.unit is None or first.unit == second.unit:
        return True
    return second.unit is None and first.unit.kind == "money"


def _is_span(text: Text, first: Amount, second: Amount) -> bool:
    """Whether 'X to Y' is a range, and neither a change 'from X to Y' nor a gift of X to Y."""
    if text.before(first.start) == "from":
        before = text.before(first.start - 1)
        if before and text.lexicons.figures.lists["ranging"].has(before):
            return True
        return text.deps[first.first.number] == "nummod" and text.heads[first.first.number] >= second.end
    gift = text.deps[first.first.number] in _BARE and text.deps[second.last.end - 1] == "nummod"
    return not gift


def _sharing_factor(first: Numeral, second: Numeral) -> Decimal:
    """The lower end, with the multiplier that only the upper one is written with: '10 to 15 million'."""
    low, high = first.value or _ONE, second.value or _ONE
    if first.factor == _ONE and second.factor > _HUNDRED / 10 and low < high / second.factor:
        return low * second.factor
    return low
