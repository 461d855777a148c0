"""Numbers in digits and in words, without what they count: '4,100', '1.4bn', 'two and a half million', 'dozens'."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.concepts import Approximator
from kg.extract.text import Text

_DIGITS = re.compile(r"^((?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)(\+?)([A-Za-z][A-Za-z²2/]{0,6})?(\+?)$")
_RANGE = re.compile(r"^([1-9][0-9,]*(?:\.[0-9]+)?)[–—‒-]([1-9][0-9,]*(?:\.[0-9]+)?)$")
_GROUP = re.compile(r"^[0-9]{3}$")
_FIRST_GROUP = re.compile(r"^[1-9][0-9]{0,2}$")
_LONGEST = 24  # characters of a number that a news text can mean
_HALF = Decimal("0.5")
_ONE = Decimal(1)
_TEN = Decimal(10)
_TWENTY = Decimal(20)
_HUNDRED = Decimal(100)
_METRE_OR_MILLION = "m"
HYPHENS = frozenset({"-", "–", "‑"})
ARTICLES = frozenset({"a", "an"})


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number, or a range in one token, over tokens `start` to `end`; `number` is its first numeral."""

    start: int
    end: int
    number: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    factor: Decimal = _ONE  # the multiplier that it ends with
    vague: Approximator | None = None
    rough: bool = False  # 'a couple of'
    plus: bool = False
    glued: str = ""  # a unit written onto the digits: '5km'
    digits: bool = False


def glued(text: Text, position: int) -> bool:
    """Whether a token stands right at the one before it, in one sentence."""
    return position > text.bounds(position)[0] and not text.doc[position - 1].whitespace_


def hyphen(text: Text, position: int, stop: int) -> bool:
    """Whether a token is a hyphen between two others without white space."""
    return (
        position + 1 < stop and text.words[position] in HYPHENS and glued(text, position) and glued(text, position + 1)
    )


def read_numeral(text: Text, position: int, stop: int, *, money: bool = False) -> Numeral | None:
    """The longest number that begins at a token and ends by `stop`; `money`: a currency sign stands before it."""
    words = text.lexicons.figures
    vague = words.vague.longest_at(text.folded, position, stop)
    if vague and not _is_other_word(text, position, vague[0]):
        return Numeral(position, vague[0], vague[0] - 1, vague=vague[1])
    pair = words.sets.longest_at(text.folded, position, stop)
    if pair:
        rough = words.lists["rough"].longest_at(text.folded, position, pair[0]) is not None
        first = position + (text.folded[position] in ARTICLES)
        return _multiplied(text, Numeral(position, pair[0], first, pair[1], rough=rough), stop)
    return (
        _digits(text, position, stop, money=money)
        or part_of_multiplier(text, position, stop)
        or _words(text, position, stop)
    )


def _is_other_word(text: Text, start: int, end: int) -> bool:
    """Whether a plural such as 'scores' is a verb or a name and no number."""
    return end - start == 1 and text.pos[start] in {"VERB", "PROPN", "AUX"} and not text.shouted(start)


def _digits(text: Text, position: int, stop: int, *, money: bool) -> Numeral | None:
    word = text.words[position].rstrip(".")
    if not word or len(word) > _LONGEST:
        return None
    ranged = _RANGE.match(word)
    if ranged:
        low, high = (Decimal(part.replace(",", "")) for part in ranged.groups())
        numeral = Numeral(position, position + 1, position, low=low, high=high, digits=True)
        return _multiplied(text, _suffixed(text, numeral, stop, money=money), stop)
    match = _DIGITS.match(word)
    if match is None:
        return None
    digits, plus, suffix, plus_after = match.groups()
    if digits.startswith("0") and len(digits) > 1 and not digits.startswith("0."):
        return None
    end = position + 1 if suffix else _end_of_groups(text, position, stop)
    if end > position + 1:
        digits = "".join(text.words[position:end])
    value = Decimal(digits.replace(",", ""))
    numeral = Numeral(position, end, position, value, plus=bool(plus or plus_after), digits=True)
    if suffix:
        factor = _factor(text, suffix.lower(), numeral.end, stop, money=money)
        return replace(numeral, glued=suffix) if factor is None else _times(numeral, factor)
    return _multiplied(text, _suffixed(text, numeral, stop, money=money), stop)


def _end_of_groups(text: Text, position: int, stop: int) -> int:
    """Where digits end that have spaces between thousands, as agencies of the United Nations write them."""
    end = position + 1
    if _FIRST_GROUP.match(text.words[position]) and not _is_label(text, position):
        while end < stop and _GROUP.match(text.words[end]) and text.heads[end - 1] == end:
            end += 1
    measured = text.lexicons.figures.lists["calibres"].longest_at(text.folded, end, stop) if end < stop else None
    return position + 1 if measured else end


def _is_label(text: Text, position: int) -> bool:
    return text.deps[position] == "flat"


def _suffixed(text: Text, numeral: Numeral, stop: int, *, money: bool) -> Numeral:
    """A number with the short multiplier that stands after it: '5 bn', '$5m'."""
    at = numeral.end
    if at >= stop or not (glued(text, at) or money or len(text.folded[at]) > 1):
        return numeral
    factor = _factor(text, text.folded[at], at + 1, stop, money=money)
    return numeral if factor is None else replace(_times(numeral, factor), end=at + 1)


def _factor(text: Text, suffix: str, after: int, stop: int, *, money: bool) -> Decimal | None:
    """What a short multiplier means; 'm' after a bare number is a metre, unless a noun follows that is counted."""
    if suffix == _METRE_OR_MILLION and not money:
        joined = hyphen(text, after, stop) and text.lexicons.figures.lists["joined"].has(text.folded[after + 1])
        if not joined and not (after < stop and text.tags[after] in {"NNS", "JJ"}):
            return None
    return text.lexicons.figures.suffixes.get(suffix)


