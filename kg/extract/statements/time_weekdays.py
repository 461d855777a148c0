"""Rules for days of the week and holidays."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kg.extract.statements.calendar import shift
from kg.extract.statements.time_dates import day_month, month_day, numeric, year_after
from kg.extract.statements.time_reading import ANCHORED, Given, Reading, TimeKind, Words, one_day


def weekday(words: Words, i: int) -> Reading | None:
    """Tuesday, last Tuesday evening, the following Monday, Tuesday, October 14."""
    start = words.skip(i, "the")
    step = words.word(start)
    steps = step in words.lexicon.shifts or step in words.lexicon.anchored
    at = start + steps
    number = words.lexicon.weekdays.get(words.word(at))
    if number is None or not words.text.capital(at):
        return _plural(words, at) if at == i else None
    end = at + 1
    part = words.lexicon.parts.get(words.word(end))
    suffix = f"T{part}" if part else ""
    end += part is not None
    told = None if words.word(end) == "and" or _named(words, at) else _with_date(words, end)
    if told is not None:
        return replace(told, value=told.value and told.value + suffix)
    vague = words.unsure(at) and not part and not steps and not words.licensed(i)
    if vague or _named(words, at) or (start > i and not steps and not part):
        return None
    date = _day(words, at, number, step if steps else "", anchors=start > i)
    return one_day(date, end, suffix) if date else Reading(end, value=f"XXXX-WXX-{number + 1}{suffix}")


def _plural(words: Words, at: int) -> Reading | None:
    """'Mondays': how often."""
    singular = words.word(at).removesuffix("s")
    number = words.lexicon.weekdays.get(singular)
    if number is None or singular == words.word(at) or not words.text.capital(at) or words.unsure_word(singular):
        return None
    return Reading(at + 1, TimeKind.SET, f"XXXX-WXX-{number + 1}")


def _named(words: Words, at: int) -> bool:
    """Whether a weekday is part of a name: 'Black Friday', 'the Sunday Times'."""
    if words.is_one(at + 1, "names_after") and words.text.capital(at + 1):
        return True
    return words.lexicon.words["names_before"].has(words.previous(at))


def _with_date(words: Words, end: int) -> Reading | None:
    """The date that goes on a weekday: ', October 14'."""
    at = words.skip(words.skip(end, ","), "the")
    return next((reading for rule in (month_day, day_month, numeric) if (reading := rule(words, at))), None)


def _day(words: Words, at: int, number: int, step: str, *, anchors: bool) -> dt.date | None:
    """The day that a weekday is, after a word like 'last' or 'following'."""
    sure = step in ANCHORED and step != "that"
    if (sure or (anchors and step in words.lexicon.anchored)) and words.told_day is not None:
        base = words.told_day
        if words.lexicon.anchored[step] < 0:
            return shift(base, -((base.weekday() - number) % 7 or 7), "D")
        return shift(base, (number - base.weekday()) % 7 or 7, "D")
    moved = words.lexicon.shifts.get(step, words.lexicon.anchored.get(step, 0))
    direction = {-1: -1, 1: 2}.get(moved)
    if step == "this" and words.ahead(at) is not False:
        direction = 1
    return words.weekday(number, at, direction)


def holiday(words: Words, i: int) -> Reading | None:
    """Christmas, New Year's Eve 2023, 9/11."""
    found = words.lexicon.holidays.longest_at(words.text.folded, i, words.stop) if words.word(i) else None
    if found is None or words.text.words[i][:1].islower():
        return None
    end, value = found
    *year, month, day = (int(number) for number in value.split("-"))
    if year:
        return words.dated(Given(month, day, None, year[0]), i, end)
    told = year_after(words, end)
    return words.dated(Given(month, day, None, told[1] if told else None), i, told[0] if told else end)
