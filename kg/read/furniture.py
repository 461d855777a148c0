"""Recognises the lines around the prose: bylines, dates, captions with credits, and boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.article import PartKind
from kg.read.bylines import is_capitalised, is_publisher, read_byline, read_reporters
from kg.read.dates import DATE, TIME, WEEKDAY, PrintedDate, printed_date
from kg.read.patterns import boilerplate, pattern, words

_LONGEST = 600
_LONGEST_BOILERPLATE = 300
_LONGEST_CAPTION = 300
_MOST_PLACE_WORDS = 4
_BARS = re.compile(r"\s+[|•·/]\s+|\s*[|•·]\s*")
_SEPARATORS = " \t\u00a0,;|•·–—-()"
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s+")
_ADDRESS = re.compile(r"https?://[^\s>]+")
_CLOCK = re.compile(rf"(?:{WEEKDAY})|{TIME}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with its purpose, and the metadata that it states."""

    kind: PartKind
    start: int
    end: int
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    dates: tuple[PrintedDate, ...] = ()
    url: str | None = None


def read_furniture(text: str, start: int, end: int, *, head: bool) -> tuple[Piece, ...]:
    """The pieces of a line that is no prose; none when any of it may be.

    Unlabelled dates and bylines are looked for in the head only: further down they are subheadings or prose.
    """
    if end - start > _LONGEST:
        return ()
    if whole := _whole(text, start, end, head=head):
        return whole
    segments = _segments(text, start, end)
    if head and (found := _publisher_and_sections(text, segments) or _bracketed_date(text, start, end)):
        return found
    pieces: list[Piece] = []
    for left, right in segments:
        peeled = _peel(text, left, right)
        if not peeled:
            return ()
        pieces += peeled
    if not head and not _is_labelled(text, pieces):
        return ()
    return tuple(pieces)


def _whole(text: str, start: int, end: int, *, head: bool) -> tuple[Piece, ...]:
    """What a line is as a whole, before it is cut at bars and dates."""
    if piece := _boilerplate(text, start, end):
        return (piece,)
    if credit := read_reporters(text, start, end):
        return (Piece(PartKind.BYLINE, start, end, authors=credit.authors),)
    return _caption(text, start, end, head=head)


def _boilerplate(text: str, start: int, end: int) -> Piece | None:
    if end - start > _LONGEST_BOILERPLATE or not any(p.fullmatch(text, start, end) for p in boilerplate()):
        return None
    address = _ADDRESS.search(text, start, end)
    return Piece(PartKind.BOILERPLATE, start, end, url=address.group() if address else None)


