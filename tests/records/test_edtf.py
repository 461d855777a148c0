"""The first and last day that an EDTF expression allows."""

from __future__ import annotations

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.edtf import edtf_bounds

DAYS = st.dates(dt.date(1000, 1, 1), dt.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("expression", "earliest", "latest"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-03-11", "2031-03-11", "2031-03-11"),
        ("2031-03-11/2031-03-14", "2031-03-11", "2031-03-14"),
        ("2031-03/2031-05", "2031-03-01", "2031-05-31"),
        ("[2031-03-21..2031-03-31]", "2031-03-21", "2031-03-31"),
        ("203X", "2030-01-01", "2039-12-31"),
        ("2031-XX", "2031-01-01", "2031-12-31"),
        ("../2031-03-11", None, "2031-03-11"),
        ("2031-03-11/..", "2031-03-11", None),
        ("2031-21", "2031-03-01", "2031-05-31"),
        ("2031-03~", "2031-03-01", "2031-03-31"),
        ("2031-03?", "2031-03-01", "2031-03-31"),
    ],
)
def test_bounds(expression: str, earliest: str | None, latest: str | None) -> None:
    """Days, months, years, seasons, sets, intervals and hedged dates have their strict bounds."""
    bounds = edtf_bounds(expression)
    assert tuple(day and day.isoformat() for day in bounds) == (earliest, latest)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        " ",
        " 2031",
        "2031 ",
        "March 2031",
        "11.03.2031",
        "2031-13",
        "2031-02-30",
        "2031-3-1",
        "/2031",
        "2031/",
        "2031-05/2031-03",
        "../..",
        "tomorrow",
        "2031-03-11T25:00:00",
        "[..]",
        "\u0662\u0660\u0663\u0661",
        "y" * 3000,
    ],
)
def test_what_bounds_nothing_is_refused(expression: str) -> None:
    """What is no EDTF, ends before it starts or has an unknown end is a ValueError, whatever the parser thinks."""
    with pytest.raises(ValueError, match=r"EDTF date|unknown end|bounds nothing|before it starts"):
        edtf_bounds(expression)


@given(DAYS)
def test_a_day_bounds_itself(day: dt.date) -> None:
    """An ISO date is that day."""
    assert edtf_bounds(day.isoformat()) == (day, day)


@given(st.integers(1000, 9999), st.integers(1, 12))
def test_a_month_has_all_its_days(year: int, month: int) -> None:
    """From the first to the last, leap years included."""
    last = calendar.monthrange(year, month)[1]
    assert edtf_bounds(f"{year}-{month:02}") == (dt.date(year, month, 1), dt.date(year, month, last))


@given(DAYS, DAYS)
def test_an_interval_bounds_its_ends_or_is_refused(first: dt.date, last: dt.date) -> None:
    """An interval that runs forward has its ends as bounds; one that runs backward is no interval."""
    expression = f"{first.isoformat()}/{last.isoformat()}"
    if first <= last:
        assert edtf_bounds(expression) == (first, last)
    else:
        with pytest.raises(ValueError, match=r"EDTF|before it starts"):
            edtf_bounds(expression)


@given(DAYS)
def test_an_open_end_is_open(day: dt.date) -> None:
    """'..' is no bound."""
    assert edtf_bounds(f"../{day.isoformat()}") == (None, day)
    assert edtf_bounds(f"{day.isoformat()}/..") == (day, None)


@given(st.text(max_size=20))
def test_any_text_is_bounds_or_a_value_error(text: str) -> None:
    """No expression escapes as another error, and bounds are never the wrong way round."""
    try:
        earliest, latest = edtf_bounds(text)
    except ValueError:
        return
    assert earliest is None or latest is None or earliest <= latest
