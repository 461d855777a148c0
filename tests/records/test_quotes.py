"""A quote is found where it stands, or the error says what to write instead."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.quotes import QuoteError, fold_typography, locate, nearest

TEXT = "The quay burned. The governor said: “the quay – all of it – is gone”.\nNobody’s ship left the quay."


def test_a_unique_quote_is_found_at_its_offset() -> None:
    """The offsets of a quote that stands once slice it out of the text."""
    start, end = locate(TEXT, "governor said")
    assert TEXT[start:end] == "governor said"


def test_a_missing_quote_names_the_nearest_words_with_their_line() -> None:
    """What is not in the text is answered with the words most like it and the line they stand on."""
    with pytest.raises(QuoteError, match="is not in the article") as caught:
        locate(TEXT, "Nobody’s ships left a quay")
    assert "line 2: “Nobody’s ship left the quay.”" in caught.value.fix


def test_a_quote_like_nothing_in_the_text_asks_for_the_right_article() -> None:
    """Without a near candidate, the message doubts the article."""
    with pytest.raises(QuoteError) as caught:
        locate(TEXT, "xxxxxxxx zzzzzzzz")
    assert "is it the right article?" in caught.value.fix


def test_an_ambiguous_quote_names_the_places() -> None:
    """A quote that stands more than once is refused, each place shown with its line and the words around it."""
    with pytest.raises(QuoteError, match="stands 3 times") as caught:
        locate(TEXT, "quay")
    assert "line 1: “The quay burned." in str(caught.value)
    assert "line 2: " in str(caught.value)
    assert "within" in caught.value.fix


def test_many_places_are_counted_and_the_first_four_shown() -> None:
    """A quote that is everywhere does not fill the screen."""
    with pytest.raises(QuoteError, match="stands 9 times") as caught:
        locate("ton. " * 9, "ton")
    assert "and 5 more" in str(caught.value)


def test_within_tells_equal_quotes_apart() -> None:
    """Longer, unique words around a quote say which one is meant."""
    assert locate(TEXT, "quay", within="left the quay") == (TEXT.rindex("quay"), TEXT.rindex("quay") + 4)


def test_a_quote_outside_its_within_is_refused() -> None:
    """Words that stand elsewhere do not stand inside the longer ones."""
    with pytest.raises(QuoteError, match="is not in “left the quay”"):
        locate(TEXT, "governor", within="left the quay")


def test_a_start_says_which_one_is_meant() -> None:
    """An offset settles an ambiguity."""
    assert locate(TEXT, "quay", start=TEXT.rindex("quay")) == (TEXT.rindex("quay"), TEXT.rindex("quay") + 4)


@pytest.mark.parametrize("start", [5, -5, 10_000])
def test_a_wrong_start_is_refused(start: int) -> None:
    """An offset at which other words stand, or none, is an error and never a guess."""
    with pytest.raises(QuoteError, match=f"the text at {start} is"):
        locate(TEXT, "quay", start=start)


@pytest.mark.parametrize("quote", ["", "  \n"])
def test_an_empty_quote_is_refused(quote: str) -> None:
    """Nothing is no evidence."""
    with pytest.raises(QuoteError, match="empty"):
        locate(TEXT, quote)


@pytest.mark.parametrize(
    "quote",
    [
        '"the quay - all of it - is gone"',
        "Nobody's ship",
        '"the quay – all of it – is gone".\nNobody',
        "burned.\u00a0The",
    ],
)
def test_plain_typography_finds_what_newspapers_print(quote: str) -> None:
    """Straight quotes, hyphens and plain spaces find curly quotes, dashes and line ends, at the same offsets."""
    start, end = locate(TEXT, quote)
    assert fold_typography(TEXT[start:end]) == fold_typography(quote)


def test_exact_typography_goes_before_folded() -> None:
    """Where one place has the very characters, only that place is meant."""
    assert locate("it's and it’s", "it’s") == (9, 13)


@pytest.mark.parametrize("line_end", ["\r\n", "\n    ", "  \n"])
def test_words_over_a_wrapped_line_are_found(line_end: str) -> None:
    """A line end of two characters or an indentation between the words is part of the span, not an obstacle."""
    text = f"The port{line_end}of Velmora burned."
    start, end = locate(text, "port of Velmora")
    assert text[start:end] == f"port{line_end}of Velmora"


def test_overlapping_places_are_all_seen() -> None:
    """'aba' stands twice in 'ababa'."""
    with pytest.raises(QuoteError, match="stands 2 times"):
        locate("ababa", "aba")


@given(st.text(max_size=200))
def test_folding_keeps_every_offset(text: str) -> None:
    """Folded text has a code point for each code point."""
    assert len(fold_typography(text)) == len(text)


@given(st.data())
def test_any_unique_stretch_is_found_at_its_offset(data: st.DataObject) -> None:
    """Whatever the text, a stretch that stands once in it is found where it stands."""
    text = data.draw(st.text(min_size=1, max_size=80))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    assume(quote.strip())
    assume(sum(text.startswith(quote, i) for i in range(len(text))) == 1)
    assert locate(text, quote) == (start, end)


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=20))
def test_locating_finds_the_words_or_says_why_not(text: str, quote: str) -> None:
    """For any text and quote the answer is a stretch of the text like the quote, or a QuoteError with a fix."""
    try:
        start, end = locate(text, quote)
    except QuoteError as error:
        advice = error.fix
    else:
        advice = ""
        assert fold_typography(text[start:end]).split() == fold_typography(quote).split()
    assert advice or start < end


def test_candidates_do_not_overlap() -> None:
    """Two candidates are two places, not one place twice."""
    (first, second) = nearest("the red boat sank and the red goat drank", "the red coat")
    assert first[1] <= second[0] or second[1] <= first[0]


def test_places_beyond_the_fourth_are_counted() -> None:
    """Of five places, four are shown and one is told of."""
    with pytest.raises(QuoteError, match=r"stands 5 times .* and 1 more"):
        locate("quay. " * 5, "quay")


def test_an_ambiguous_quote_within_others_is_shown_where_it_stands() -> None:
    """Lines are those of the article, not of the words around."""
    with pytest.raises(QuoteError, match="stands 2 times") as caught:
        locate("Velmora burned.\nThe quay, that quay, is gone.", "quay", within="The quay, that quay")
    assert str(caught.value).count("line 2: ") == 2
