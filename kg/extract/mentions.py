"""Mentions: stretches of the text that stand for something, with what their own words and neighbours say of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kg.extract.text import DEFINITE, DETERMINERS, GENITIVE, POSSESSIVES, Text


class Kind(StrEnum):
    """What a mention is of, by the labels of the annotation guidelines."""

    PERSON = "PER"
    TITLE = "TITLE"
    GROUP = "GRP"
    ORGANIZATION = "ORG"
    UNIT = "UNIT"
    COUNTRY = "GPE"
    PLACE = "PLACE"
    EQUIPMENT = "EQP"
    NATIONALITY = "NAT"


@dataclass(slots=True, eq=False)
class Mention:
    """Tokens `start` to `end`, half-open. `label` is what the words call it, without determiner; `origin` who saw it.

    `root` is its head noun. `named`: it has a name of its own. `country`: the country its words give. `possessor`:
    the position of the word that owns it. `members`: the words that stand for it where they are not the stretch
    itself.
    """

    start: int
    end: int
    kind: Kind
    origin: str
    confidence: float = 1.0
    root: int = -1
    label: str = ""
    named: bool = True
    definite: bool = False
    plural: bool = False
    counted: bool = False
    country: str | None = None
    possessor: int | None = None
    aliases: list[str] = field(default_factory=list)
    dropped: bool = False


class Taken:
    """Which mention holds a token."""

    def __init__(self, length: int) -> None:
        self._at: list[Mention | None] = [None] * length

    def at(self, position: int) -> Mention | None:
        """The mention that holds a token."""
        return self._at[position] if 0 <= position < len(self._at) else None

    def free(self, start: int, end: int) -> bool:
        """Whether no mention holds any of these tokens."""
        return not any(self._at[start:end])

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that hold some of these tokens, in order."""
        return list(dict.fromkeys(m for m in self._at[start:end] if m is not None))

    def put(self, mention: Mention) -> None:
        """Note a mention, in place of those that it overlaps."""
        for other in self.within(mention.start, mention.end):
            self.remove(other)
        for position in range(mention.start, mention.end):
            self._at[position] = mention

    def remove(self, mention: Mention) -> None:
        """Forget a mention."""
        for position in range(mention.start, mention.end):
            if self._at[position] is mention:
                self._at[position] = None

    def all(self) -> list[Mention]:
        """All mentions in the order of the text."""
        return list(dict.fromkeys(m for m in self._at if m is not None))


_SOME = frozenset(
    {
        "some",
        "several",
        "many",
        "few",
        "other",
        "another",
        "more",
        "most",
        "various",
        "numerous",
        "dozens",
        "hundreds",
        "thousands",
        "scores",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "additional",
    }
)
_TRAILING = frozenset({",", ".", ";", ":", ")", "(", "]", "[", '"', "”", "“", "’", "'", "-", "–", "—", "…", "!", "?"})


def trimmed(text: Text, start: int, end: int) -> tuple[int, int]:
    """A stretch without determiner, possessive ending and punctuation at its ends."""
    while end > start and (text.words[end - 1] in _TRAILING or text.words[end - 1] in GENITIVE):
        end -= 1
    while start < end and (
        text.words[start] in _TRAILING or text.folded[start] in DETERMINERS or text.folded[start] in POSSESSIVES
    ):
        start += 1
    return start, end


def is_some(word: str) -> bool:
    """Whether a word counts or says 'some': part of a group, not the group."""
    return word in _SOME or word[:1].isdigit()


def look_around(text: Text, mention: Mention) -> None:
    """Fill in what the words of a mention and before it say: head, number, definiteness, country, owner."""
    mention.root = text.root(mention.start, mention.end)
    mention.plural = text.plural(mention.root)
    position, first = mention.start, text.bounds(mention.start)[0]
    while position > first:
        word = text.folded[position - 1]
        if word in DEFINITE and (word == "the" or text.pos[position - 1] == "DET"):
            mention.definite = True
            break
        if word in POSSESSIVES or text.words[position - 1] in GENITIVE:
            owner = position - 1 if word in POSSESSIVES else position - 2
            mention.definite, mention.possessor = True, owner if owner >= first else None
            break
        if is_some(word) or text.pos[position - 1] == "NUM":
            mention.counted = True
        elif text.pos[position - 1] not in {"ADJ", "ADV"} or word in {"of", "and"}:
            break
        position -= 1
    countries = text.lexicons.countries
    if text.capital(mention.start):
        found = countries.adjectives.longest_at(text.folded, mention.start, mention.end)
        if found and found[0] < mention.end:
            mention.country = found[1]


def start_after_area(text: Text, mention: Mention) -> int:
    """Where the name begins in 'village of Hask'; the start of the mention where there is no such phrase."""
    places, start = text.lexicons.places, mention.start
    area = not text.capital(start) and (places.areas.has(text.folded[start]) or places.regions.has(text.folded[start]))
    named = start + 2 < mention.end and text.folded[start + 1] == "of" and text.capital(start + 2)
    return start + 2 if area and named else start


def name_key(text: Text, mention: Mention) -> tuple[str, ...]:
    """The folded words of a name, without determiner, possessive ending, and 'village of'."""
    words = text.folded[start_after_area(text, mention) : mention.end]
    while words and words[0] in DETERMINERS:
        words = words[1:]
    return tuple(word for word in words if word and word not in GENITIVE)
