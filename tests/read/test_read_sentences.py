"""Where sentences end in news prose."""

from __future__ import annotations

import time

import pytest

from kg.read.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    "marked",
    [
        "The army left.|It was cold.",
        "“He said no.”|Then he left.",
        '"Stop!" Roe said.|"Why?" Mr. Roe asked.|“Go!”|She ran.',
        'He said "yes."|"No," she said.',
        'She had gone.|"This was',
        "He asked (why?).|Then he left.|(He was late.)|She stayed.",
        "He wrote **“No.”**|Then he left.",
        "Lt. Col. J. R. Smith and Vice Adm. A. Roe met Gen. Ann Zed.|They left.",
        "The U.S. Defense Secretary met U.S. President Roe in the U.S.|The talks failed.",
        "We met at 5 p.m. Monday.|It ended at 7 p.m.|The army left.",
        "It cost $3.5 million under Order No. 241 of Oct. 12.|He paid.",
        "Acme Inc. President Ann Roe said the No. 1 firm lost approx. 3.4 percent.|It fell.",
        "He left.|Then she came to see www.x.example/a.Html now.",
        "1. The first item.|2. The second.",
        "He came\u00a0home.|\u00a0Then\u2009she left.|😀 Fine.|العربية.|Good.",
        "Yes!|But why?!",
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked):
    """A bar marks each boundary."""
    parts = [part.strip() for part in marked.split("|")]
    joined = " ".join(parts) if "\u00a0Then" not in marked else marked.replace(".|\u00a0", ".\u00a0").replace("|", " ")
    assert sentences(joined) == parts


def test_offsets_are_code_points_after_astral_characters():
    """Emoji and Arabic before a boundary do not move it."""
    text = "😀😀 The army left. العربية 😀. It was cold."
    assert sentences(text)[-1] == "It was cold."


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["word ", "“ word ", "a", ". ", "( "])
def test_time_is_linear_without_sentence_ends(unit):
    """A line of nine million characters is read within seconds."""
    text = unit * (9_000_000 // len(unit))
    begin = time.perf_counter()
    assert len(split_sentences(text, 0, len(text))) == 1
    assert time.perf_counter() - begin < 10


def test_sentence_across_the_reading_window_stays_whole():
    """A boundary is found however far it is from the last one."""
    long = "word " * 3_000 + "end."
    assert sentences(f"It began. {long} It ended.") == ["It began.", long, "It ended."]


def test_long_quotation_is_split_into_its_sentences():
    """A short one stays with its speaker; a speech, or a mark that nobody closed, does not swallow the page."""
    speech = " ".join(["We held the northern bridge for as long as we could hold it."] * 9)
    assert sentences('He said: "We left. It was late." Then he slept.')[0] == 'He said: "We left. It was late."'
    assert len(sentences(f'"{speech}" Then he slept.')) == 10
    assert len(sentences(f'The 12" gun fired. {speech} He said "no".')) >= 10
