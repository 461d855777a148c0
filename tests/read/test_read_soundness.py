"""What holds for every text: nothing is lost, and nothing is counted twice."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.article import PROSE
from kg.errors import SourceError
from kg.read import read_article_bytes

LINES = st.sampled_from(
    [
        "", "By Ann Roe", "byAnn Roe | 3 min read", "31/01/2025", "Published: 31 January 2025 Updated: 2025-02-01",
        "# Garrison leaves", "## The road", "- two tanks", "> “We wait.” He left.", "Photo: Ann Roe", "---", "***",
        "![A lorry](l.jpg)", "```", "1. First", "A lorry. Photo by Ann Roe/Border Wire", "Advertisement", "title: x",
        "OSTRAVA, Oct 20, 2023 (Border Wire) - The army left.", "“No.” He left.\u00a0It was 5 p.m. Monday. 😀",
        "(Reporting by Ann Roe; Editing by Bo Zed)", "The Ostrava Gazette", "| a | b |", "|---|---|", "<div>",
        "Title\n===", "OSTRAVA: 14-May-25 (Border Wire)", "OSTRAVA, 27 June", "© 2024 Border Wire", "Ann Roe, Editor",
        "Ostrava Post, Velmora, 12 May 2024 | 9:15 p.m.", "Report: Ann Roe | Editing desk: Velmora", "As of 6 pm",
        "— Photo: A lorry. (Ann Roe/Border Wire)", "Daily Update, June 17, 2025", "Ann Roe and Bo Zed",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(st.one_of(LINES, st.text(max_size=40)), max_size=15).map("\n".join))
# Signs of lists, headings, quotations, emphasis and separators, numbers of list items, and the `by` of a byline.
FRAMING = re.compile(
    r"(?:[\s#>*_+=|•·◦▪‣●,;/()–—-]|\d{1,9}[.)]|(?:written |story |posted |published )?by\b:?|by"
    r"|(?:authors?|report)\s*:)*",
    re.IGNORECASE,
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(["a.txt", "a.md"]))
def test_parts_and_sentences_cover_every_visible_character(text, name):
    """Parts are ordered and disjoint, sentences fill prose parts, and between parts there is only framing."""
    try:
        article = read_article_bytes(text.encode("utf-8"), name)
    except SourceError:
        return
    position = 0
    for part in article.parts:
        assert position <= part.start < part.end <= len(article.text)
        assert FRAMING.fullmatch(article.text, position, part.start), article.text[position : part.start]
        inner = part.start
        for sentence in part.sentences:
            assert inner <= sentence.start < sentence.end <= part.end
            assert not article.text[inner : sentence.start].strip()
            inner = sentence.end
        assert part.kind not in PROSE or not article.text[inner : part.end].strip()
        position = part.end
    assert FRAMING.fullmatch(article.text, position), article.text[position:]


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_reading_twice_gives_the_same_article(text):
    """Reading depends on nothing but the bytes and the name."""
    try:
        first = read_article_bytes(text.encode("utf-8"), "a.md")
    except SourceError:
        return
    assert read_article_bytes(text.encode("utf-8"), "a.md") == first
