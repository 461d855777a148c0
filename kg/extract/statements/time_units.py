"""Rules for units of the calendar and days that are told from the publication or from a time told before."""

from __future__ import annotations

import datetime as dt

from kg.extract.statements.calendar import Period, around, day_of, shift
from kg.extract.statements.time_dates import day_month, month_day, month_year, numeric, year
from kg.extract.statements.time_reading import ANCHORED, Reading, TimeKind, Words, one_day
from kg.extract.statements.time_weekdays import holiday, weekday
from kg.extract.text import GENITIVE

TIMED = frozenset({"TS", "TM", "TH"})
"""Units that are shorter than a day."""
_ISO_UNITS = {"TS": "S", "TM": "M", "TH": "H"}
_IN_HOURS = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}
_DAY_HOURS = 24
_MULTIPLES = {"FN": (2, "W"), "DE": (10, "Y"), "CE": (100, "Y")}
_DIGITS = {"M": 7, "Y": 4, "DE": 3, "CE": 2}  # of an ISO date
_UNKNOWN = {"W": "XXXX-WXX", "M": "XXXX-XX", "D": "XXXX-XX-XX", "WE": "XXXX-WXX-WE"}
_ROLLING = frozenset({"D", "W", "M", "Y", "DE"})
_REACH = 3  # words from 'a day after' to the date in 'the 7 October attack'


def duration_value(number: int | str | None, unit: str) -> str:
    """The TIMEX3 value of a number of units; X where the number is vague."""
    times, unit = _MULTIPLES.get(unit, (1, unit))
    if isinstance(number, int):
        number *= times
    return f"P{'T' if unit in TIMED else ''}{'X' if number is None else number}{_ISO_UNITS.get(unit, unit)}"


def unit_value(date: dt.date, unit: str) -> str:
    """The TIMEX3 value of the unit of the calendar that holds a day."""
    if unit in {"W", "FN", "WE"}:
        iso = date.isocalendar()
        return f"{iso.year:04d}-W{iso.week:02d}{'-WE' if unit == 'WE' else ''}"
    if unit == "Q":
        return f"{date.year:04d}-Q{(date.month + 2) // 3}"
    return date.isoformat()[: _DIGITS.get(unit)]


def moved(date: dt.date, number: int, unit: str) -> dt.date | None:
    """The day some units away; less than a day reaches into the next one."""
    if unit in TIMED:
        hours = _IN_HOURS[unit] * number
        days = max(1, round(abs(hours) / _DAY_HOURS))
        return shift(date, days if hours > 0 else -days, "D")
    return shift(date, number, unit)


def day_word(words: Words, i: int) -> Reading | None:
    """Today, yesterday evening, tonight, overnight, last night, this morning, the day before."""
    lexicon, word = words.lexicon, words.word(i)
    if word in lexicon.days:
        part = lexicon.parts.get(words.word(i + 1))
        night = "TNI" if words.is_one(i, "at_night") else ""
        date = words.published and shift(words.published, lexicon.days[word], "D")
        return one_day(date, i + 1 + (part is not None), f"T{part}" if part else night)
    if words.is_one(i, "overnight"):
        return _overnight(words, i)
    if word == "the" and words.word(i + 1) == "day":
        return _day_before(words, i)
    start = words.skip(i, "the")
    step, part = words.word(start), lexicon.parts.get(words.word(start + 1))
    if part is None or not words.steps(start):
        return None
    anchored = step in ANCHORED or (step in lexicon.anchored and start > i)
    number = (lexicon.anchored if anchored else lexicon.shifts)[step]
    base = words.base() if anchored else words.published
    return one_day(base and shift(base, number, "D"), start + 2, f"T{part}")


def _overnight(words: Words, i: int) -> Reading:
    published = words.published
    before = published and shift(published, -1, "D")
    if published is None or before is None or words.ahead(i):
        return one_day(published, i + 1, "TNI")
    return Reading(i + 1, value=f"{before.isoformat()}TNI", period=Period(before, published))


def _day_before(words: Words, i: int) -> Reading | None:
    """'The day before', 'the day after the 7 October attack', 'the day before yesterday'."""
    direction = words.word(i + 2)
    if direction not in {"before", "after"}:
        return None
    sign = -1 if direction == "before" else 1
    day = words.lexicon.days.get(words.word(i + 3))
    if day is not None:
        return one_day(words.published and shift(words.published, day + sign, "D"), i + 4)
    if not words.word(i + 3)[:1].isalnum():
        base = words.base()
        return one_day(base and shift(base, sign, "D"), i + 3)
    base = told_after(words, i + 3)
    return one_day(shift(base, sign, "D"), i + 2) if base else None


