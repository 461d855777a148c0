"""Rules for how long and how often: three days, two weeks earlier, every Monday, twice a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kg.extract.statements.calendar import Period, around, shift
from kg.extract.statements.time_reading import Reading, TimeKind, Words, one_day
from kg.extract.statements.time_units import TIMED, duration_value, moved, told_after, unit_value


@dataclass(frozen=True, slots=True)
class _Number:
    """A number of units: the position of the unit, what TIMEX3 says, and the number where it is whole and exact."""

    end: int
    value: int | str | None
    exact: int | None = None
    article: bool = False  # 'a' and 'an': one of them, or how often
    alone: bool = False  # none is told: 'for years'
    hyphen: bool = False


def quantity(words: Words, i: int) -> Reading | None:
    """Three days, a three-day truce, two weeks earlier, six months ago, for years."""
    start = _about(words, i) if words.word(i) else None
    number = _number(words, start) if start is not None else None
    if start is None or number is None or (number.alone and start > i):
        return None
    unit = words.lexicon.units.get(words.word(number.end))
    end = number.end + 1
    if unit is None or not _is_time(words, start, number, unit):
        return None
    if (number.hyphen or number.alone) and words.word(end) == "-" and words.word(end + 1) == "long":
        end += 2
    if number.article and _rate(words, start):
        return Reading(end, TimeKind.SET, duration_value(1, unit))
    if number.hyphen:
        return Reading(end, TimeKind.DURATION, duration_value(number.value, unit))
    bounded = " ".join(words.text.folded[i:start]) in words.lexicon.words["bounding"]
    return _told_from(words, end, None if bounded else number.exact, Reading(end, value=_value(number, unit)), unit)


def _value(number: _Number, unit: str) -> str:
    return duration_value(number.value, unit)


def _about(words: Words, i: int) -> int | None:
    """Where the number begins behind 'about' or 'more than'; None where such a word is a preposition."""
    about = words.lexicon.words["approximate"].longest_at(words.text.folded, i, words.stop)
    if about is None:
        return i
    loose = words.lexicon.prepositions.get(words.word(i)) is not None or words.word(i) in {"under", "up"}
    before = words.previous(i)
    if loose and not (before and words.lexicon.prepositions.get(before)):
        return None
    return about[0]


def _number(words: Words, i: int) -> _Number | None:
    article = words.word(i) in {"a", "an"}
    if words.word(i) == "half" and words.word(i + 1) in {"a", "an"}:
        return _Number(i + 2, "0.5")
    found = words.number(i)
    if found is None:
        return _Number(i, None, alone=True) if _plural_alone(words, i) else None
    end, exact = found
    value: int | str | None = exact
    if words.word(end) == "and" and words.word(end + 1) in {"a", "one"} and words.word(end + 2) == "half":
        end, value, exact = end + 3, f"{exact}.5", None
    hyphen = words.word(end) == "-"
    return _Number(words.fill(words.skip(end, "-")), value, exact, article and end == i + 1, hyphen=hyphen)


def _is_time(words: Words, start: int, number: _Number, unit: str) -> bool:
    """Whether units after a number are no age, rank or fraction: '22 years old', 'a second', 'a quarter'."""
    first = words.text.bounds(start)[0]
    aged = words.is_one(words.skip(number.end + 1, "-"), "ages")
    aged = aged or (start > first and words.is_one(start - 1, "ages"))
    rank = words.word(number.end) in {"second", "min"} and number.value in {None, 1}
    thing = number.article and unit in {"WE", "Q", "D", "TM"} and not _placed(words, start, number.end + 1)
    return not (aged or rank or thing)


def _afterwards(words: Words, end: int) -> tuple[int, str] | None:
    return words.lexicon.afterwards.longest_at(words.text.folded, end, words.stop) if end < words.stop else None


def _plural_alone(words: Words, j: int) -> bool:
    """Whether a unit in the plural alone tells a time: 'for years', 'days later', 'decades of war'."""
    if words.lexicon.units.get(words.word(j), "TS") in {"TS", "Q"} or not words.text.plural(j):
        return False
    before, after = words.previous(j), words.word(j + 1)
    return _afterwards(words, j + 1) is not None or words.lexicon.words["lasting"].has(before) or after in {"of", "-"}


def _placed(words: Words, i: int, end: int) -> bool:
    """Whether 'a day' or 'a quarter' is a time and no number or thing: by what stands around it."""
    before = words.previous(i)
    return _afterwards(words, end) is not None or words.lexicon.words["lasting"].has(before) or _rate(words, i)


def _rate(words: Words, j: int) -> bool:
    """Whether 'a day' tells how often: after a number of things, and without a direction."""
    text = words.text
    before = words.previous(j)
    if not before or _afterwards(words, j + 2) is not None:
        return False
    if words.lexicon.words["rates"].has(before):
        return True
    counts = any(text.deps[c] == "nummod" for c in text.children[j - 1])
    return counts and text.pos[j - 1] in {"NOUN", "SYM"} and before not in words.lexicon.units


def _told_from(words: Words, end: int, exact: int | None, found: Reading, unit: str) -> Reading:
    """A number of units, moved from the publication or another date where a word behind it says so.

    What comes 'two days after' an event without a date stays a duration: any other date would be a guess.
    """
    duration = Reading(end, TimeKind.DURATION, found.value)
    after = _afterwards(words, end)
    if after is None:
        return duration
    stop, (sign, base_name) = after[0], (after[1][0], after[1][1:])
    word = words.word(stop - 1)
    goes_on = word in {"after", "before", "prior"} and words.word(stop)[:1].isalnum()
    base = words.published if base_name == "published" else words.base(unit)
    if goes_on:
        stop, base = end, told_after(words, words.skip(stop, "to"))
    if goes_on and (base is None or exact is None):
        return duration
    if exact is None:
        return Reading(stop, value="PAST_REF" if sign == "-" else "FUTURE_REF")
    return _moved_to(base, exact if sign == "+" else -exact, unit, stop) if base else Reading(stop, value=found.value)


def _moved_to(base: dt.date, number: int, unit: str, end: int) -> Reading:
    """The unit of the calendar that lies some units away; decades and centuries ago are too vague for days."""
    date = moved(base, number, unit)
    if date is None:
        return Reading(end)
    if unit in TIMED:
        return Reading(end, value=date.isoformat(), period=Period(min(date, base), max(date, base)))
    if unit == "D":
        return one_day(shift(base, number, "D"), end)
    vague = unit in {"DE", "CE", "Q"}
    period = None if vague else around(date, "W" if unit == "FN" else unit)
    return Reading(end, value=unit_value(date, "Y" if unit in {"DE", "CE"} else unit), period=period)


def how_often(words: Words, i: int) -> Reading | None:
    """Daily, every day, every two weeks, every Monday."""
    word = words.word(i)
    if word in words.lexicon.sets:
        return Reading(i + 1, TimeKind.SET, words.lexicon.sets[word])
    if not words.is_one(i, "every"):
        return None
    number = words.number(i + 1)
    j = number[0] if number else words.skip(i + 1, "other", "single")
    unit, part = words.lexicon.units.get(words.word(j)), words.lexicon.parts.get(words.word(j))
    day = words.lexicon.weekdays.get(words.word(j)) if words.word(j) and words.text.capital(j) else None
    if unit is not None:
        count = number[1] if number else 1 + (words.word(i + 1) == "other")
        return Reading(j + 1, TimeKind.SET, duration_value(count, unit))
    value = f"XXXX-XX-XXT{part}" if part else f"XXXX-WXX-{day + 1}" if day is not None else None
    return Reading(j + 1, TimeKind.SET, value) if value else None
