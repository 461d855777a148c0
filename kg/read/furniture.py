"""Recognises the lines around the prose: bylines, dates, captions with credits, and boilerplate."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from kg.article import PartKind
from kg.read.bylines import (
    is_capitalised,
    is_person,
    is_publisher,
    publisher_name,
    read_byline,
    read_desk,
    read_reporters,
)
from kg.read.dates import DATE, TIME, WEEKDAY, YEARLESS, PrintedDate, printed_date, yearless_date
from kg.read.patterns import boilerplate, pattern, words

_LONGEST = 600
_LONGEST_BOILERPLATE = 300
_LONGEST_CAPTION = 300
_MOST_PLACE_WORDS = 4
_BARS = re.compile(r"\s+[|•·/]\s+|\s*[|•·]\s*")
_SEPARATORS = " \t\u00a0,;|•·–—-()"
_SENTENCE_END = re.compile(r"[.!?][\"”’)]?\s+")
_ADDRESS = re.compile(r"https?://[^\s>]+")
_MOST_AGENCY_WORDS = 6
_ENDING_IN_BRACKETS = re.compile(r"(?<=\s)[(\[](?=[^()\[\]]*[)\]]\.?$)")
_CITY_AND_SIGN = re.compile(r"[^\W\d_][^,:()\d]*(?:, ?[^,:()\d]+)?[,:]\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line with its purpose, and the metadata that it states."""

    kind: PartKind
    start: int
    end: int
    authors: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    publisher: str | None = None
    dates: tuple[PrintedDate, ...] = ()
    year: int | None = None  # of the rights in the text
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
    if head and (found := _publisher_and_more(text, segments) or _bracketed_date(text, start, end)):
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
        return (piece if head else _with_rights(text, piece),)
    if credit := read_reporters(text, start, end):
        return (Piece(PartKind.BYLINE, start, end, authors=credit.authors, helpers=credit.helpers),)
    return _caption(text, start, end, head=head)


def _boilerplate(text: str, start: int, end: int) -> Piece | None:
    if end - start > _LONGEST_BOILERPLATE or not any(p.fullmatch(text, start, end) for p in boilerplate()):
        return None
    address = _ADDRESS.search(text, start, end)
    return Piece(PartKind.BOILERPLATE, start, end, url=address.group() if address else None)


def _with_rights(text: str, piece: Piece) -> Piece:
    """A notice at the foot with the year of the rights in the text and the publisher that holds them.

    The holder must have a publisher's name, or be named in brackets as the agency is: others own pictures. A news
    agency does so too, and counts where it reserves all rights.
    """
    notice = pattern("rights", "notice", ignore_case=True).match(text, piece.start, piece.end)
    if not notice:
        return piece
    holder = (notice["holder"] or "").strip(" ,;")
    reserved = pattern("rights", "reserved", ignore_case=True).search(text, piece.start, piece.end)
    year = int(notice["year"])
    if not holder or f"({holder})" in text[: piece.start]:
        return replace(piece, year=year)
    if is_person(holder) or not (is_publisher(holder) if holder not in words("agencies") else reserved):
        return replace(piece, year=year) if reserved else piece
    return replace(piece, year=year, publisher=publisher_name(holder))


