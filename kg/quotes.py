"""Where a quote stands in a text: exact words first, then the same words in other typography or broken otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

# People type straight quotes and plain spaces where newspapers print others. One code point for one code point,
# so offsets found in the folded text hold in the text itself.
_TYPOGRAPHY = str.maketrans(
    {
        "‘": "'",
        "’": "'",
        "‚": "'",
        "′": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "″": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "−": "-",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "\n": " ",
        "\r": " ",
    }
)

MIN_CANDIDATE_SIMILARITY = 0.5
SHOWN_CONTEXT = 30


class QuoteError(ValueError):
    """A quote is not in the text, or is there more than once; `fix` says what to write instead."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


def fold_typography(text: str) -> str:
    """The text with plain quotes, hyphens and spaces, code point for code point."""
    return text.translate(_TYPOGRAPHY)


def locate(text: str, quote: str, within: str | None = None, start: int | None = None) -> tuple[int, int]:
    """The half-open code point offsets of a quote that stands once in the text, or once inside `within`.

    A `start` says which of several is meant and must be right. Raises QuoteError with the nearest candidates.
    """
    if not quote.strip():
        raise QuoteError("the quote is empty", "quote the words of the article that say it")
    if start is not None:
        end = start + len(quote)
        there = text[start:end] if start >= 0 else ""
        if fold_typography(there) != fold_typography(quote):
            raise QuoteError(f"the text at {start} is “{there}”, not “{quote}”", "remove 'start', or correct the quote")
        return start, end
    offset, stretch = 0, text
    if within is not None:
        offset, outer_end = locate(text, within)
        stretch = text[offset:outer_end]
    folded = fold_typography(stretch), fold_typography(quote)
    found = list(_occurrences(stretch, quote)) or list(_occurrences(*folded)) or list(_wrapped_occurrences(*folded))
    if not found:
        raise QuoteError(*_missing(text, quote, within))
    if len(found) > 1:
        raise QuoteError(*_ambiguous(text, quote, [offset + first for first, _ in found]))
    return offset + found[0][0], offset + found[0][1]


def _occurrences(text: str, quote: str) -> Iterator[tuple[int, int]]:
    position = text.find(quote)
    while position >= 0:
        yield position, position + len(quote)
        position = text.find(quote, position + 1)


def _wrapped_occurrences(text: str, quote: str) -> Iterator[tuple[int, int]]:
    """Where the words stand with other white space between them: a line end of two characters, an indentation."""
    for match in re.finditer(r"\s+".join(map(re.escape, quote.split())), text):
        yield match.span()


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _excerpt(text: str, start: int, end: int) -> str:
    before, after = max(0, start - SHOWN_CONTEXT), min(len(text), end + SHOWN_CONTEXT)
    return " ".join(f"{'…' * (before > 0)}{text[before:after]}{'…' * (after < len(text))}".split())


def _ambiguous(text: str, quote: str, starts: list[int]) -> tuple[str, str]:
    places = "; ".join(f"line {_line(text, s)}: “{_excerpt(text, s, s + len(quote))}”" for s in starts[:4])
    more = f" and {len(starts) - 4} more" if len(starts) > 4 else ""  # noqa: PLR2004
    return (
        f"the quote “{quote}” stands {len(starts)} times in the article ({places}{more})",
        "make it longer until it is unique, or write {quote: …, within: …} with longer words around it",
    )


def _missing(text: str, quote: str, within: str | None) -> tuple[str, str]:
    where = f"in “{within}”" if within is not None else "in the article"
    candidates = nearest(text, quote)
    shown = "; ".join(f"line {_line(text, start)}: “{text[start:end]}”" for start, end in candidates)
    hint = f"did you mean {shown}?" if shown else "nothing in the article is like it: is it the right article?"
    return f"the quote “{quote}” is not {where}", f"copy the words from the article; {hint}"


def nearest(text: str, quote: str, count: int = 2) -> list[tuple[int, int]]:
    """The stretches of the text most like the quote, best first, cut at word boundaries.

    Ratcliff-Obershelp similarity (difflib) over windows as many words long as the quote.
    """
    words = list(re.finditer(r"\S+", text))
    length = max(1, len(quote.split()))
    folded = fold_typography(quote).casefold()
    matcher = SequenceMatcher(None, "", folded, autojunk=False)
    graded: list[tuple[float, int, int]] = []
    for first in range(max(1, len(words) - length + 1)):
        window = words[first : first + length]
        if not window:
            break
        start, end = window[0].start(), window[-1].end()
        matcher.set_seq1(fold_typography(text[start:end]).casefold())
        # The quick bounds spare the full comparison of windows that share few letters.
        if matcher.real_quick_ratio() >= MIN_CANDIDATE_SIMILARITY <= matcher.quick_ratio():
            ratio = matcher.ratio()
            if ratio >= MIN_CANDIDATE_SIMILARITY:
                graded.append((-ratio, start, end))
    chosen: list[tuple[int, int]] = []
    for _, start, end in sorted(graded):
        if all(end <= s or start >= e for s, e in chosen):
            chosen.append((start, end))
        if len(chosen) == count:
            break
    return chosen
