"""Spellings of names: the form in which they are compared, romanisation of Cyrillic, and variants to try.

Rules and word lists are data, in `spelling.toml`.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

MAX_VARIANT_STEPS = 2  # 'Zaporozhye' is two rules away from a listed spelling; three steps meet other names
_NOT_NAME = re.compile(r"[^\w&]+|_")
_APOSTROPHES = re.compile("['’ʼʻ‘`´ʹʺ\".]")
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.\s?){2,}")
_CYRILLIC = re.compile("[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: the key to look up, and what the words around it say about the place.

    `wants` is the kind that a generic word asks for ('region' for 'Kursk region'), or None. `part` is true where the
    name is that of a part of the place ('eastern Ukraine').
    """

    key: str
    wants: str | None = None
    part: bool = False


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """A name as it is compared: lower case, no accents, apostrophes or points, one space between words.

    Cyrillic is romanised first. 'St. Paul's' gives 'st pauls', 'the U.S.' gives 'us'.
    """
    if _CYRILLIC.search(name):
        name = romanise(name)
    letters: dict[str, str] = _tables()["letters"]
    text = _INITIALS.sub(lambda found: found.group().replace(" ", ""), name.strip())
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(letters.get(c, c) for c in text if not unicodedata.combining(c))
    words: dict[str, str] = _tables()["words"]
    parts = [words.get(word, word) for word in _NOT_NAME.sub(" ", _APOSTROPHES.sub("", text)).split()]
    if len(parts) > 1 and parts[0] == "the":
        parts = parts[1:]
    return " ".join(parts)


@lru_cache(maxsize=16384)
def readings(name: str) -> tuple[Reading, ...]:
    """The ways to read the name of a place, the most literal first.

    'Kursk Oblast' is looked up as it is, then as a region 'kursk'; 'eastern Ukraine' as it is, then as a part of
    'ukraine'. What is built ('Avdiivka Coke Plant') has only its literal reading.
    """
    key = normalise(name)
    found = [Reading(key)]
    if not is_facility(name):
        found += _without_generic(key)
        for word in _generic("part"):
            if key.startswith(f"{word} ") and (rest := key.removeprefix(f"{word} ").removeprefix("the ")):
                found.append(Reading(rest, None, part=True))
                found += (Reading(r.key, r.wants, part=True) for r in _without_generic(rest))
    return tuple(dict.fromkeys(found))


def _without_generic(key: str) -> Iterator[Reading]:
    for words, wants in _tables()["generic"]["before"]:
        if key.startswith(f"{words} "):
            yield Reading(key.removeprefix(f"{words} ").removeprefix("the "), _kind(wants))
    for words, wants in _tables()["generic"]["after"]:
        if key.endswith(f" {words}"):
            yield Reading(key.removesuffix(f" {words}"), _kind(wants))


def _kind(wants: str) -> str | None:
    return None if wants == "any" else wants


def is_facility(name: str) -> bool:
    """Whether a name ends as that of something built or drawn does: a hospital, a base, a front line."""
    key = normalise(name)
    return any(key.endswith(f" {word}") for word in _generic("facility"))


@lru_cache(maxsize=16384)
def variants(key: str) -> tuple[str, ...]:
    """Other spellings of a normalised key, the nearest first: by one rule, then by two.

    The spellings are guesses: only one that a gazetteer lists means anything.
    """
    seen = {key: None}
    last = [key]
    for _ in range(MAX_VARIANT_STEPS):
        fresh = [other for spelling in last for other in _rewritten(spelling) if other not in seen]
        last = list(dict.fromkeys(fresh))
        seen.update(dict.fromkeys(last))
    return tuple(seen)[1:]


def _rewritten(key: str) -> Iterator[str]:
    for pattern, replacement in _rules():
        if (other := pattern.sub(replacement, key)) != key and other:
            yield other


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in _tables()["variants"]["rules"])


@cache
def _generic(name: str) -> tuple[str, ...]:
    return tuple(_tables()["generic"][name])


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("kg.link").joinpath("spelling.toml").read_text(encoding="utf-8"))


# Ukrainian national romanisation: resolution 55 of the Cabinet of Ministers, 27 January 2010. Letters that Russian
# has besides are those of BGN/PCGN 1947. The second form of a letter stands at the start of a word.
_ROMAN = dict(zip(
    "абвгґдежзийклмнопрстуфхцчшщьъыэёў",
    "a b v h g d e zh z y i k l m n o p r s t u f kh ts ch sh shch - - y e yo w".replace("-", "_").split(),
    strict=True,
)) | {"є": "ie", "і": "i", "ї": "i", "ю": "iu", "я": "ia"}  # fmt: skip
_ROMAN_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = {"г": "g", "и": "i", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN_LETTERS = re.compile("[ыэёъ]", re.IGNORECASE)


def romanise(text: str, *, russian: bool | None = None) -> str:
    """Cyrillic in Latin letters, by the Ukrainian rules of 2010; by Russian ones (BGN/PCGN) where `russian`.

    `russian=None` decides by letters that only Russian has. 'Зеленський' gives 'Zelenskyi', 'Курськ' 'Kursk'.
    """
    if russian is None:
        russian = bool(_RUSSIAN_LETTERS.search(text))
    roman = {**_ROMAN, **_RUSSIAN} if russian else _ROMAN
    out: list[str] = []
    previous = " "
    for letter in text:
        low = letter.lower()
        if not russian and low == "г" and previous.lower() == "з":
            latin = "gh"  # so that it is not read as ж
        elif not previous.isalpha() and previous not in "'’ʼ" and not russian and low in _ROMAN_INITIAL:
            latin = _ROMAN_INITIAL[low]
        else:
            latin = roman.get(low, low).replace("_", "")
        out.append(latin.capitalize() if letter != low else latin)
        previous = letter
    return "".join(out).replace("’", "").replace("ʼ", "") if _CYRILLIC.search(text) else text
