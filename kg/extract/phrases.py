"""Lists of words and phrases, looked up in a text from either end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")

# As spaCy's English tokeniser does: a hyphen between letters is a token of its own.
_HYPHENS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def fold(word: str) -> str:
    """The form under which words are looked up: lower case, without a final full stop.

    >>> fold("Gen.")
    'gen'
    """
    return word.lower().rstrip(".").replace("’", "'")


def phrase_words(phrase: str) -> tuple[str, ...]:
    """The folded tokens of a phrase of a lexicon; a lone full stop is none.

    >>> phrase_words("Commander-in-Chief")
    ('commander', '-', 'in', '-', 'chief')
    """
    return tuple(w for w in (fold(word) for word in _HYPHENS.sub(" - ", phrase).split()) if w)


class Phrases(Generic[T]):
    """Phrases with a value each, found at a position of folded words; full stops between words do not count."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._values: dict[tuple[str, ...], T] = {}
        self._longest: dict[str, int] = {}  # by first word
        self._longest_back: dict[str, int] = {}  # by last word
        for phrase, value in phrases.items():
            words = phrase_words(phrase)
            if not words:
                continue
            self._values.setdefault(words, value)
            self._longest[words[0]] = max(self._longest.get(words[0], 0), len(words))
            self._longest_back[words[-1]] = max(self._longest_back.get(words[-1], 0), len(words))

    def __contains__(self, phrase: object) -> bool:
        return isinstance(phrase, str) and phrase_words(phrase) in self._values

    def __iter__(self) -> Iterator[str]:
        return (" ".join(words) for words in self._values)

    def get(self, phrase: str) -> T | None:
        """The value of a phrase that is exactly this one."""
        return self._values.get(phrase_words(phrase))

    def has(self, word: str) -> bool:
        """Whether one folded word is a phrase by itself."""
        return (word,) in self._values

    def longest_at(self, words: Sequence[str], start: int, stop: int) -> tuple[int, T] | None:
        """The end and the value of the longest phrase that begins at `start` and ends by `stop`."""
        reach = self._longest.get(words[start])
        if reach is None:
            return None
        found: tuple[int, T] | None = None
        key: tuple[str, ...] = ()
        position = start
        while position < stop and len(key) < reach:
            if words[position]:
                key += (words[position],)
                if key in self._values:
                    found = position + 1, self._values[key]
            position += 1
        return found

    def longest_ending(self, words: Sequence[str], start: int, end: int) -> tuple[int, T] | None:
        """The start and the value of the longest phrase that ends right before `end` and begins at `start` or after."""
        if end <= start:
            return None
        reach = self._longest_back.get(words[end - 1])
        if reach is None:
            return None
        found: tuple[int, T] | None = None
        key: tuple[str, ...] = ()
        position = end - 1
        while position >= start and len(key) < reach:
            if words[position]:
                key = (words[position], *key)
                if key in self._values:
                    found = position, self._values[key]
            position -= 1
        return found


def phrase_set(phrases: Iterable[str]) -> Phrases[bool]:
    """Phrases without values."""
    return Phrases(dict.fromkeys(phrases, True))


def plurals(noun: str) -> str:
    """The regular plural of a noun or of the last word of a phrase.

    >>> plurals("rescue worker"), plurals("ally"), plurals("witness")
    ('rescue workers', 'allies', 'witnesses')
    """
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


def base_form(lemma: str, word: str, verbs: Collection[str]) -> str:
    """The base form of a verb: the lemma where it is known, else the known verb whose regular form the word is.

    >>> base_form("fir", "fired", {"fire"}), base_form("rallie", "rallied", {"rally"})
    ('fire', 'rally')
    """
    if lemma in verbs:
        return lemma
    for ending in ("ied", "ies", "ing", "ed", "es", "d", "s"):
        if not word.endswith(ending):
            continue
        stem = word[: -len(ending)]
        forms = (stem + "y",) if ending in {"ied", "ies"} else (stem, stem + "e", stem[:-1])
        for form in forms:
            if form in verbs:
                return form
    return lemma
