"""Dates as newspapers print them, and the choice of the date of publication among those of an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join(rf"{month}|{month[:3]}\.?" for month in _MONTHS) + r"|sept\.?"
WEEKDAY = "|".join(rf"{day}|{day[:3]}\.?" for day in _DAYS) + r"|tues\.?|thurs?\.?"
_CLOCK = r"(?:\d{1,2}[:.]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?|\d{1,2}\s*[ap]\.?m\.?)"
_ZONE = r"\(?(?:UTC|GMT|[A-Z]{1,4}T|Z|[Ll]ocal time|[A-Z]\w+ time)(?:\s?[+-]\d{1,2}(?::\d{2})?)?\)?"
TIME = rf"(?:[,\s]*(?:at|-|–|T)?\s*{_CLOCK}(?:\s*{_ZONE})?)"

DATE = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}),?\s+)?"
    r"(?:(?P<iso>\d{4}-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
    r"|(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})(?P=sign)(?P<year>\d{4}|\d{2}(?!\d))"
    rf"|(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month1>{_MONTH}),?\s+(?P<year1>\d{{4}})"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year2>\d{{4}}))"
    r"(?![\w])",
    re.IGNORECASE,
)
_FILE_DATE = re.compile(r"(?<!\d)(\d{4})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date in a file: the days it can stand for (none when the calendar has no such day)."""

    start: int
    end: int
    text: str
    readings: tuple[dt.date, ...]
    day_first: bool | None = None  # what an unambiguous numeric date shows of the writer's habit
    updated: bool = False  # of a later version, not of the publication

    @property
    def day(self) -> dt.date | None:
        """The day, when there is only one reading."""
        return self.readings[0] if len(self.readings) == 1 else None


def find_dates(text: str, start: int, end: int, *, updated: bool = False) -> Iterator[PrintedDate]:
    """The full dates in `text[start:end]`."""
    for match in DATE.finditer(text, start, end):
        yield printed_date(match, updated=updated)


def printed_date(match: re.Match[str], *, updated: bool = False) -> PrintedDate:
    """The date that a match of DATE stands for."""
    day_first = None
    if match["iso"]:
        triples = [tuple(map(int, match["iso"].split("-")))]
    elif match["sign"]:
        a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
        triples = [(year, b, a), (year, a, b)]
        if match["sign"] == ".":  # full stops mean day first wherever they are used
            triples = triples[:1]
        if len(match["year"]) == 2:  # noqa: PLR2004  (no century, no date)
            triples = []
    else:
        month = (match["month1"] or match["month2"])[:3].lower()
        number = next(i for i, name in enumerate(_MONTHS, 1) if name.startswith(month))
        triples = [(int(match["year1"] or match["year2"]), number, int(match["day1"] or match["day2"]))]
    readings = tuple(dict.fromkeys(day for triple in triples if (day := _day(*triple))))
    if match["weekday"] and len(readings) > 1:
        weekday = next(i for i, name in enumerate(_DAYS) if name.startswith(match["weekday"][:3].lower()))
        readings = tuple(day for day in readings if day.weekday() == weekday) or readings
    if match["sign"] and len(readings) == 1 and match["a"] != match["b"]:
        day_first = readings[0].day == int(match["a"])
    return PrintedDate(match.start(), match.end(), match.group(), readings, day_first, updated)


def file_date(file: str) -> dt.date | None:
    """The day in a file's name, such as 2025-01-31-troops.txt."""
    name = file.rpartition("/")[2]
    return next((day for match in _FILE_DATE.finditer(name) if (day := _day(*map(int, match.groups())))), None)


def choose_date(
    printed: Iterable[PrintedDate], evidence: Iterable[dt.date | None]
) -> tuple[dt.date | None, tuple[str, ...]]:
    """The date of publication and the warnings about it.

    It is the first date that is not an update, or the first update when there is no other. A date such as
    03/04/2025 is read only when one of its readings is another date of the article or in `evidence`, or when
    a date like 25/04/2025 shows the writer's habit; otherwise it stands for no day.
    """
    dates = list(printed)
    known = {date.day for date in dates} | set(evidence)
    habits = {date.day_first for date in dates} - {None}
    warnings = []
    days: list[tuple[bool, dt.date, str]] = []
    for date in dates:
        readings = tuple(day for day in date.readings if day in known)
        if len(date.readings) > 1 and len(readings) != 1 and len(habits) == 1:
            readings = (date.readings[0 if habits == {True} else 1],)
        if len(readings) == 1:
            days.append((date.updated, readings[0], date.text))
        elif date.readings:
            warnings.append(f"the date '{date.text}' can be read as {' or '.join(map(str, date.readings))}; not used")
        else:
            warnings.append(f"the date '{date.text}' is no full day of the calendar; not used")
    days.sort(key=lambda item: item[0])  # stable: file order within each kind
    if not days:
        return None, tuple(warnings)
    updated, chosen, text = days[0]
    if other := next((item for item in days if item[0] == updated and item[1] != chosen), None):
        warnings.append(f"the dates '{text}' and '{other[2]}' conflict; the first is taken as the date of publication")
    return chosen, tuple(dict.fromkeys(warnings))


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