def _times(numeral: Numeral, factor: Decimal) -> Numeral:
    value, low, high = (None if n is None else n * factor for n in (numeral.value, numeral.low, numeral.high))
    return replace(numeral, value=value, low=low, high=high, factor=numeral.factor * factor)


def _multiplied(text: Text, numeral: Numeral, stop: int) -> Numeral:
    """A number with the multipliers and the half that follow it: '1.4 billion', '2 and a half million'."""
    numeral = _with_half(text, numeral, stop)
    while True:
        at = numeral.end + hyphen(text, numeral.end, stop)
        factor = text.lexicons.figures.multipliers.get(text.folded[at]) if at < stop else None
        if factor is None:
            return _with_half(text, numeral, stop)
        numeral = replace(_times(numeral, factor), end=at + 1)


def _with_half(text: Text, numeral: Numeral, stop: int) -> Numeral:
    """'two and a half', 'one-and-a-half', 'a million and a half'."""
    at = numeral.end
    for word in ("and", "a", "half"):
        at += hyphen(text, at, stop)
        if at >= stop or text.folded[at] != word:
            return numeral
        at += 1
    if numeral.value is None:
        return numeral
    return replace(numeral, value=numeral.value + numeral.factor * _HALF, end=at)


def part_of_multiplier(text: Text, position: int, stop: int) -> Numeral | None:
    """'half a million', 'a half-dozen', 'a quarter of a million'."""
    words = text.lexicons.figures
    at = position + (text.folded[position] in ARTICLES)
    count = _ONE
    if at < stop and text.folded[at] in words.numerals and at + 1 < stop:
        count, at = words.numerals[text.folded[at]], at + 1
        at += hyphen(text, at, stop)
    part = words.denominators.get(text.folded[at]) if at < stop else None
    if part is None:
        return None
    first, end = at, at + 1
    end += hyphen(text, end, stop)
    end += end < stop and text.folded[end] == "of" and text.folded[first] != "half"
    linked = end > first + 1
    if end < stop and text.folded[end] in ARTICLES:
        end, linked = end + 1, True
        end += hyphen(text, end, stop)
    factor = words.multipliers.get(text.folded[end]) if end < stop else None
    if factor is None or not (linked or text.folded[first] == "half"):
        return None
    return _multiplied(text, Numeral(position, end + 1, first, count / part * factor, factor=factor), stop)


def _words(text: Text, position: int, stop: int) -> Numeral | None:
    """A number in words, with the digits' multipliers and a half."""
    reading = _Words(text, position, stop)
    value = reading.read()
    if value is None:
        return None
    numeral = Numeral(position, reading.end, reading.first, value, factor=reading.factor)
    if reading.factor == _ONE:
        return _multiplied(text, numeral, stop)
    return _with_half(text, numeral, stop)


class _Words:
    """Reads one number in words: 'a hundred', 'twenty-five', 'one hundred and twenty thousand'."""

    def __init__(self, text: Text, start: int, stop: int) -> None:
        self.text, self.stop = text, stop
        self.words = text.lexicons.figures
        self.first = self.end = start
        self.total = Decimal(0)
        self.current: Decimal | None = None
        self.factor = _ONE

    def read(self) -> Decimal | None:
        start = self.first
        if self.text.folded[start] in ARTICLES:
            self.first += 1
            if self._multiplier(self.first) is None:
                return None
        if self._multiplier(self.first) is not None:
            self.current = _ONE
        at = self.first
        while at < self.stop and self._takes(at):
            at = self.end = at + 1
            at += self._joint(at)
        if self.end == start:
            return None
        return self.total + (self.current or 0)

    def _multiplier(self, at: int) -> Decimal | None:
        return self.words.multipliers.get(self.text.folded[at]) if at < self.stop else None

    def _takes(self, at: int) -> bool:
        number = self.words.numerals.get(self.text.folded[at])
        if number is not None:
            return self._adds(number)
        factor = self._multiplier(at)
        return factor is not None and self._multiplies(factor)

    def _adds(self, number: Decimal) -> bool:
        if self.current is None:
            if self.total and (self.factor <= number or not number):
                return False
            self.current = number
        else:
            hundreds = self.current and self.current % _HUNDRED == 0 and number < _HUNDRED
            tens = self.current % _TEN == 0 and self.current % _HUNDRED >= _TWENTY and number < _TEN
            if not number or not (hundreds or tens):
                return False
            self.current += number
        self.factor = _ONE
        return True

    def _multiplies(self, factor: Decimal) -> bool:
        if factor == _HUNDRED and self.current is not None:
            self.current *= factor
        elif self.current is not None:
            self.total, self.current = self.total + self.current * factor, None
        elif self.total and self.factor < factor:
            self.total *= factor
        else:
            return False
        self.factor = factor
        return True

    def _joint(self, at: int) -> int:
        """One for a hyphen or an 'and' inside a number, else 0; a count of its own is none."""
        text, words = self.text, self.words
        if at + 1 >= self.stop:
            return 0
        if hyphen(text, at, self.stop):
            return 1
        joins = text.folded[at] == "and" and self.factor >= _HUNDRED
        return int(joins and text.folded[at + 1] in words.numerals and not _is_counting(text, at + 1))


def _is_counting(text: Text, position: int) -> bool:
    """Whether a number after 'and' counts a noun of its own: 'a hundred and one Su-35'."""
    return text.deps[position] == "nummod"
