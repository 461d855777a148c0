"""Rules for hours and parts of a day: they alone give no date."""

from __future__ import annotations

import re

from kg.extract.statements.time_reading import Reading, TimeKind, Words

_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_HOUR = re.compile(r"\d{1,2}")
_FOUR = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_HALF_DAY = {"am": 0, "a.m": 0, "pm": 12, "p.m": 12}
_NOON = 12
_MIDNIGHT = 24


def clock(words: Words, i: int) -> Reading | None:
    """1:00 pm, 16:08 UTC, 0800 GMT, 9 a.m., noon."""
    if words.is_one(i, "noon"):
        return _reading(words, i + 1, _NOON if words.word(i) == "noon" else _MIDNIGHT, "00")
    word, end = words.word(i), i + 1
    half = _HALF_DAY.get(words.word(end))
    end += half is not None
    zone = words.lexicon.words["zones"].longest_at(words.text.folded, end, words.stop) if end < words.stop else None
    hours, minutes = _digits(word, zoned=zone is not None, halved=half is not None)
    if hours is None and _HOUR.fullmatch(word) and words.word(end) == "o'clock":
        return _reading(words, end + 1, int(word), "00")
    if hours is None:
        return None
    if half is not None and hours <= _NOON:
        hours = hours % _NOON + half
    universal = zone is not None and words.lexicon.words["universal"].has(words.word(zone[0] - 1))
    return _reading(words, zone[0] if zone else end, hours, minutes + ("Z" if universal else ""))


def _digits(word: str, *, zoned: bool, halved: bool) -> tuple[int | None, str]:
    """The hour and the minutes of digits that are an hour by their form, or by what stands behind them."""
    if (found := _CLOCK.fullmatch(word)) and (":" in word or zoned or halved):
        return int(found[1]), found[2]
    if zoned and (found := _FOUR.fullmatch(word)):
        return int(found[1]), found[2]
    return (int(word), "00") if halved and _HOUR.fullmatch(word) else (None, "")


def _reading(words: Words, end: int, hours: int, minutes: str) -> Reading:
    day = words.base()
    return Reading(end, TimeKind.CLOCK, f"{day.isoformat() if day else 'XXXX-XX-XX'}T{hours:02d}:{minutes}")


def part_of_day(words: Words, i: int) -> Reading | None:
    """'In the morning', 'during the early evening'."""
    j = words.skip(i, "the")
    j += words.word(j) in words.lexicon.thirds
    part = words.lexicon.parts.get(words.word(j))
    before = words.previous(i)
    if part is None or not before or words.lexicon.prepositions.get(before) is None:
        return None
    day = words.base()
    return Reading(j + 1, TimeKind.CLOCK, f"{day.isoformat() if day else 'XXXX-XX-XX'}T{part}")
