"""When two names of persons are spellings of one: 'Zelenskyy' and 'Zelensky', but not 'Ivanov' and 'Ivanova'.

Cautious on purpose: what is not plainly a spelling is left to the list of look-alikes and to a person's decision.
The rules are data, in `persons.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from kg.link.spelling import normalise

_LEAST_LETTERS = 4  # shorter surnames (Kim, Lee, Li) have no spellings, only namesakes


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: folded given name, the words between, folded surname, and a suffix as 'jr'."""

    given: str
    middle: tuple[str, ...]
    surname: str
    suffix: str


@lru_cache(maxsize=16384)
def person_name(name: str) -> PersonName | None:
    """The folded parts of a full name; None for a single word, which tells too little."""
    parts, suffix = _parts(name)
    if len(parts) < 2:  # noqa: PLR2004  (given name and surname)
        return None
    return PersonName(_given(parts[0]), tuple(parts[1:-1]), surname_key(parts[-1]), suffix)


def single_name(name: str) -> str | None:
    """The folded name of a person known by one word, with titles or not ('General Ivanov'); else None."""
    parts, _ = _parts(name)
    return surname_key(parts[0]) if len(parts) == 1 else None


def _parts(name: str) -> tuple[list[str], str]:
    """The words of a name without titles and articles, and its suffix."""
    words = _tables()["generation"]
    parts = normalise(name.replace("-", " ")).split()
    while parts and parts[0] in words["titles"]:
        parts = parts[1:]
    suffix = ""
    if parts and parts[-1] in words["suffixes"]:
        suffix = parts.pop()
    return parts[:1] + [part for part in parts[1:] if part not in words["articles"]], suffix


@lru_cache(maxsize=16384)
def surname_key(surname: str) -> str:
    """What is equal for spellings of one surname, and differs for other surnames."""
    word = normalise(surname).replace(" ", "")
    if len(word) < _LEAST_LETTERS:
        return word
    folded = _fold(word)
    if folded.endswith(tuple(_tables()["fold"]["slavic_endings"])):
        folded = folded.replace("g", "h")
    return folded


def is_same_name(left: str, right: str) -> bool:
    """Whether two full names are spellings of one: surname and given name, and what stands between fits."""
    one, other = person_name(left), person_name(right)
    if one is None or other is None:
        return False
    if (one.surname, one.given, one.suffix) != (other.surname, other.given, other.suffix):
        return False
    return _compatible(one.middle, other.middle)


def _compatible(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Middle names that are equal, or an initial and its name or nothing.

    A name and nothing do not fit: 'Ahmed Hassan' and 'Ahmed Ali Hassan', 'Kim Un' and 'Kim Jong Un' are two.
    """
    if not left or not right:
        between = left or right
        return not between or (len(between) == 1 and len(between[0]) == 1)
    return len(left) == len(right) and all(
        _given(a) == _given(b) or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in zip(left, right, strict=True)
    )


def _given(word: str) -> str:
    return _given_groups().get(word) or _given_groups().get(_fold(word)) or (_fold(word) if len(word) > 1 else word)


def _fold(word: str) -> str:
    for pattern, replacement in _rules():
        word = pattern.sub(replacement, word)
    return word


@cache
def _given_groups() -> dict[str, str]:
    groups: dict[str, str] = {}
    for group in _tables()["given"]["groups"]:
        for name in group:
            groups[name] = group[0]
            groups.setdefault(_fold(name), group[0])
    return groups


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in _tables()["fold"]["rules"])


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("kg.link").joinpath("persons.toml").read_text(encoding="utf-8"))
