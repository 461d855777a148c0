"""Words as the encoder takes them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.model import SHIPPED
from kg.language.wordpieces import MAX_PIECES, SHAPES, WordPieces, word_shape


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(SHIPPED / "tokenizer.json")


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("troops", "lower"), ("Troops", "title"), ("NATO", "upper"), ("A", "initial"), ("McTavish", "mixed"),
        ("2031", "digits"), ("T-72", "alphanumeric"), (",", "other"), ("Зеленський", "title"),
    ],
)  # fmt: skip
def test_a_word_has_the_shape_of_its_letters(word: str, shape: str) -> None:
    """The vocabulary knows no case; the shape tells 'march' from 'March'."""
    assert SHAPES[word_shape(word)] == shape


def test_each_word_is_found_by_its_first_piece(pieces: WordPieces) -> None:
    """However many pieces words have, the positions of the first ones rise and begin after the mark."""
    sentence = pieces.sentence(["Harrow", "left", "Lonmark-on-Sea", "."])
    assert len(sentence.firsts) == 4
    assert sentence.firsts[0] == 1
    assert list(sentence.firsts) == sorted(set(sentence.firsts))
    assert len(sentence.ids) == len(sentence.shapes)


def test_typography_does_not_matter(pieces: WordPieces) -> None:
    """A curly apostrophe is the straight one that the treebanks write."""
    assert pieces.word("’s") == pieces.word("'s")


@given(words=st.lists(st.text(min_size=0, max_size=20), max_size=30))
def test_every_word_has_a_piece(pieces: WordPieces, words: list[str]) -> None:
    """No text, not even an empty or invisible one, leaves a word without a place."""
    made = pieces.sentence(words)
    assert len(made.firsts) == len(words)
    assert all(0 < first < len(made.ids) - 1 for first in made.firsts)


def test_a_long_sentence_is_cut_into_stretches_that_fit(pieces: WordPieces) -> None:
    """Nothing is dropped: the stretches follow each other and cover the sentence."""
    words = ["Lonmark", "and"] * 700
    chunks = pieces.chunks(words)
    assert chunks[0][0] == 0
    assert chunks[-1][1] == len(words)
    assert all(left[1] == right[0] for left, right in pairwise(chunks))
    assert all(sum(len(pieces.word(w)) for w in words[start:end]) <= MAX_PIECES for start, end in chunks)


def test_a_short_sentence_is_one_stretch(pieces: WordPieces) -> None:
    """The usual case."""
    assert pieces.chunks(["Harrow", "left", "."]) == [(0, 3)]
