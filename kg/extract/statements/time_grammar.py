"""The longest time that begins at a token: the single rules, and what is built of several times."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from kg.extract.statements.calendar import Period, around, day_of, shift, stretch
from kg.extract.statements.time_amounts import how_often, quantity
from kg.extract.statements.time_clock import clock, part_of_day
from kg.extract.statements.time_dates import century, day_month, decade, month_day, month_year, numeric, year
from kg.extract.statements.time_reading import Given, Reading, TimeKind, Words
from kg.extract.statements.time_seasons import month_week, quarter, season
from kg.extract.statements.time_units import day_word, reference, unit_step, unit_value
from kg.extract.statements.time_weekdays import holiday, weekday
from kg.extract.text import GENITIVE

Rule = Callable[[Words, int], Reading | None]
_POINTS: tuple[Rule, ...] = (
    numeric,
    day_month,
    month_day,
    month_year,
    year,
    decade,
    century,
    season,
    quarter,
    weekday,
    holiday,
    day_word,
    unit_step,
)
_CURRENT = frozenset({"D", "W", "M", "Q", "Y", "DE", "CE"})  # units that 'the' alone makes those of now
_GOING_ON = frozenset({"of", "when", "that", "in", "before", "after", "-", "'s", "ended", "ending", "to"})


def read(words: Words, i: int) -> Reading | None:
    """The longest time at a token, if its place allows one."""
    found: list[Reading] = []
    for rule in (*_POINTS, *_OTHERS):
        reading = rule(words, i)
        if reading is not None and reading.end <= words.stop and (not reading.bare or _allowed(words, i, reading)):
            found.append(reading)
    return max(found, key=lambda reading: reading.end) if found else None


def _allowed(words: Words, i: int, reading: Reading) -> bool:
    """Whether the place of a bare month, year, season or decade makes it one."""
    text = words.text
    before = words.previous(i)
    if words.month(i) is not None:
        return False
    if words.year(i) is None:
        return words.licensed(i) or before == "the"
    if words.counted(i) and (text.deps[i] == "nummod" or before not in GENITIVE | {"the"}):
        return False
    brackets = before in {"(", "["} or words.word(i + 1) in {")", "]"}
    if words.licensed(i) or brackets:
        return True
    following = reading.end < words.stop and text.pos[reading.end] in {"NOUN", "ADJ", "PROPN"}
    if (before == "the" or text.pos[max(i - 1, 0)] == "ADJ") and following:
        return True
    return text.kinds[i] == "time" if i < len(text.kinds) else False


def point(words: Words, i: int) -> Reading | None:
    """The longest date at a token after a word that asks for one; 'the year' is that of the publication."""
    if not words.word(i):
        return None
    found = [reading for rule in _POINTS if (reading := rule(words, i)) and reading.kind is TimeKind.DATE]
    if found:
        return replace(max(found, key=lambda reading: reading.end), bare=False)
    j = words.skip(i, "the")
    if j > i:
        j = words.fill(words.skip(j, "current"))
        unit = words.lexicon.units.get(words.word(j), "")
        if unit in _CURRENT and not words.text.plural(j) and words.word(j + 1) != "of":
            day = words.base() if unit == "D" else words.published
            if day is None:
                return Reading(j + 1, value="XXXX")
            return Reading(j + 1, value=unit_value(day, unit), period=around(day, unit))
    return None


def part(words: Words, i: int) -> Reading | None:
    """Late October, mid-2022, the end of the year, the night of 30 April, overnight on Friday."""
    j = words.skip(words.skip(i, "the"), "very")
    if words.word(j) in words.lexicon.thirds:
        return _third(words, j, words.lexicon.thirds[words.word(j)])
    if words.is_one(j, "overnight") and not words.is_one(j + 1, "overnight"):
        k = words.skip(j + 1, "on", "from", "between")
        inner = between(words, k) or point(words, k)
        return replace(inner, given=None) if inner is not None and inner.period is not None else None
    day_part = words.lexicon.parts.get(words.word(j))
    inner = point(words, j + 2) if day_part and words.word(j + 1) in {"of", "on"} else None
    if inner is None:
        return None
    value = inner.value if not inner.value or "T" in inner.value else f"{inner.value}T{day_part}"
    return replace(inner, value=value, given=None)


def _third(words: Words, j: int, third: int) -> Reading | None:
    """An early, middle or late part of a time: 'late October', 'late on Tuesday', 'the end of 2023'."""
    k = words.skip(j + 1, "-")
    adjective = words.is_one(j, "early_late")
    if adjective and words.word(k) == "hours" and words.word(k + 1) in {"of", "on"}:
        return point(words, k + 2)
    linked = words.word(k) in ({"in", "on"} if adjective else {"of"})
    if not adjective and not linked:
        return None
    inner = point(words, k + linked)
    if inner is None or inner.period is None or inner.period.days <= 1:
        return inner and replace(inner, given=None)
    return replace(inner, period=inner.period.third(third), given=None)


def earlier(words: Words, i: int) -> Reading | None:
    """Earlier this week, later this month, earlier on Tuesday, later that day."""
    word = words.word(i)
    if word not in {"earlier", "later"}:
        return None
    inner = point(words, words.skip(i + 1, "on", "in"))
    if inner is None:
        return None
    period, published = inner.period, words.published
    if period is not None and published is not None and period.first < published <= period.last:
        clipped = Period(period.first, published) if word == "earlier" else Period(published, period.last)
        return replace(inner, period=replace(clipped, within=True), given=None, stated=False)
    return replace(inner, given=None)


def same_period(words: Words, i: int) -> Reading | None:
    """The same month a year ago, the same period of last year: that stretch of the other year."""
    j = words.skip(i, "the")
    unit = words.lexicon.units.get(words.word(j + 1))
    if words.word(j) != "same" or (unit is None and not words.is_one(j + 1, "stretches")):
        return None
    at = words.skip(j + 2, "of", "in")
    other = quantity(words, at) or point(words, at)
    if other is None or other.kind is not TimeKind.DATE or words.published is None or other.period is None:
        return None
    if unit is None:
        return replace(other, period=None, given=None)
    day = words.told.first if words.told and words.told.days < other.period.days else words.published
    try:
        there = day.replace(year=other.period.first.year)
    except ValueError:
        return replace(other, given=None)
    value = unit_value(there, unit)
    return replace(other, value=value, period=around(there, unit), given=None, stated=False)


def the_unit(words: Words, i: int) -> Reading | None:
    """The whole year; 'of the year', 'for the month': those of the publication."""
    j = words.skip(i, "the")
    k = words.skip(j, "whole", "entire", "full")
    unit = words.lexicon.units.get(words.word(k))
    if j == i or unit not in {"W", "M", "Y"} or unit is None or words.text.plural(k):
        return None
    if (k == j and words.previous(i) not in {"of", "for"}) or words.word(k + 1) in _GOING_ON:
        return None
    day = words.published if k == j or words.told is None else words.told.first
    if day is None:
        return Reading(k + 1, value="XXXX")
    return Reading(k + 1, value=unit_value(day, unit), period=around(day, unit))


def between(words: Words, i: int) -> Reading | None:
    """March to May 2023, 3 to 5 June, Monday to Friday, between 2014 and 2016."""
    before = words.previous(i)
    for left in _lefts(words, i, before):
        joined, at = words.word(left.end), left.end + 1
        if not (words.is_one(left.end, "to") or (joined == "and" and before == "between")):
            continue
        sure = before in {"from", "between"} or joined == "to"
        same_kind = words.word(at)[:1].isdigit() or words.month(at) or words.word(at) in words.lexicon.weekdays
        right = part(words, at) or point(words, at) if sure or same_kind else None
        whole = _joined(words, left, right) if right is not None and right.kind is TimeKind.DATE else None
        if whole is not None:
            return whole
    return None


def _lefts(words: Words, i: int, before: str) -> list[Reading]:
    """The times that may be the beginning of a stretch; after 'from' and 'between' a bare day of a month, too."""
    left = part(words, i) or point(words, i)
    found = [left] if left is not None and left.kind is TimeKind.DATE else []
    day = words.day(i)
    if before in {"from", "between"} and day is not None:
        found.append(Reading(day[0], given=Given(0, day[1])))
    return found


def _joined(words: Words, left: Reading, right: Reading) -> Reading | None:
    left = _beginning(words, left, right)
    if left.given is not None and left.given.month == 0:
        return None
    value = f"{left.value}/{right.value}" if left.value and right.value else None
    if left.period is None or right.period is None:
        dated = left.given is not None and right.given is not None
        return Reading(right.end, value=value) if dated else None
    first = left.period
    if first.first > right.period.first and first.days == 1:  # 'Sunday to Tuesday', read on a Monday
        back = shift(first.first, -7, "D")
        first = day_of(back) if back else first
    whole = stretch(first, right.period)
    return Reading(right.end, value=value, period=whole, stated=right.stated) if whole else None


def _beginning(words: Words, left: Reading, right: Reading) -> Reading:
    """The first of two times, with the month and the year of the second where it has none of its own."""
    if left.given is None or right.given is None or left.given.year is not None:
        return left
    if left.given.month == 0:
        if right.given.day is None:
            return left
        return words.dated(replace(left.given, month=right.given.month, year=right.given.year), left.end - 1, left.end)
    if right.period is None:
        return left
    year_ = right.period.first.year
    told = words.dated(replace(left.given, year=year_), left.end - 1, left.end)
    if told.period is None or told.period.first <= right.period.first:
        return told
    return words.dated(replace(left.given, year=year_ - 1), left.end - 1, left.end)


_OTHERS: tuple[Rule, ...] = (
    month_week,
    part,
    earlier,
    same_period,
    the_unit,
    between,
    quantity,
    how_often,
    clock,
    part_of_day,
    reference,
)
