"""Names as both sides are compared by: without case, accents, punctuation, determiner and titles."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

Names = frozenset[str]
"""The normalised names of one entity: two sides mean the same where they share one."""

_POSSESSIVE = re.compile(r"['’]s\b")
_WORD = re.compile(r"\w+")


def normalise(label: str) -> str:
    """A label as it is compared.

    >>> normalise("The Velmóra Port's quay")
    'velmora port quay'
    """
    decomposed = unicodedata.normalize("NFKD", label.casefold())
    text = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = _WORD.findall(_POSSESSIVE.sub("", text).replace(".", ""))
    if len(words) > 1 and words[0] in _words("determiners"):
        words = words[1:]
    return " ".join(words)


def names_of(labels: Iterable[str], *, is_person: bool) -> Names:
    """The names of labels; a person's also without the titles before it."""
    names: set[str] = set()
    for label in labels:
        words = normalise(label).split()
        names.add(" ".join(words))
        while is_person and len(words) > 1 and words[0] in _words("titles"):
            words = words[1:]
            names.add(" ".join(words))
    return Names(names - {""})


@cache
def _words(name: str) -> frozenset[str]:
    table = tomllib.loads(files("kg.evaluate").joinpath("matching.toml").read_text(encoding="utf-8"))
    return frozenset(table[name])
