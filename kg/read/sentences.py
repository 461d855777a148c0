"""Sentence boundaries: sentencex, with the ends that it misses and the breaks that it makes too many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from sentencex import get_sentence_boundaries

from kg.article import Sentence
from kg.read.patterns import pattern

# sentencex takes quadratic time over unclosed quotation marks, so it sees a stretch at a time.
_WINDOW = 4_000
_LONGEST_QUOTED = 400  # a sentence longer than this is split inside its quotation marks, which may be unpaired
_CONTEXT = 120  # how far around a boundary the rules below look

_SPACES = re.compile(r"[^\S ]|[\u200b\u2060\ufeff]")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s)\]>]+(?<![.,;:!?'\"”’])|\S{1,64}@[\w-]+(?:\.[\w-]+)+")
_CLOSERS = re.compile(r"[\"”’»)\]*_]+")
_QUOTE_END = re.compile(r"[.!?…](?:[\"”’»']|\*{1,2}|_{1,2})+ +(?=[\"“‘«(\[*_]{0,3}([^\W_]))")
_BRACKET_END = re.compile(r"(?:^|[.!?…][\"”’»]? )\([^()]{2,400}[\w\"”’][.!?…]\) +(?=[\"“‘«(\[]?([^\W_]))")
_QUOTE_START = re.compile(r"(?:[^\W_]{2}|[)%])[.!?…] +(?=[\"“]([^\W\d_]))")
_ABBREVIATION_IN_QUOTES = re.compile(r"(?:\b[A-Z]\.)+[\"”’»'*_)]+$")
_OPENING = re.compile(r"(?:^|(?<=[ (\[]))[\"“«](?=\w)")
_QUOTES = re.compile(r"[\"“”«»]")
_GLUED_END = re.compile(r"[^\W\d_]{3,}[.!?][\"”’»)]*$")
_GLUED_START = re.compile(r"[\"“‘«(]?[^\W\d_]{2,}")
_NUMBER_ONLY = re.compile(r"\W*\d{1,3}[.)]\s*$")
_QUESTION_IN_QUOTES = re.compile(r"[!?][\"”’»]+\s*$")


def split_sentences(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences of `text[start:end]`, which is one block of prose; every visible character is in one."""
    masked = _mask(text[start:end])
    sentences = []
    previous = 0
    for boundary in (*_boundaries(masked), len(masked)):
        stretch = text[start + previous : start + boundary]
        left = start + previous + len(stretch) - len(stretch.lstrip())
        right = left + len(stretch.strip())
        if right > left:
            sentences.append(Sentence(start=left, end=right))
        previous = boundary
    return tuple(sentences)


def _mask(text: str) -> str:
    """A text of equal length in which every space is a plain one and addresses have no full stops."""
    plain = _SPACES.sub(" ", text)
    return _ADDRESS.sub(lambda match: "x" * len(match.group()), plain)


def _boundaries(masked: str) -> list[int]:
    """The offsets at which a sentence ends and another begins, after the space between them."""
    found = set(_missed(masked))
    sentence_start = 0
    for boundary in _raw_boundaries(masked):
        moved = boundary
        if closers := _CLOSERS.match(masked, boundary):
            moved = closers.end()
            if moved < len(masked) and masked[moved] != " ":
                moved = boundary
        if _is_break(masked, sentence_start, moved):
            found.add(moved)
            sentence_start = moved
    return sorted(found | set(_quoted(masked, sorted(found))))


def _raw_boundaries(masked: str) -> Iterator[int]:
    """What sentencex finds, in linear time: the last sentence of a window is begun again in the next."""
    position = 0
    while len(masked) - position > _WINDOW:
        cut = masked.rfind(" ", position + 1, position + _WINDOW) + 1 or position + _WINDOW
        ends = [position + boundary["end_index"] for boundary in get_sentence_boundaries("en", masked[position:cut])]
        ends = [end for end in ends if position < end < cut]
        yield from ends
        position = ends[-1] if ends else cut
    for boundary in get_sentence_boundaries("en", masked[position:]):
        if boundary["end_index"] < len(masked) - position:
            yield position + boundary["end_index"]


def _quoted(masked: str, boundaries: list[int]) -> Iterator[int]:
    """Ends inside long quotations, seen as if their marks were letters and spaces."""
    for start, end in pairwise((0, *boundaries, len(masked))):
        if end - start <= _LONGEST_QUOTED:
            continue
        bare = _QUOTES.sub(" ", _OPENING.sub("X", masked[start:end]))
        for boundary in _raw_boundaries(bare):
            if _is_break(masked, start, start + boundary):
                yield start + boundary


def _missed(masked: str) -> Iterator[int]:
    """Ends inside a closing quotation mark or bracket and before an opening one, where sentencex goes on."""
    for expression in (_QUOTE_END, _BRACKET_END, _QUOTE_START):
        for match in expression.finditer(masked):
            opener = match.group(1)
            before = masked[max(0, match.start() - 20) : match.end()].rstrip()
            if not (opener.isupper() or opener.isdigit()) or _ABBREVIATION_IN_QUOTES.search(before):
                continue
            if _is_break(masked, max(0, match.end() - _CONTEXT), match.end()):
                yield match.end()


def _is_break(masked: str, sentence_start: int, boundary: int) -> bool:
    left = masked[max(sentence_start, boundary - _CONTEXT) : boundary]
    right = masked[boundary : boundary + _CONTEXT]
    if not right.strip() or not any(character.isalnum() for character in left):
        return False
    if not left.endswith(" ") and not right.startswith(" "):
        return bool(_GLUED_END.search(left) and _GLUED_START.match(right) and right.lstrip('"“‘«(')[:1].isupper())
    if _NUMBER_ONLY.fullmatch(left) and sentence_start >= boundary - _CONTEXT:
        return False
    if _QUESTION_IN_QUOTES.search(left) and _rule("speaker").match(right):
        return False
    return not any(before.search(left) and after.match(right) for before, after in _joins())


@cache
def _rule(name: str) -> re.Pattern[str]:
    return pattern("sentences", name)


@cache
def _joins() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    """Pairs of what stands before and after a full stop that ends no sentence."""

    def before(name: str) -> re.Pattern[str]:
        return re.compile(rf"(?:^|[\s(\"“‘/-])(?:{_rule(name).pattern})\.\s+$")

    return (
        (before("titles"), re.compile(r"[\"“‘(]?\w")),
        (before("numbered"), re.compile(r"[#(]?\d")),
        (re.compile(r"\b[ap]\.m\.\s+$"), _rule("after_time")),
        (before("countries"), re.compile(rf"(?!{_rule('sentence_openers').pattern})[A-Z][\w-]")),
    )
