"""Bounds of EDTF dates (Library of Congress Extended Date/Time Format, ISO 8601-2:2019)."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache
from time import struct_time

_UNBOUNDED = ".."


@lru_cache(maxsize=4096)
def edtf_bounds(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The earliest and latest day an EDTF expression allows, None where it is open (`../2025-01-31`).

    Accepts what names days, months, years, seasons, sets (`[2024-10-21..2024-10-31]`) and intervals with known or
    open (`..`) ends; an unknown end (`2024/`) bounds nothing that could be stored and is refused.
    Raises ValueError with the reason.
    """
    # Imported here: the grammar takes 80 ms to build and most commands never read a date.
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415

    if text != text.strip() or not text:
        raise ValueError(f"{text!r} is not an EDTF date")
    if text.startswith("/") or text.endswith("/"):
        raise ValueError(f"{text!r} has an unknown end; write '..' for an open one")
    try:
        parsed = parse_edtf(text)
        lower, upper = _day(parsed.lower_strict()), _day(parsed.upper_strict())
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise ValueError(
            f"{text!r} is not an EDTF date such as 2024-11, [2024-10-21..2024-10-31] or ../2025-01-31"
        ) from error
    if lower is None and upper is None:
        raise ValueError(f"{text!r} bounds nothing")
    if lower and upper and lower > upper:
        raise ValueError(f"{text!r} ends before it starts")
    return lower, upper


def _day(moment: struct_time | float) -> dt.date | None:
    """The library gives a struct_time, or an infinity for an open end."""
    if isinstance(moment, float):
        if math.isinf(moment):
            return None
        raise ValueError(f"no day: {moment}")
    return dt.date(moment.tm_year, moment.tm_mon, moment.tm_mday)
