"""Chains of sources: who told the article, and who told them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.concepts import Anonymity, Factuality
from kg.extract.drafts import Draft


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """One source of a proposition; no entity where it is not told or cannot be known."""

    draft: Draft | None
    anonymity: Anonymity
    token: int


@dataclass(slots=True, eq=False)
class Level:
    """Sources at one depth, with the words that attribute and the verb, if there is one."""

    sources: list[Source]
    cue: tuple[int, int]
    verb: int | None = None
    rule: str = ""


@dataclass(slots=True, eq=False)
class Chain:
    """The levels over a proposition, nearest the author first; `stop` is the token above which nobody else speaks."""

    levels: list[Level] = field(default_factory=list)
    stop: int | None = None
    factuality: Factuality | None = None
