"""Words as the encoder takes them: WordPiece ids, and the shape of each word, which the uncased vocabulary loses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

# Typography that the vocabulary splits or lacks, as the treebanks write it.
_FOLDED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " "})

SHAPES = ("none", "lower", "title", "upper", "initial", "mixed", "digits", "alphanumeric", "other")
"""What the encoder is told about a word's letters; positions in this tuple are the ids. 'none' is padding."""

MAX_PIECES = 510  # positions of the encoder, less its two marks
_LONGEST_WORD = 16  # pieces of one word; what goes beyond is an address or a fault and adds nothing


def word_shape(word: str) -> int:
    """The id of a word's shape in `SHAPES`."""
    letters = [c for c in word if c.isalpha()]
    digits = any(c.isdigit() for c in word)
    if not letters:
        name = "digits" if digits else "other"
    elif digits:
        name = "alphanumeric"
    elif all(c.islower() for c in letters):
        name = "lower"
    elif len(letters) == 1:
        name = "initial"
    elif all(c.isupper() for c in letters):
        name = "upper"
    elif letters[0].isupper() and all(c.islower() for c in letters[1:]):
        name = "title"
    else:
        name = "mixed"
    return SHAPES.index(name)


@dataclass(frozen=True, slots=True)
class Pieces:
    """One sentence: piece ids and shapes with the two marks around, and the position of each word's first piece."""

    ids: tuple[int, ...]
    shapes: tuple[int, ...]
    firsts: tuple[int, ...]


class WordPieces:
    """A WordPiece tokenizer over words that are already split, with a cache: news repeats its words."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}
        self._start, self._end, self._unknown = (self._mark(mark) for mark in ("[CLS]", "[SEP]", "[UNK]"))

    def _mark(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise ValueError(f"the tokenizer has no mark {mark}")
        return int(number)

    def word(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, at least one."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(word.translate(_FOLDED), add_special_tokens=False).ids[:_LONGEST_WORD]
            found = self._known[word] = tuple(ids) or (self._unknown,)
        return found

    def sentence(self, words: Sequence[str]) -> Pieces:
        """The pieces of a sentence. It may be longer than `MAX_PIECES`: see `chunks`."""
        ids, shapes, firsts = [self._start], [0], []
        for word in words:
            pieces = self.word(word)
            firsts.append(len(ids))
            ids.extend(pieces)
            shapes.extend([word_shape(word)] * len(pieces))
        return Pieces((*ids, self._end), (*shapes, 0), tuple(firsts))

    def chunks(self, words: Sequence[str]) -> list[tuple[int, int]]:
        """The sentence in half-open stretches of words that fit the encoder: nearly always one."""
        bounds, start, used = [], 0, 0
        for position, word in enumerate(words):
            length = len(self.word(word))
            if used + length > MAX_PIECES:
                bounds.append((start, position))
                start, used = position, 0
            used += length
        return [*bounds, (start, len(words))]
