"""What a grammar of times reads: tokens as numbers, months and years, and the days that a partial date names."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from kg.extract.statements.calendar import Period, date_at, day_of, month_of, shift, years
from kg.extract.statements.time_tense import ahead
from kg.extract.text import GENITIVE, Text

_DAY = re.compile(r"(\d{1,2})(st|nd|rd|th)?")
_YEAR = re.compile(r"1\d{3}|20\d{2}|2100")
ANCHORED = frozenset({"that", "same", "following", "preceding"})
"""Words that always go back to a time told before."""
_LAST_DAY = 31
_NEAR = 3  # without a verb, a day ahead is meant where it is so many times nearer than the one behind


class TimeKind(StrEnum):
    """What a time expression tells: a date, how long, how often, or an hour without a day."""

    DATE = "date"
    DURATION = "duration"
    SET = "set"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Given:
    """The parts of a date that words give: a day of the month has its month, a stretch of days two days."""

    month: int
    day: int | None = None
    last_day: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Words up to `end` read as a time.

    It is `stated` where nothing came from elsewhere, and `bare` where only some places make a time of the words.
    """

    end: int
    kind: TimeKind = TimeKind.DATE
    value: str | None = None
    period: Period | None = None
    stated: bool = False
    given: Given | None = None
    bare: bool = False
    relation: str = ""  # where the words have one of themselves, as 'previously' has