def _publisher_and_more(text: str, segments: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """'The Velmora Post | News | 12 May 2024': the publisher, and where in its pages and when the article stands."""
    if not segments[1:] or not is_publisher(name := text[slice(*segments[0])]):
        return ()
    more = [_peel(text, *segment) for segment in segments[1:]]
    if not all(more):
        return ()
    masthead = Piece(PartKind.MASTHEAD, *segments[0], publisher=publisher_name(name))
    return (masthead, *(piece for pieces in more for piece in pieces))


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
    after_place = False
    while span := _trim(text, position, end):
        dated = _next_date(text, *span)
        if dated and dated.start() == span[0]:
            pieces.append(_date_piece(dated, dated.start()))
            position = dated.end()
            continue
        rest = _trim(text, span[0], dated.start() if dated else span[1]) or span
        if piece := _undated(text, *rest) or (_agency(text, *rest) if after_place else None):
            pieces.append(piece)
        elif dated and (before := _before_date(text, *rest, dated.start())):
            paper, begin = before
            pieces += [*([paper] if paper else []), _date_piece(dated, begin)]
            position = dated.end()
            after_place = True
            continue
        else:
            return []
        position = dated.start() if dated else end
    return pieces


def _next_date(text: str, start: int, end: int) -> re.Match[str] | None:
    """The next date of a segment.

    One without a year needs a label or a weekday and stands alone, or it needs a city before it and, if that is not in
    capitals, a weekday or an agency besides: 'Kursk Offensive, 6 August' may be a headline.
    """
    if full := _dated().search(text, start, end):
        return full
    dated = _yearless().search(text, start, end)
    if not dated:
        return None
    before = text[start : dated.start()]
    if not before:
        label = dated["published"] or dated["updated"] or dated["weekday"]
        return dated if label and label.lower() != "on" else None
    sure = before.isupper() or dated["weekday"] or text[dated.end() : end].lstrip().startswith("(")
    small = words("small_words").intersection(before.lower().split())
    return dated if sure and not small and _CITY_AND_SIGN.fullmatch(before) and _is_place(before) else None


def _before_date(text: str, start: int, end: int, date: int) -> tuple[Piece | None, int] | None:
    """What stands before a date and makes no headline of it: a part of the paper, a city, or the paper and a city.

    Given are the paper, if it is named, and where the date's own piece begins.
    """
    line = text[start:end]
    if pattern("date_lines", "section", ignore_case=True).fullmatch(line):
        return None, start
    name, comma, place = line.partition(",")
    if len(name.split()) > 1 and is_publisher(name) and not _has_report_words(name):
        if not place.strip() or _is_place(place):
            city = _trim(text, start + len(name) + len(comma), end)
            paper = Piece(PartKind.MASTHEAD, start, start + len(name), publisher=publisher_name(name))
            return paper, city[0] if city else date
        return None
    return (None, start) if _is_place(line) else None


def _agency(text: str, start: int, end: int) -> Piece | None:
    """The agency in brackets after place and date."""
    name = text[start:end]
    if (text[start - 1 : start], text[end : end + 1]) != ("(", ")") or len(name.split()) > _MOST_AGENCY_WORDS:
        return None
    plain = is_capitalised(name) and not any(character.isdigit() for character in name)
    return Piece(PartKind.MASTHEAD, start, end, publisher=name) if plain else None


def _is_place(line: str) -> bool:
    """Whether what stands before a date can be `City, Country` and is not the headline of a daily report."""
    short = len(line.replace(",", " ").split()) <= _MOST_PLACE_WORDS
    return short and is_capitalised(line) and not _has_report_words(line)


def _has_report_words(line: str) -> bool:
    """Whether a line names a report rather than a place or a paper."""
    return bool(words("report_words").intersection(re.sub(r"[,:]", " ", line).lower().split()))


def _undated(text: str, start: int, end: int) -> Piece | None:
    if piece := _boilerplate(text, start, end):
        return piece
    if byline := read_byline(text, start, end):
        return Piece(PartKind.BYLINE, byline.start, end, authors=byline.authors, publisher=byline.publisher)
    if text[start:end] in words("agencies"):
        return Piece(PartKind.MASTHEAD, start, end, publisher=text[start:end])
    kind = None
    if read_desk(text, start, end):
        kind = PartKind.BYLINE
    elif pattern("photo", "credit").fullmatch(text, start, end):
        kind = PartKind.CREDIT
    elif _clock().fullmatch(text, start, end):
        kind = PartKind.DATELINE
    return Piece(kind, start, end) if kind else None


@cache
def _dated() -> re.Pattern[str]:
    """A date with its label before it and its time of day on either side."""
    return re.compile(rf"{_label()}(?:{TIME}[,\s]*(?:on\s+)?)?{DATE.pattern}{TIME}?", re.IGNORECASE)


@cache
def _yearless() -> re.Pattern[str]:
    """The same for a date without a year."""
    return re.compile(rf"{_label()}(?:{TIME}[,\s]*(?:on\s+)?)?{YEARLESS.pattern}{TIME}?", re.IGNORECASE)


@cache
def _clock() -> re.Pattern[str]:
    """A weekday, or the time up to which the article tells what happened."""
    return re.compile(rf"(?:{WEEKDAY})|{_label()}{TIME}", re.IGNORECASE)


def _label() -> str:
    published = pattern("date_lines", "published").pattern
    updated = pattern("date_lines", "updated").pattern
    return rf"(?:\b(?:(?P<published>{published})|(?P<updated>{updated}))\b\s*:?\s*)?"


def _date_piece(match: re.Match[str], start: int) -> Piece:
    updated = match["updated"] is not None
    dates: tuple[PrintedDate, ...] = ()
    if full := DATE.search(match.string, match.start(), match.end()):
        dates = (printed_date(full, updated=updated),)
    elif yearless := YEARLESS.search(match.string, match.start(), match.end()):
        dates = (yearless_date(yearless, updated=updated),)
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
    if not label and not pattern("photo", "credit").fullmatch(text, start, end):
        label = pattern("photo", "pictured").match(text, start, end)
    begin = label.end() if label else start
    ends = [match.end() for match in _SENTENCE_END.finditer(text, begin, end)]
    ends += [match.start() for match in _ENDING_IN_BRACKETS.finditer(text, begin, end) if match.start() not in ends]
    for left in (begin, *ends):
        if not _is_credit(text, left, end, labelled=label is not None, after_caption=left > begin):
            continue
        caption = _strip(text, begin, left)
        credit = Piece(PartKind.CREDIT, left, end)
        return (Piece(PartKind.CAPTION, start if label else caption[0], caption[1]), credit) if caption else (credit,)
    return (Piece(PartKind.CAPTION, start, end),) if label and begin < end else ()


def _is_credit(text: str, start: int, end: int, *, labelled: bool, after_caption: bool) -> bool:
    """Whether a caption's credit stands here; how few words it needs depends on how sure the caption is."""
    bracket_in_sentence = after_caption and text[start] in "([" and not _SENTENCE_END.search(text, start - 3, start)
    if bracket_in_sentence and not labelled and not pattern("photo", "bracketed_label").match(text, start, end):
        return False
    return bool(
        pattern("photo", "credit").fullmatch(text, start, end)
        or ((after_caption or labelled) and pattern("photo", "agency_credit").fullmatch(text, start, end))
        or (after_caption and labelled and pattern("photo", "bracketed").fullmatch(text, start, end))
    )


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