def told_after(words: Words, i: int) -> dt.date | None:
    """A day that is told a few words behind a position, as in 'the 7 October attack'."""
    for j in range(i, min(i + _REACH, words.stop)):
        for rule in (month_day, day_month, numeric, weekday, holiday, month_year, year):
            reading = rule(words, j)
            if reading is not None and reading.period and (not reading.bare or words.licensed(j)):
                return reading.period.first if reading.period.days == 1 else None
        if words.text.pos[j] not in {"DET", "ADP", "PRON"}:
            return None
    return None


def unit_step(words: Words, i: int) -> Reading | None:
    """Last year, this week, the following month, the past three months, the next 24 hours."""
    start = i + (words.is_one(i, "demonstrative") and words.steps(i + 1))
    if words.word(i) == "the" and words.lexicon.units.get(words.word(i + 1)) == "WE" and words.word(i + 2) != "of":
        return _one_unit(words, "next" if words.ahead(i) else "last", "WE", i + 2, definite=True)
    if not words.steps(start):
        return None
    j = start + 1
    number = words.number(j) if words.word(j) not in {"a", "an"} else None
    j = words.fill(number[0] if number else j)
    unit = words.lexicon.units.get(words.word(j))
    if unit is None or words.word(j + 1) == "-":
        return None
    step, end = words.word(start), j + 1
    definite = start > i and words.word(i) == "the"
    several = number is not None or words.text.plural(j)
    rolling = (step == "past" and words.word(i) != "this") or (step == "last" and definite and unit in _ROLLING)
    # 'the last week of the siege' is of a time that is not known
    if not several and (unit in TIMED or (rolling and words.word(end) == "of")):
        timed_now = unit in TIMED and step in {"this", "same", "that"}
        return None if timed_now else Reading(end, TimeKind.DURATION, duration_value(1, unit))
    if several or rolling:
        count = number[1] if number is not None else None
        return _window(words, step, count if several else 1, unit, end)
    return _one_unit(words, step, unit, end, definite=definite)


def _one_unit(words: Words, step: str, unit: str, end: int, *, definite: bool) -> Reading:
    """One unit of the calendar, some units from the publication or from a time told before."""
    lexicon = words.lexicon
    if step in ANCHORED or (step in lexicon.anchored and definite and (step == "previous" or unit == "D")):
        base, number = words.base(unit), lexicon.anchored[step]
    else:
        base, number = words.published, lexicon.shifts[step]
    date = base and shift(base, number, unit)
    if date is None:
        return Reading(end, value=_UNKNOWN.get(unit, "XXXX"))
    return Reading(end, value=unit_value(date, unit), period=around(date, unit))


def _window(words: Words, step: str, count: int | None, unit: str, end: int) -> Reading:
    """The stretch of a number of units that ends or begins at the publication; no days where the number is vague."""
    value = duration_value(count, unit)
    sign, published = words.lexicon.shifts.get(step, 0), words.published
    if not sign or not count or published is None:
        return Reading(end, value=value)
    edge = moved(published, sign * count, unit)
    period = Period(min(edge, published), max(edge, published)) if edge else None
    return Reading(end, value=value, period=period)


def reference(words: Words, i: int) -> Reading | None:
    """Now, recently, in the future; previously and earlier, where they tell when something was done."""
    text = words.text
    found = words.lexicon.references.longest_at(text.folded, i, words.stop)
    if found is not None and not (found[1] == "PRESENT_REF" and words.word(found[0]) in GENITIVE | {"that"}):
        return Reading(found[0], value=found[1])
    if not words.is_one(i, "previously") or text.pos[i] != "ADV":
        return None
    verb = text.heads[i]
    compared = words.word(i + 1) in {"than", "on", "in", "this", "today"} or words.previous(i) in words.lexicon.units
    if text.pos[verb] not in {"VERB", "AUX"} or compared or words.ahead(verb):
        return None
    period = day_of(words.published) if words.published else None
    return Reading(i + 1, value="PAST_REF", period=period, relation="until")
