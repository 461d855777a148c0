"""Flat spans and the tags that stand for them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.spans import BilouDecoder, bilou_tags, from_iob, to_bilou, without_overlaps

TAGS = bilou_tags(["PER", "ORG"])


def certain(tags: list[str]) -> np.ndarray:
    """Log probabilities under which these tags are all but certain."""
    scores = np.full((len(tags), len(TAGS)), -10.0, dtype=np.float32)
    scores[np.arange(len(tags)), [TAGS.index(tag) for tag in tags]] = -0.001
    return scores


def test_iob1_and_iob2_give_the_same_spans() -> None:
    """A set that writes B- only between touching names reads like one that always writes it."""
    assert from_iob(["I-PER", "I-PER", "B-PER", "O", "I-ORG"]) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "ORG")]
    assert from_iob(["B-PER", "I-PER", "B-PER", "O", "B-ORG"]) == [(0, 2, "PER"), (2, 3, "PER"), (4, 5, "ORG")]


def test_a_span_may_end_with_the_sentence() -> None:
    """The last word's span is not lost."""
    assert from_iob(["O", "B-PER", "I-PER"]) == [(1, 3, "PER")]


def test_the_longer_of_two_overlapping_spans_is_kept() -> None:
    """A flat reading has 'Bank of Norrland' rather than 'Norrland'; what touches nothing stays."""
    assert without_overlaps([(2, 3, "GPE"), (0, 3, "ORG"), (5, 6, "PER")]) == [(0, 3, "ORG"), (5, 6, "PER")]


@st.composite
def flat_spans(draw: st.DrawFn) -> tuple[list[tuple[int, int, str]], int]:
    length = draw(st.integers(1, 12))
    spans, position = [], 0
    while position < length:
        end = draw(st.integers(position + 1, length))
        if draw(st.booleans()):
            spans.append((position, end, draw(st.sampled_from(["PER", "ORG"]))))
        position = end
    return spans, length


@given(flat_spans())
def test_tags_give_back_the_spans_that_they_stand_for(case: tuple[list[tuple[int, int, str]], int]) -> None:
    """Spans to tags to spans is where one began."""
    spans, length = case
    found = BilouDecoder(TAGS).decode(certain(to_bilou(spans, length)))
    assert [span[:3] for span in found] == spans


@given(st.integers(1, 8), st.randoms(use_true_random=False))
def test_whatever_the_scores_the_spans_are_well_formed(length: int, draw: object) -> None:
    """Scores that favour an impossible sequence still give spans inside the sentence that do not overlap."""
    generator = np.random.default_rng(draw.getrandbits(32))  # type: ignore[attr-defined]
    scores = np.log(generator.dirichlet(np.ones(len(TAGS)), size=length)).astype(np.float32)
    found = BilouDecoder(TAGS).decode(scores)
    bounds = [bound for start, end, _, _ in found for bound in (start, end)]
    assert bounds == sorted(bounds)
    assert all(0 <= start < end <= length for start, end, _, _ in found)
    assert all(0 <= confidence <= 1 for *_, confidence in found)


def test_an_impossible_sequence_gives_the_best_possible_one() -> None:
    """'B-PER O' cannot be; with 'U-PER' nearly as likely, the name is one word."""
    scores = certain(["B-PER", "O"])
    scores[0, TAGS.index("U-PER")] = -0.5
    assert [span[:3] for span in BilouDecoder(TAGS).decode(scores)] == [(0, 1, "PER")]


def test_a_confidence_is_what_the_words_say_of_their_tags() -> None:
    """Half-sure words make a half-sure span."""
    scores = certain(["B-PER", "L-PER"])
    scores[0, TAGS.index("B-PER")] = scores[1, TAGS.index("L-PER")] = np.log(0.5)
    assert BilouDecoder(TAGS).decode(scores)[0][3] == pytest.approx(0.5)


def test_no_words_have_no_spans() -> None:
    """An empty sentence is no fault."""
    assert BilouDecoder(TAGS).decode(np.zeros((0, len(TAGS)), dtype=np.float32)) == []
