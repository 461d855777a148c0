"""The first article's file, read: what is in it and where."""

from __future__ import annotations

from kg.article import Article, PartKind
from kg.records import Records

from ..conftest import FIRST_ARTICLE


def test_the_file_is_the_one_that_the_questions_are_about(first_article: Article) -> None:
    """Its bytes, characters, hash and no-break space are those of the contract."""
    assert len(FIRST_ARTICLE.read_bytes()) == 2748
    assert len(first_article.text) == 2725
    assert first_article.sha256.startswith("8f8b9c37")
    assert first_article.text[1530] == "\u00a0"


def test_the_head_is_read_into_its_parts(first_article: Article) -> None:
    """The glued byline, two forms of the date, the caption with its credit; no publisher, for the text names none."""
    assert first_article.headline == "NYT: North Korean troops withdrawn from front lines after casualties mount"
    assert first_article.authors == ("Yuri Zoria",)
    assert str(first_article.published) == "2025-01-31"
    assert first_article.publisher is None
    assert first_article.caption == "A North Korean soldier before their attack in Kursk Oblast."
    assert first_article.credit == "Photo via Tsapliyenko from Ukrainian drone operators."


def test_the_banner_and_the_reading_time_are_boilerplate(first_article: Article) -> None:
    """What is no news is kept apart, not dropped."""
    boilerplate = [first_article.text[p.start : p.end] for p in first_article.parts if p.kind is PartKind.BOILERPLATE]
    assert boilerplate == ["Support us on Patreon", "2 minute read"]


def test_a_no_break_space_separates_two_sentences(first_article: Article) -> None:
    """The sentence after it begins right behind it."""
    assert any(sentence.start == 1531 for sentence in first_article.sentences)


def test_every_sentence_carries_a_claim(first_article: Article, first_records: Records) -> None:
    """The reviewed records leave no sentence out."""
    spans = [span for claim in first_records.claims for span in claim.evidence]
    for sentence in first_article.sentences:
        assert any(s.start < sentence.end and sentence.start < s.end for s in spans)


def test_no_quote_is_taken_from_boilerplate(first_article: Article, first_records: Records) -> None:
    """Claims stand on the article's prose alone."""
    prose = [(s.start, s.end) for s in first_article.sentences]
    for claim in first_records.claims:
        for span in claim.evidence:
            assert any(start <= span.start < end for start, end in prose), span.quote
