"""Lemmas as edit scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.lemmas import apply_script, lemma_script

WORDS = st.text(st.characters(categories=["Ll", "Lu"], max_codepoint=0x24F), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("troops", "troop"), ("Troops", "troop"), ("went", "go"), ("Moscow", "Moscow"), ("I", "I"), ("NATO", "NATO")],
)
def test_a_script_leads_from_the_form_to_the_lemma(form: str, lemma: str) -> None:
    """Regular, irregular and names."""
    assert apply_script(lemma_script(form, lemma), form) == lemma


def test_regular_words_share_a_script() -> None:
    """What is learned of one plural holds for the next."""
    assert lemma_script("drones", "drone") == lemma_script("Brigades", "brigade")
    assert apply_script(lemma_script("carries", "carry"), "parties") == "party"


@given(WORDS.map(str.lower), WORDS.map(str.lower))
def test_any_pair_of_lower_case_words_has_a_script(form: str, lemma: str) -> None:
    """The scripts can express every lemma."""
    assert apply_script(lemma_script(form, lemma), form) == lemma


@given(WORDS, WORDS, WORDS)
def test_a_script_never_leaves_nothing(form: str, lemma: str, other: str) -> None:
    """A script learned of long words, applied to a short one, still gives a word."""
    assert apply_script(lemma_script(form, lemma), other)