def _publisher_and_sections(text: str, segments: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """'The Velmora Post | News | World': the publisher, and where in its pages the article stands."""
    if not segments[1:] or not is_publisher(name := text[slice(*segments[0])]):
        return ()
    sections = [_boilerplate(text, *segment) for segment in segments[1:]]
    if not all(sections):
        return ()
    return (Piece(PartKind.MASTHEAD, *segments[0], publisher=name), *(piece for piece in sections if piece))


def _bracketed_date(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """A line in brackets that tells, among other dates, when it was published."""
    if text[start] != "(" or text[end - 1] != ")":
        return ()
    told = [match for match in _dated().finditer(text, start, end) if match["published"]]
    dates = tuple(date for match in told if match["published"].lower() != "on" for date in _date_piece(match, 0).dates)
    return (Piece(PartKind.DATELINE, start, end, dates=dates),) if dates else ()


def _segments(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between the bars of a line."""
    edges = [start]
    for bar in _BARS.finditer(text, start, end):
        edges += [bar.start(), bar.end()]
    edges.append(end)
    return [span for left, right in zip(edges[::2], edges[1::2], strict=True) if (span := _trim(text, left, right))]


def _peel(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of a segment, cut at its dates."""
    pieces: list[Piece] = []
    position = start
    while span := _trim(text, position, end):
        dated = _dated().search(text, *span)
        if dated and dated.start() == span[0]:
            pieces.append(_date_piece(dated, dated.start()))
            position = dated.end()
            continue
        rest = _trim(text, span[0], dated.start() if dated else span[1]) or span
        place = text[slice(*rest)]
        if piece := _undated(text, *rest):
            pieces.append(piece)
        elif dated and _is_place(place):
            pieces.append(_date_piece(dated, rest[0]))
            position = dated.end()
            continue
        else:
            return []
        position = dated.start() if dated else end
    return pieces


def _is_place(line: str) -> bool:
    """Whether what stands before a date can be `City, Country` and is not the headline of a daily report."""
    found = line.replace(",", " ").lower().split()
    return len(found) <= _MOST_PLACE_WORDS and is_capitalised(line) and not words("report_words").intersection(found)


def _undated(text: str, start: int, end: int) -> Piece | None:
    if piece := _boilerplate(text, start, end):
        return piece
    if byline := read_byline(text, start, end):
        return Piece(PartKind.BYLINE, byline.start, end, authors=byline.authors, publisher=byline.publisher)
    if text[start:end] in words("agencies"):
        return Piece(PartKind.MASTHEAD, start, end, publisher=text[start:end])
    if _CLOCK.fullmatch(text, start, end):
        return Piece(PartKind.DATELINE, start, end)
    return None


@cache
def _dated() -> re.Pattern[str]:
    """A date with its label before it and its time of day on either side."""
    published = pattern("date_lines", "published").pattern
    updated = pattern("date_lines", "updated").pattern
    return re.compile(
        rf"(?:\b(?:(?P<published>{published})|(?P<updated>{updated}))\b\s*:?\s*)?"
        rf"(?:{TIME}[,\s]*(?:on\s+)?)?{DATE.pattern}{TIME}?",
        re.IGNORECASE,
    )


def _date_piece(match: re.Match[str], start: int) -> Piece:
    date = DATE.search(match.string, match.start(), match.end())
    dates = (printed_date(date, updated=match["updated"] is not None),) if date else ()
    return Piece(PartKind.DATELINE, start, match.end(), dates=dates)


def _is_labelled(text: str, pieces: list[Piece]) -> bool:
    """Whether a line of the body says itself that it is furniture: every date in it has a label."""
    dated = [piece for piece in pieces if piece.dates]
    return bool(dated) and all(
        (match := _dated().match(text, piece.start, piece.end))
        and (match["published"] or match["updated"])
        and not match.group().lower().startswith("on ")
        for piece in dated
    )


def _caption(text: str, start: int, end: int, *, head: bool) -> tuple[Piece, ...]:
    """A caption with its credit, or one of them by itself."""
    if end - start > _LONGEST_CAPTION * (2 if head else 1):
        return ()
    label = pattern("photo", "caption").match(text, start, end)
    begin = label.end() if label else start
    ends = [match.end() for match in _SENTENCE_END.finditer(text, begin, end)]
    for left in (begin, *ends):
        if not pattern("photo", "credit").fullmatch(text, left, end) and not (
            (left > begin or label) and pattern("photo", "agency_credit").fullmatch(text, left, end)
        ):
            continue
        caption = _strip(text, begin, left)
        credit = Piece(PartKind.CREDIT, left, end)
        return (Piece(PartKind.CAPTION, start if label else caption[0], caption[1]), credit) if caption else (credit,)
    return (Piece(PartKind.CAPTION, start, end),) if label and begin < end else ()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A stretch without the separators around it."""
    while start < end and (text[start] in _SEPARATORS or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _SEPARATORS or text[end - 1].isspace()):
        end -= 1
    return (start, end) if start < end else None


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    stretch = text[start:end]
    left = start + len(stretch) - len(stretch.lstrip())
    return (left, left + len(stretch.strip())) if stretch.strip() else None
