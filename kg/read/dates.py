"""Dates as newspapers print them, and the choice of the date of publication among those of an article."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

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
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?:,\s*|\s+)(?P<year2>\d{{4}})"
    rf"|(?<![\w./-])(?P<day3>\d{{1,2}})(?P<sign3>[./-])(?P<month3>{_MONTH})(?P=sign3)(?P<year3>\d{{4}}|\d{{2}}))"
    r"(?![\w])",
    re.IGNORECASE,
)
YEARLESS = re.compile(
    rf"(?<![\w./–-])(?:(?P<weekday>{WEEKDAY}),?\s+)?"
    rf"(?:(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month1>{_MONTH})|(?P<month2>{_MONTH})\s+(?P<day2>\d{{1,2}})"
    r"(?:st|nd|rd|th)?)(?!\w|[.:]\d|\s*[–-]\s*\d|,?\s*\d{4})",
    re.IGNORECASE,
)
_FIRST_YEAR_OF_NO_CENTURY = 70  # '14-May-70' can be of either century
_NEAR = dt.timedelta(days=31)
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
    yearless: tuple[int, int] | None = None  # the month and day of a date without a year
    weekday: int | None = None  # what a date without a year says of it

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
        number = _month(match["month1"] or match["month2"] or match["month3"])
        triples = [(_year(match), number, int(match["day1"] or match["day2"] or match["day3"]))]
    readings = tuple(dict.fromkeys(day for triple in triples if (day := _day(*triple))))
    if match["weekday"] and len(readings) > 1:
        readings = tuple(day for day in readings if day.weekday() == _weekday(match["weekday"])) or readings
    if match["sign"] and len(readings) == 1 and match["a"] != match["b"]:
        day_first = readings[0].day == int(match["a"])
    return PrintedDate(match.start(), match.end(), match.group(), readings, day_first, updated)


def yearless_date(match: re.Match[str], *, updated: bool = False) -> PrintedDate:
    """The date that a match of YEARLESS stands for; it has no reading until a year is found."""
    month_and_day = _month(match["month1"] or match["month2"]), int(match["day1"] or match["day2"])
    weekday = _weekday(match["weekday"]) if match["weekday"] else None
    return PrintedDate(
        match.start(), match.end(), match.group(), (), updated=updated, yearless=month_and_day, weekday=weekday
    )


def find_yearless_dates(text: str, start: int, end: int) -> Iterator[PrintedDate]:
    """The dates without a year in `text[start:end]`."""
    return (yearless_date(match) for match in YEARLESS.finditer(text, start, end))


def file_date(file: str) -> dt.date | None:
    """The day in a file's name, such as 2025-01-31-troops.txt."""
    name = file.rpartition("/")[2]
    return next((day for match in _FILE_DATE.finditer(name) if (day := _day(*map(int, match.groups())))), None)


def choose_date(
    printed: Iterable[PrintedDate],
    evidence: Iterable[dt.date | None],
    *,
    file: dt.date | None = None,
    years: Iterable[int] = (),
) -> tuple[dt.date | None, tuple[str, ...]]:
    """The date of publication and the warnings about it.

    It is the first date that is not an update, or the first update when there is no other. A date such as
    03/04/2025 is read only when one of its readings is another date of the article or in `evidence`, or when
    a date like 25/04/2025 shows the writer's habit; otherwise it stands for no day. A date without a year takes that
    of a full date or of the `file`, if one is near, or the only one in `years`: those of the rights in the text.
    """
    dates = _with_years(list(printed), file, set(years))
    known = {date.day for date in dates} | set(evidence) | {file}
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
            fault = "has no year" if date.yearless else "is no full day of the calendar"
            warnings.append(f"the date '{date.text}' {fault}; not used")
    days.sort(key=lambda item: item[0])  # stable: file order within each kind
    if not days:
        return None, tuple(warnings)
    updated, chosen, text = days[0]
    if other := next((item for item in days if item[0] == updated and item[1] != chosen), None):
        warnings.append(f"the dates '{text}' and '{other[2]}' conflict; the first is taken as the date of publication")
    return chosen, tuple(dict.fromkeys(warnings))


def _with_years(dates: list[PrintedDate], file: dt.date | None, years: set[int]) -> list[PrintedDate]:
    """The dates, with a year for those that have none; they are left out where another tells the day in full."""
    full = [date for date in dates if not date.yearless]
    if any(date.day and not date.updated for date in full):
        return full
    anchors = {day for date in full for day in date.readings} | ({file} if file else set())
    return [replace(date, readings=_in_a_year(date, anchors, years)) if date.yearless else date for date in dates]


def _in_a_year(date: PrintedDate, anchors: set[dt.date], years: set[int]) -> tuple[dt.date, ...]:
    """The one day that a date without a year stands for; none when it may be several."""
    month, number = date.yearless or (0, 0)
    around = {anchor.year + step for anchor in anchors for step in (-1, 0, 1)}
    days = [day for year in around if (day := _day(year, month, number))]
    days = [day for day in days if any(abs(day - anchor) <= _NEAR for anchor in anchors)]
    days = days or [day for year in years if (day := _day(year, month, number))]
    if date.weekday is not None:
        days = [day for day in days if day.weekday() == date.weekday]
    return tuple(days) if len(days) == 1 else ()


def _month(name: str) -> int:
    return next(i for i, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _weekday(name: str) -> int:
    return next(i for i, day in enumerate(_DAYS) if day.startswith(name[:3].lower()))


def _year(match: re.Match[str]) -> int:
    """The year of a date whose month has a name; 0, which no calendar has, when the century is open."""
    year = int(match["year1"] or match["year2"] or match["year3"])
    if len(match["year3"] or "") != 2:  # noqa: PLR2004
        return year
    return 2000 + year if year < _FIRST_YEAR_OF_NO_CENTURY else 0


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
