"""Stretches of days, and how EDTF writes them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from kg.edtf import edtf_bounds

_MONTHS = 12
_QUARTER = 3
_THIRD = 10  # days of a third of a month; the last has the rest
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month, as meteorologists count
_YEARS = {"Y": 1, "DE": 10, "CE": 100}
_DAYS = {"D": 1, "WE": 7, "W": 7, "FN": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; `within` where something happened on some of them only."""

    first: dt.date
    last: dt.date
    within: bool = False

    @property
    def days(self) -> int:
        """How many days these are."""
        return (self.last - self.first).days + 1

    @property
    def edtf(self) -> str | None:
        """The shortest EDTF of these days."""
        if self.within and self.first != self.last:
            return checked(f"[{self.first.isoformat()}..{self.last.isoformat()}]")
        for grain in ("year", "month"):
            if self.first == _first(self.first, grain) and self.last == _last(self.last, grain):
                length = 4 if grain == "year" else 7
                start, end = self.first.isoformat()[:length], self.last.isoformat()[:length]
                return checked(start if start == end else f"{start}/{end}")
        start, end = self.first.isoformat(), self.last.isoformat()
        return checked(start if start == end else f"{start}/{end}")

    def to(self, end: dt.date) -> Period:
        """From the first day to another."""
        return Period(self.first, end)

    def third(self, number: int) -> Period:
        """Its early, middle or late part (0, 1, 2): of a month, days 1-10, 11-20 and the rest."""
        if month_of(self.first) == self:
            cut = (self.first, self.first + dt.timedelta(_THIRD), self.first + dt.timedelta(2 * _THIRD))
        else:
            months = (self.last.year - self.first.year) * _MONTHS + self.last.month - self.first.month + 1
            if months >= _QUARTER and self.first.day == 1:
                starts = [shift(self.first, number * months // 3, "M") for number in (1, 2)]
            else:
                starts = [self.first + dt.timedelta(round(self.days * number / 3)) for number in (1, 2)]
            second, third = (start or self.last for start in starts)
            cut = (self.first, second, third)
        ends = (cut[1] - dt.timedelta(1), cut[2] - dt.timedelta(1), self.last)
        return Period(cut[number], max(cut[number], ends[number]), within=True)

    def part(self, number: int, parts: int) -> Period | None:
        """One of equal parts of a year, from 1: a quarter, a half; -1 is the last."""
        number = parts if number < 0 else number
        if not 1 <= number <= parts or year_of(self.first) != self:
            return None
        months = _MONTHS // parts
        start = shift(self.first, (number - 1) * months, "M")
        end = start and shift(start, months - 1, "M")
        return Period(start, _last(end, "month")) if start and end else None


def checked(edtf: str) -> str | None:
    """An EDTF, unless it is one that the records refuse."""
    try:
        edtf_bounds(edtf)
    except ValueError:
        return None
    return edtf


def _first(date: dt.date, grain: str) -> dt.date:
    return date.replace(month=1, day=1) if grain == "year" else date.replace(day=1)


def _last(date: dt.date, grain: str) -> dt.date:
    if grain == "year" or date.month == _MONTHS:
        return date.replace(month=_MONTHS, day=31)
    return date.replace(month=date.month + 1, day=1) - dt.timedelta(1)


def day_of(date: dt.date) -> Period:
    """One day."""
    return Period(date, date)


def month_of(date: dt.date) -> Period:
    """The month of a day."""
    return Period(_first(date, "month"), _last(date, "month"))


def year_of(date: dt.date) -> Period:
    """The year of a day."""
    return Period(_first(date, "year"), _last(date, "year"))


def date_at(year: int, month: int, day: int) -> dt.date | None:
    """A day, if there is such a one."""
    try:
        return dt.date(year, month, day)
    except (ValueError, OverflowError):
        return None


def years(first: int, last: int) -> Period | None:
    """Whole years."""
    start, end = date_at(first, 1, 1), date_at(last, _MONTHS, 31)
    return Period(start, end) if start and end and start <= end else None


def season_of(year: int, code: str) -> Period | None:
    """A season by its code; winter begins in the December of the year."""
    start = date_at(year, _SEASONS[code], 1)
    end = start and shift(start, 2, "M")
    return Period(start, _last(end, "month")) if start and end else None


def shift(date: dt.date, number: int, unit: str) -> dt.date | None:
    """The day some units later, or earlier for a negative number; None outside the calendar."""
    try:
        if unit in _DAYS:
            return date + dt.timedelta(number * _DAYS[unit])
        if unit in {"M", "Q"} or unit in _YEARS:
            months = number * {"M": 1, "Q": _QUARTER}.get(unit, _YEARS.get(unit, 0) * _MONTHS)
            year, month = divmod(date.year * _MONTHS + date.month - 1 + months, _MONTHS)
            start = dt.date(year, month + 1, 1)
            return start.replace(day=min(date.day, _last(start, "month").day))
    except (ValueError, OverflowError):
        return None
    return date


def around(date: dt.date, unit: str) -> Period | None:
    """The unit of the calendar that holds a day: its week from Monday to Sunday, its month, its decade."""
    monday = date - dt.timedelta(date.weekday()) if date.toordinal() > date.weekday() else date
    sunday = shift(monday, 6, "D")
    if unit == "M":
        return month_of(date)
    if unit == "Q":
        return year_of(date).part((date.month - 1) // _QUARTER + 1, 4)
    if unit in _YEARS:
        start = date.year - date.year % _YEARS[unit]
        return years(max(start, 1), start + _YEARS[unit] - 1)
    if sunday is None or unit == "FN":
        return None
    if unit == "W":
        return Period(monday, sunday)
    return Period(sunday - dt.timedelta(1), sunday) if unit == "WE" else day_of(date)


def stretch(first: Period, last: Period) -> Period | None:
    """From the beginning of one to the end of another, if that is later."""
    return replace(first, last=last.last, within=False) if first.first <= last.last else None