class Words:
    """The tokens of an article as a grammar of times asks for them, and the dates that have been told so far."""

    def __init__(self, text: Text, published: dt.date | None) -> None:
        self.text = text
        self.published = published
        self.lexicon = text.lexicons.times
        self.told: Period | None = None
        self.told_day: dt.date | None = None
        self.stop = 0  # end of the sentence that is read

    def word(self, position: int) -> str:
        """The folded token, or nothing outside the sentence."""
        return self.text.folded[position] if 0 <= position < self.stop else ""

    def previous(self, position: int) -> str:
        """The folded token before, in the sentence."""
        return self.text.before(position) if position < self.stop else ""

    def skip(self, position: int, *words: str) -> int:
        """The position behind a token if it is one of some words."""
        return position + 1 if self.word(position) in words else position

    def glued(self, position: int, count: int) -> str:
        """Some tokens that stand without white space between them, as one word; nothing else."""
        if position + count > self.stop:
            return ""
        tokens = [self.text.doc[i] for i in range(position, position + count)]
        return "" if any(token.whitespace_ for token in tokens[:-1]) else "".join(token.text for token in tokens)

    def day(self, position: int) -> tuple[int, int, bool] | None:
        """The end and the number of a day of the month, and whether it is an ordinal."""
        word = self.word(position)
        found = _DAY.fullmatch(word)
        if found:
            number, ordinal, end = int(found[1]), bool(found[2]), position + 1
        else:
            hyphened = "-".join((word, self.word(position + 2))) if self.word(position + 1) == "-" else ""
            number = self.lexicon.ordinals.get(hyphened, 0)
            end = position + 3
            if not number:
                tens, ones = self.lexicon.numbers.get(word, 0), self.lexicon.ordinals.get(self.word(position + 2), 0)
                if hyphened and tens == 20 and 0 < ones < 10:  # noqa: PLR2004 - 'twenty-fourth'
                    number = tens + ones
                else:
                    number, end = self.lexicon.ordinals.get(word, 0), position + 1
            ordinal = True
        return (end, number, ordinal) if 1 <= number <= _LAST_DAY else None

    def month(self, position: int) -> int | None:
        """The number of a month that a token names."""
        number = self.lexicon.months.get(self.word(position))
        if number is None or not self.text.capital(position) or self.text.pos[position] == "AUX":
            return None
        if self.text.pos[position] == "VERB" and self.unsure(position):
            return None
        return number

    def year(self, position: int) -> int | None:
        """The year that a token of four digits names."""
        return int(self.word(position)) if _YEAR.fullmatch(self.word(position)) else None

    def unsure(self, position: int) -> bool:
        """Whether a word of dates is also another word or a name."""
        return self.unsure_word(self.word(position))

    def unsure_word(self, word: str) -> bool:
        """Whether a folded word of dates is also another word or a name."""
        return self.lexicon.words["unsure"].has(word)

    def is_one(self, position: int, kind: str) -> bool:
        """Whether a token is one of a list of words."""
        return self.lexicon.words[kind].has(self.word(position))

    def steps(self, position: int) -> bool:
        """Whether a token tells a unit from another: 'last', 'next', 'that'."""
        word = self.word(position)
        return word in self.lexicon.shifts or word in self.lexicon.anchored

    def fill(self, position: int) -> int:
        """The position behind words like 'full' and 'consecutive'."""
        while self.word(position) and self.is_one(position, "filling"):
            position += 1
        return position

    def number(self, position: int) -> tuple[int, int | None] | None:
        """The end and the value of a number of units; no value where it is vague."""
        word = self.word(position)
        if word in {"a", "an", "the"} and self.is_one(position + 1, "vague_numbers"):
            position, word = position + 1, self.word(position + 1)
        if self.is_one(position, "vague_numbers"):
            return self.skip(position + 1, "of"), None
        if word.isdecimal() and len(word) <= 4:  # noqa: PLR2004 - what may count units of a calendar
            return position + 1, int(word)
        value = self.lexicon.numbers.get(word)
        if value is None:
            return None
        hyphen = self.skip(position + 1, "-")
        ones = self.lexicon.numbers.get(self.word(hyphen), 0)
        if value >= 20 and value % 10 == 0 and 0 < ones < 10 and self.word(hyphen) not in {"a", "an"}:  # noqa: PLR2004
            return hyphen + 1, value + ones
        return position + 1, value

    def counted(self, position: int) -> bool:
        """Whether a number counts the plural noun after it."""
        text = self.text
        following = position + 1
        while following < self.stop and text.pos[following] in {"ADJ", "NUM"} and following < position + 3:
            following += 1
        return following < self.stop and text.tags[following] in {"NNS", "NNPS"}

    def ahead(self, position: int) -> bool | None:
        """Whether what is told at a token lies ahead."""
        before, verb = self.previous(position), self.text.heads[position]
        lasting = before in {"until", "till"} and self.text.is_verb(verb, self.lexicon.future["lasting"])
        return lasting or ahead(self.text, position)

    def licensed(self, position: int) -> bool:
        """Whether a preposition, a genitive or the like before a token lets a bare month or year be one."""
        start = self.text.bounds(position)[0]
        before = self.previous(position)
        return (
            self.lexicon.words["leading"].has(before)
            or before in GENITIVE
            or self.lexicon.prepositions.longest_ending(self.text.folded, start, position) is not None
        )

    def dated(self, given: Given, position: int, end: int) -> Reading:
        """The days of a partial date; the year is the publication's, or the last told one's, or the next or last."""
        value = f"{given.month:02d}" + (f"-{given.day:02d}" if given.day else "")
        year = given.year
        if year is None:
            year = self._year_of(given, position)
        if year is None:
            return Reading(end, value=f"XXXX-{value}", given=given)
        first = date_at(year, given.month, given.day or 1)
        last = date_at(year, given.month, given.last_day) if given.last_day else first
        if first is None or last is None or last < first:
            return Reading(end, value=f"{year:04d}-{value}", given=given)
        period = Period(first, last) if given.day else month_of(first)
        return Reading(end, value=f"{year:04d}-{value}", period=period, stated=given.year is not None, given=given)

    def _year_of(self, given: Given, position: int) -> int | None:
        if self.published is None:
            return self.told.first.year if self.told else None
        year = self.published.year
        found = [(y, date_at(y, given.month, given.day or 1)) for y in (year - 1, year, year + 1)]
        dates = [(y, date) for y, date in found if date]
        behind = [(y, date) for y, date in dates if date <= self.published]
        month = (self.published.year, self.published.month)
        coming = [
            (y, date) for y, date in dates if date > self.published or (not given.day and (y, date.month) == month)
        ]
        direction = self.ahead(position)
        if direction is None and behind and coming and given.day:
            direction = (coming[0][1] - self.published) * _NEAR < self.published - behind[-1][1]
        if direction and coming:
            return coming[0][0]
        return behind[-1][0] if behind else year

    def weekday(self, number: int, position: int, direction: int | None) -> dt.date | None:
        """The day of a week: the last or next from the publication, or in a direction from it."""
        if self.published is None:
            return None
        future = direction > 0 if direction is not None else bool(self.ahead(position))
        days = (number - self.published.weekday()) % 7 if future else -((self.published.weekday() - number) % 7)
        if direction == -1 and days == 0:
            days = -7
        if direction == 2 and days == 0:  # noqa: PLR2004 - strictly after
            days = 7
        return shift(self.published, days, "D")

    def remember(self, reading: Reading) -> None:
        """Take a date as the one that 'that day' and the like go back to."""
        period = reading.period
        if period is None or reading.kind is not TimeKind.DATE or reading.relation:
            return
        if self.published is not None and period.first > self.published:
            return  # what lies ahead is no place that a story goes on from
        self.told = period
        if period.first == period.last:
            self.told_day = period.first

    def base(self, unit: str = "D") -> dt.date | None:
        """The last day told, or for coarse units the last date; else the publication."""
        if unit in {"M", "Y", "DE"} and self.told is not None:
            return self.told.first
        return self.told_day or self.published


def whole_years(first: int, last: int, end: int, value: str) -> Reading:
    """Years that are told."""
    return Reading(end, value=value, period=years(first, last), stated=True)


def one_day(date: dt.date | None, end: int, suffix: str = "") -> Reading:
    """A day that is inferred from another."""
    if date is None:
        return Reading(end, value="XXXX-XX-XX" + suffix)
    return Reading(end, value=date.isoformat() + suffix, period=day_of(date))
