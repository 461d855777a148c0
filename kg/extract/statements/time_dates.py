"""Rules for dates of the calendar: days, months, years, decades and centuries."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract.statements.calendar import date_at, years
from kg.extract.statements.time_reading import Given, Reading, Words, whole_years
from kg.extract.text import GENITIVE

_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4})")
_DECADE = re.compile(r"(?:mid-)?(1\d|20)?(\d0)s")
_SHORT_YEAR = re.compile(r"'(\d\d)")
_PREFIXED = re.compile(r"(mid|pre|post)-(1\d{3}|20\d{2})")
_NO_DAY_BEFORE = frozenset({":", "%", "percent", "a.m", "p.m", "am", "pm"})
_SPLIT = re.compile(r"(\d{1,2})[-–](\d{1,2})")
_YEAR_RANGE = re.compile(r"(1\d{3}|20\d{2})[-–/](\d{2}|\d{4})")
_TWO_YEARS = 9  # letters of '2023-2024'; '2023-24' is one winter or season
_PIVOT = 30  # two digits of a year up to this are of this century
_MONTHS = 12


def numeric(words: Words, i: int) -> Reading | None:
    """2024-10-14, 14.10.2024, 14/10/2024: the day first unless that is impossible."""
    for count in (5, 3, 1):
        token = words.glued(i, count)
        if found := _ISO.fullmatch(token):
            year, month, day = int(found[1]), int(found[3]), int(found[4])
        elif found := _NUMERIC.fullmatch(token):
            day, month, year = int(found[1]), int(found[3]), int(found[4])
            if month > _MONTHS:
                day, month = month, day
        else:
            continue
        if not date_at(year, month, day):
            return None
        return words.dated(Given(month, day, None, year), i, i + count)
    return None


def _days(words: Words, i: int) -> tuple[int, int, int | None, bool] | None:
    """Days of a month: end, first, last, whether an ordinal word."""
    if split := _SPLIT.fullmatch(words.word(i)):
        return i + 1, int(split[1]), int(split[2]), False
    found = words.day(i)
    if found is None:
        return None
    end, first, ordinal = found
    last = None
    position = end
    while words.word(position) in {"and", ",", "or"} or words.is_one(position, "to"):
        further = words.day(words.skip(position + 1, "and", "the"))
        if further is None or (last or first) >= further[1]:
            break
        end, last, _ = further
        position = end
    return end, first, last, ordinal


def year_after(words: Words, i: int) -> tuple[int, int] | None:
    """The end and the year that goes on a date: ', 2023', 'of 2023', "'23"."""
    j = words.skip(i, ",", "of", "in")
    year = words.year(j)
    if year is not None and (j == i or words.word(i) == "," or not words.counted(j)):
        more = words.glued(j, 3)
        return j + 3 if _YEAR_RANGE.fullmatch(more) and len(more) < _TWO_YEARS else j + 1, year
    token = words.word(i)
    apostrophe = token if len(token) > 1 else token + words.word(i + 1)
    if re.fullmatch(r"'\d\d", apostrophe):
        return i + (1 if len(token) > 1 else 2), _full(int(apostrophe[1:]))
    return None


def _full(year: int) -> int:
    return year + (2000 if year <= _PIVOT else 1900)


def year_of_other(words: Words, i: int) -> tuple[int, int | None] | None:
    """'of that year', 'of last year', 'last year' after a month: its end and year."""
    j = words.skip(words.skip(i, "of", "in"), "the")
    step = words.word(j)
    bare = j == i and step not in {"last", "this", "next"}
    if bare or words.lexicon.units.get(words.word(j + 1)) != "Y":
        return None
    shifts, anchored = words.lexicon.shifts, words.lexicon.anchored
    if step in anchored and (step not in shifts or words.word(j - 1) == "the"):
        base, number = words.told.first if words.told else words.published, anchored[step]
    elif step in shifts:
        base, number = words.published, shifts[step]
    else:
        return None
    return j + 2, base.year + number if base else None


def _completed(words: Words, given: Given, i: int, end: int) -> Reading:
    """A day or month with the year after it, if there is one."""
    if told := year_after(words, end):
        return words.dated(replace(given, year=told[1]), i, told[0])
    if (other := year_of_other(words, end)) and other[1] is not None:
        return replace(words.dated(replace(given, year=other[1]), i, other[0]), stated=False)
    return words.dated(given, i, end)


def day_month(words: Words, i: int) -> Reading | None:
    """7 October, the 7th of October 2023, 12 to 14 August."""
    start = words.skip(i, "the")
    found = _days(words, start)
    if found is None:
        return None
    end, first, last, ordinal = found
    of = words.skip(end, "of")
    month = words.month(of)
    if month is None or (not ordinal and (of > end or start > i)):
        return None
    if ordinal and of == end and not words.word(start)[:1].isdigit():
        return None  # 'the first October day'
    return _completed(words, Given(month, first, last), i, of + 1)


def month_day(words: Words, i: int) -> Reading | None:
    """October 7, Oct. 7th, 2023, February 17 and 18."""
    month = words.month(i)
    start = words.skip(i + 1, "the")
    found = _days(words, start) if month is not None and words.word(start)[:1].isdigit() else None
    if found is None or month is None:
        return None
    end, first, last, _ = found
    single = words.day(start)
    inside = words.previous(i) in {"in", "during"}
    if words.counted(end - 1) and (inside or words.text.deps[end - 1] == "nummod"):
        if last is None or single is None:
            return None  # 'in March 12 people'
        end, last = single[0], None
    if last is None and words.word(end) in _NO_DAY_BEFORE:
        return None
    two_ends = last is None and words.is_one(end, "to") and words.month(end + 1) is not None
    if two_ends and words.day(end + 2) is not None:  # 'October 30 to November 2'
        return words.dated(Given(month, first), i, end)
    return _completed(words, Given(month, first, last), i, end)


def month_year(words: Words, i: int) -> Reading | None:
    """October 2023, October of last year, last October; October alone, where its place allows it."""
    step = words.lexicon.shifts.get(words.word(i)) if words.word(i) in {"last", "next"} else None
    at = i + (step is not None)
    month = words.month(at)
    if month is None:
        return None
    reading = _completed(words, Given(month), at, at + 1)
    if reading.end > at + 1:
        return reading if step is None else None
    published = words.published
    if step is None or published is None:
        return replace(reading, bare=step is None and not _alone(words, at))
    passed = published.month > month if step < 0 else published.month >= month
    year_ = published.year - (not passed) if step < 0 else published.year + passed
    return replace(words.dated(Given(month, year=year_), at, at + 1), stated=False)


def _alone(words: Words, i: int) -> bool:
    """Whether a bare month needs no more to be one: not a word of another meaning, not within a name."""
    text = words.text
    before, after = words.previous(i), words.word(i + 1)
    if text.shouted(i):
        return False
    if not words.unsure(i):
        return text.deps[i] != "flat" and not (after and text.deps[i + 1] == "flat" and text.heads[i + 1] == i)
    first = i > text.bounds(i)[0] and text.pos[i - 1] == "PROPN" and before not in GENITIVE
    name = first or (bool(after) and text.pos[i + 1] == "PROPN")
    return words.licensed(i) and not name


def year(words: Words, i: int) -> Reading | None:
    """2014, where its place allows it; '2014-16', 'mid-2014', 'post-2014' everywhere."""
    word = words.word(i)
    for end in (i + 1, i + 2):
        if found := _SHORT_YEAR.fullmatch(word if end == i + 1 else words.glued(i, 2)):
            full = _full(int(found[1]))
            return replace(whole_years(full, full, end, str(full)), bare=True)
    if found := _YEAR_RANGE.fullmatch(word):
        first, last = int(found[1]), int(found[2] if len(found[2]) > len("99") else found[1][:2] + found[2])
        return whole_years(first, last, i + 1, f"{first}/{last}") if last > first else None
    if found := _PREFIXED.fullmatch(word):
        reading = whole_years(int(found[2]), int(found[2]), i + 1, found[2])
        if found[1] == "mid":
            return replace(reading, period=reading.period and reading.period.third(1))
        return replace(reading, relation="before" if found[1] == "pre" else "after")
    number = words.year(i)
    return None if number is None else replace(whole_years(number, number, i + 1, str(number)), bare=True)


def decade(words: Words, i: int) -> Reading | None:
    """The 1990s, the mid-1990s, the eighties."""
    start = words.skip(i, "the")
    word = words.word(start)
    if found := _DECADE.fullmatch(word.lstrip("'")):
        first = int((found[1] or "19") + found[2])
        period = years(first, first + (99 if found[2] == "00" and found[1] != "20" else 9))
        if word.startswith("mid-") and period:
            period = period.third(1)
        return Reading(start + 1, value=str(first)[:3], period=period, stated=bool(found[1]), bare=start == i)
    if word in words.lexicon.decades and start > i:
        first = 1900 + words.lexicon.decades[word]
        return Reading(start + 1, value=str(first)[:3], period=years(first, first + 9))
    return None


def century(words: Words, i: int) -> Reading | None:
    """The 19th century; one before year 1 has no days, as no calendar of Python has them."""
    day = words.day(words.skip(i, "the"))
    end = words.skip(day[0], "-") if day and day[2] else i
    if day is None or not day[2] or words.lexicon.units.get(words.word(end)) != "CE":
        return None
    end, number = end + 1, day[1]
    if words.word(end) in {"bc", "bce", "b.c"}:
        return Reading(end + 1, value=f"BC{number - 1:02d}")
    end = words.skip(end, "ad", "ce", "a.d")
    period = years(number * 100 - 99, number * 100)
    return Reading(end, value=f"{number - 1:02d}", period=period, stated=True)
