"""Loads `patterns.toml`, the regular expressions and word lists behind the layout of news files."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def pattern(table: str, name: str, *, ignore_case: bool = False) -> re.Pattern[str]:
    """One compiled pattern of a table."""
    return re.compile(_tables()[table][name], re.IGNORECASE if ignore_case else 0)


@cache
def boilerplate() -> tuple[re.Pattern[str], ...]:
    """The patterns of lines that are no part of the article."""
    return tuple(pattern("boilerplate", name, ignore_case=True) for name in _tables()["boilerplate"])


@cache
def words(name: str) -> frozenset[str]:
    """A word list of the table `names`."""
    return frozenset(_tables()["names"][name])


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("kg.read").joinpath("patterns.toml").read_text(encoding="utf-8"))
