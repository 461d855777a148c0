"""Rules for parts of a year and of a month: seasons, quarters, halves, weeks."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from kg.extract.statements.calendar import Period, day_of, season_of, shift, years
from kg.extract.statements.time_dates import month_year, year_after, year_of_other
from kg.extract.statements.time_reading import Reading, Words

_QUARTERS = 4
_HALVES = 2
_WEEKS = 4
_LAST = frozenset({"last", "final"})
_SHORT = re.compile(r"([qh])([1-4])")


def _told_year(words: Words, end: int) -> tuple[int, int | None, bool] | None:
    """The end and the number of the year that goes on a part of it, and whether it is told as such."""
    if told := year_after(words, end):
        return told[0], told[1], True
    other = year_of_other(words, end)
    return (other[0], other[1], False) if other else None


def season(words: Words, i: int) -> Reading | None:
    """Spring 2024, the summer of 2023, last winter."""
    start = words.skip(i, "the")
    word = words.word(start)
    step = words.lexicon.shifts.get(word) if word not in {"past", "current"} else None
    at = start + (step is not None)
    code = words.lexicon.seasons.get(words.word(at))
    if code is None or words.text.pos[at] not in {"NOUN", "PROPN", "ADJ"} or words.text.plural(at):
        return None
    if told := _told_year(words, at + 1):
        period = season_of(told[1], code) if told[1] else None
        return Reading(told[0], value=f"{told[1] or 'XXXX'}-{code}", period=period, stated=told[2])
    named = words.lexicon.words["names_before"].has(words.previous(i)) or words.word(at + 1) == "of"
    if step is None and (named or words.word(at) == "fall"):
        return None
    year = _season_year(words, code, step, at)
    period = season_of(year, code) if year else None
    return Reading(at + 1, value=f"{year or 'XXXX'}-{code}", period=period, bare=step is None)


def _season_year(words: Words, code: str, step: int | None, at: int) -> int | None:
    """The year of the season that is meant from the publication: 'last', 'this', 'next', or by the verb."""
    published = words.published
    if published is None:
        return None
    around = (published.year - 1, published.year, published.year + 1)
    found = [(year, period) for year in around if (period := season_of(year, code))]
    if step == 1 or (step is None and words.ahead(at)):
        years_ = [year for year, period in found if period.first > published][:1]
    elif step == 0:
        years_ = [year for year, period in found if period.last >= published][:1]
    else:
        years_ = [year for year, period in found if (period.last if step else period.first) <= published][-1:]
    return years_[0] if years_ else None


def quarter(words: Words, i: int) -> Reading | None:
    """The second quarter of 2023, the first half of the year, third-quarter, Q3 2024."""
    found = _part_of_year(words, words.skip(i, "the"))
    if found is None or found[1] > found[2]:
        return None
    end, number, parts = found
    letter = "Q" if parts == _QUARTERS else "H"
    shown = number if number > 0 else parts
    if told := _told_year(words, end):
        whole = years(told[1], told[1]) if told[1] else None
        period = whole.part(number, parts) if whole else None
        return Reading(told[0], value=f"{told[1] or 'XXXX'}-{letter}{shown}", period=period, stated=told[2])
    if letter == "H" or words.word(end) == "of":
        return None
    chosen = _quarter_of(words, number, end - 1)
    value = f"{chosen.first.year if chosen else 'XXXX'}-Q{shown}"
    return Reading(end, value=value, period=chosen)


def _part_of_year(words: Words, start: int) -> tuple[int, int, int] | None:
    """The end, the number (-1 for the last) and the count of parts of a year."""
    if found := _SHORT.fullmatch(words.word(start)):
        return start + 1, int(found[2]), _QUARTERS if found[1] == "q" else _HALVES
    day = words.day(start)
    if words.word(start) in _LAST:
        end, number = start + 1, -1
    elif day is not None and day[2]:
        end, number = words.skip(day[0], "-"), day[1]
    else:
        return None
    half = words.is_one(end, "halves")
    if not half and words.lexicon.units.get(words.word(end)) != "Q":
        return None
    if (half or number < 0) and words.word(end + 1) != "of":
        return None
    return end + 1, number, _HALVES if half else _QUARTERS


def _quarter_of(words: Words, number: int, at: int) -> Period | None:
    """The quarter that is meant from the publication: who reports of one, reports when it is over."""
    published = words.published
    if published is None:
        return None
    wholes = [whole for year in (published.year - 1, published.year) if (whole := years(year, year))]
    found = [period for whole in wholes if (period := whole.part(number, _QUARTERS))]
    if words.ahead(at):
        return found[-1] if found else None
    past = [period for period in found if period.first <= published]
    over = [period for period in past if period.last <= published]
    return next(reversed(over or past), None)


def month_week(words: Words, i: int) -> Reading | None:
    """The first week of May, the last weekend of June 2023, the first days of July."""
    start = words.skip(i, "the")
    day = words.day(start)
    number = -1 if words.word(start) in _LAST else day[1] if day and day[2] else 0
    at = start + 1
    unit = words.lexicon.units.get(words.word(at))
    if not number or number > _WEEKS or unit not in {"W", "D", "WE"} or words.word(at + 1) not in {"of", "in"}:
        return None
    inner = month_year(words, at + 2)
    if inner is None:
        return None
    period = inner.period and _part_of_month(inner.period, number, unit, several=words.text.plural(at))
    return replace(inner, period=period, given=None, bare=False)


def _part_of_month(month: Period, number: int, unit: str, *, several: bool) -> Period | None:
    """A week, weekend or day of a month by its number, from the end for -1; several days are a third of it."""
    if unit == "D" and several:
        return month.third(2 if number < 0 else 0)
    if unit == "D":
        day = month.last if number < 0 else shift(month.first, number - 1, "D")
        return day_of(day) if day else None
    first: dt.date | None
    if unit == "WE":
        back = -((month.last.weekday() - 6) % 7) - 1
        on = (5 - month.first.weekday()) % 7 + 7 * (number - 1)
        first = shift(month.last, back, "D") if number < 0 else shift(month.first, on, "D")
        last = first and shift(first, 1, "D")
    else:
        first = shift(month.last, -6, "D") if number < 0 else shift(month.first, 7 * (number - 1), "D")
        last = first and shift(first, 6, "D")
    return Period(first, last, within=unit == "W") if first and last else None
