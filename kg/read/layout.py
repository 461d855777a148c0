"""Arranges blocks as the parts of an article: which is masthead, headline, standfirst, body or furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.article import PROSE, Part, PartKind
from kg.read.blocks import Block, Role
from kg.read.bylines import is_capitalised, is_publisher, publisher_name, read_dateline, read_names
from kg.read.dates import PrintedDate, find_dates, find_yearless_dates
from kg.read.furniture import Piece, read_furniture
from kg.read.patterns import words
from kg.read.sentences import split_sentences

_LONGEST_HEAD = 40  # blocks; what comes later is body
_LONGEST_HEADLINE = 250
_LONGEST_STANDFIRST = 500
_LONGEST_SUBHEADING = 100
_MOST_HEADLINE_WORDS = 35
_MOST_MASTHEAD_WORDS = 6
_MOST_SUBHEADING_WORDS = 12
_MOST_PLACE_WORDS = 3
_FEWEST_STANDFIRST_WORDS = 6
_UNFINISHED = re.compile(r"[,;:]$|(?<!\.)(?<!\b[A-Z])\.[\"”’)]*$")
_INNER_END = re.compile(r"[a-z]{3}[.][\"”’)]? +[A-Z]")
_MOST_INSTITUTION_WORDS = 12
_INSTITUTION = re.compile(
    r"(?:[A-Z][\w.’'-]+ ){0,4}(?:Office|Ministry|Department|Agency|Authority|Commission|Committee|Council|Mission|"
    r"Federation|Foundation|Institute|Centre|Center|Bureau|Secretariat|Directorate|Organi[sz]ation) (?:of|for|on)\b"
)
_MOST_CREDITS = 4  # blocks below the headline among which names may stand without a word of introduction
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_FINAL = '.!?:;,…"”’-–—'


@dataclass(slots=True)
class Layout:
    """The pieces found, in file order, with what they say of the article as a whole."""

    pieces: list[Piece] = field(default_factory=list)
    masthead: str | None = None
    agency: str | None = None
    dates: list[PrintedDate] = field(default_factory=list)
    body_start: int | None = None

    def add(self, *pieces: Piece) -> None:
        """Appends pieces and the dates they state."""
        for piece in pieces:
            self.pieces.append(piece)
            self.dates += piece.dates

    def first(self, kind: PartKind) -> Piece | None:
        """The first piece of a kind."""
        return next((piece for piece in self.pieces if piece.kind is kind), None)


@dataclass(frozen=True, slots=True)
class _Head:
    """Indexes of the head's blocks; the body begins at `body`."""

    body: int
    mastheads: tuple[int, ...] = ()
    headline: int | None = None
    standfirst: int | None = None


def arrange(text: str, blocks: list[Block], *, title: str | None = None) -> Layout:
    """Sorts the blocks of an article; `title` is what its metadata call it, if they do."""
    furniture = [_furniture(text, block, head=True) for block in blocks[:_LONGEST_HEAD]]
    head = _find_head(text, blocks, furniture, title)
    if head.headline is not None and _add_credits(text, blocks, furniture, head.headline):
        head = _find_head(text, blocks, furniture, title)
    layout = Layout(body_start=blocks[head.body].start if head.body < len(blocks) else None)
    for index, block in enumerate(blocks):
        found = furniture[index] if index < head.body else _furniture(text, block, head=False)
        if index in head.mastheads:
            name = publisher_name(text[block.start : block.end])
            if layout.masthead is None or is_publisher(name):
                layout.masthead = name
            layout.add(Piece(PartKind.MASTHEAD, block.start, block.end))
        elif index == head.headline:
            layout.add(Piece(PartKind.HEADLINE, block.start, block.end))
            layout.dates += _closing_date(text, block)
        elif index == head.standfirst:
            layout.add(Piece(PartKind.STANDFIRST, block.start, block.end))
        elif found:
            layout.add(*found)
        else:
            layout.add(Piece(_body_kind(text, blocks, index), block.start, block.end))
    _add_dateline(text, blocks[head.body :][:2], layout)
    return layout


def make_parts(text: str, pieces: list[Piece]) -> tuple[Part, ...]:
    """The parts of an article, with sentences in its prose."""
    return tuple(
        Part(
            kind=piece.kind,
            start=piece.start,
            end=piece.end,
            sentences=split_sentences(text, piece.start, piece.end) if piece.kind in PROSE else (),
        )
        for piece in pieces
    )


def _furniture(text: str, block: Block, *, head: bool) -> tuple[Piece, ...]:
    if block.role in {Role.TITLE, Role.HEADING}:
        return ()
    if block.role is Role.MARKUP:
        return (Piece(PartKind.BOILERPLATE, block.start, block.end),)
    if block.role is Role.IMAGE:
        return (Piece(PartKind.CAPTION, block.start, block.end),)
    return read_furniture(text, block.start, block.end, head=head)


def _find_head(text: str, blocks: list[Block], furniture: list[tuple[Piece, ...]], title: str | None) -> _Head:
    free = [index for index, found in enumerate(furniture) if not found]
    headline = next((index for index in free if blocks[index].role is Role.TITLE), None)
    mastheads: tuple[int, ...] = ()
    if headline is None and title:
        headline = next((i for i in free[:3] if text[blocks[i].start : blocks[i].end].strip("*_ ") == title), None)
    elif headline is None:
        mastheads = _find_mastheads(text, blocks, free, furniture)
        rest = free[len(mastheads) :]
        if rest and rest[0] < len(blocks) - 1 and _can_be_headline(text, *blocks[rest[0] : rest[0] + 2]):
            headline = rest[0]
    if headline is not None and not mastheads:
        before = [index for index in free if index < headline]
        mastheads = tuple(index for index in before if _is_masthead(text, blocks[index]))
    last = headline if headline is not None else max(mastheads, default=-1)
    after = [index for index in free if index > last]
    if not after:
        return _Head(len(furniture), mastheads, headline)
    if headline is None and not title:
        return _Head(after[0], mastheads)
    if _is_standfirst(text, blocks, after, furniture):
        return _Head(after[1] if len(after) > 1 else len(furniture), mastheads, headline, after[0])
    return _Head(after[0], mastheads, headline)


def _find_mastheads(
    text: str, blocks: list[Block], free: list[int], furniture: list[tuple[Piece, ...]]
) -> tuple[int, ...]:
    """The lines above the headline that name the publisher; a headline and some prose must be left."""
    found: list[int] = []
    for this, following, _ in zip(free, free[1:], free[2:], strict=False):
        if not _is_headline(text, blocks[following]):
            break
        between = [piece for pieces in furniture[this + 1 : following] for piece in pieces]
        names = _is_masthead(text, blocks[this])
        longer = _words(text, blocks[following]) > _words(text, blocks[this])
        dated = any(piece.dates for piece in between) and not any(piece.authors for piece in between)
        plain = is_capitalised(text[blocks[this].start : blocks[this].end])
        short = _words(text, blocks[this]) <= _MOST_MASTHEAD_WORDS
        body = _is_institution(publisher_name(text[blocks[this].start : blocks[this].end]))
        if not (names and (longer or body or _is_masthead(text, blocks[following]))) and not (
            dated and plain and short and longer
        ):
            break
        found.append(this)
    return tuple(found)


def _is_masthead(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    name = publisher_name(line)
    return is_publisher(line) and (len(name.split()) <= _MOST_MASTHEAD_WORDS or _is_institution(name))


def _is_institution(line: str) -> bool:
    """Whether a line is the long name of a body: 'Office for the Coordination of …', 'Federal Ministry of …'."""
    if line.isupper():
        line = " ".join(w.lower() if w.lower() in words("small_words") else w.capitalize() for w in line.split())
    return len(line.split()) <= _MOST_INSTITUTION_WORDS and bool(_INSTITUTION.match(line)) and is_capitalised(line)


def _add_credits(text: str, blocks: list[Block], furniture: list[tuple[Piece, ...]], headline: int) -> bool:
    """Recognises, below the headline, names without 'by' and a publisher with its city; whether there are any."""
    found = False
    for index in range(headline + 1, min(headline + 1 + _MOST_CREDITS, len(furniture), len(blocks) - 1)):
        if furniture[index] or blocks[index].role is not Role.TEXT:
            continue
        block = blocks[index]
        around = [piece for each in (index - 1, index + 1) if each < len(furniture) for piece in furniture[each]]
        dated = any(piece.dates for piece in around)
        dated = dated or (index - 1 == headline and bool(_closing_date(text, blocks[headline])))
        name, comma, place = text[block.start : block.end].partition(", ")
        if names := read_names(text, block.start, block.end, alone=dated):
            furniture[index] = (Piece(PartKind.BYLINE, block.start, block.end, authors=names.authors),)
        elif comma and dated and len(name.split()) > 1 and is_publisher(name) and _is_short_place(place):
            furniture[index] = (Piece(PartKind.MASTHEAD, block.start, block.end, publisher=publisher_name(name)),)
        found = found or bool(furniture[index])
    return found


def _is_short_place(line: str) -> bool:
    return len(line.split()) <= _MOST_PLACE_WORDS and is_capitalised(line) and line[-1].isalpha()


def _can_be_headline(text: str, block: Block, following: Block) -> bool:
    """Whether a first line is the headline: of its form, or one short sentence above a longer paragraph."""
    line = text[block.start : block.end]
    short = _FEWEST_STANDFIRST_WORDS // 2 <= len(line.split()) <= _MOST_SUBHEADING_WORDS and line[0].isalnum()
    longer = following.end - following.start > 2 * len(line)
    return _is_headline(text, block) or (
        short and longer and line.endswith(".") and _is_headline(text, Block(block.start, block.end - 1, block.role))
    )


def _is_headline(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    return (
        block.role in {Role.TEXT, Role.HEADING, Role.TITLE, Role.EMPHASIS}
        and len(line) <= _LONGEST_HEADLINE
        and len(line.split()) <= _MOST_HEADLINE_WORDS
        and not _UNFINISHED.search(line)
        and not _INNER_END.search(line)
        and any(character.isalpha() for character in line)
        and not ((dateline := read_dateline(text, block.start, block.end)) and dateline.publisher)
    )


def _is_standfirst(text: str, blocks: list[Block], after: list[int], furniture: list[tuple[Piece, ...]]) -> bool:
    """Whether the first unrecognised block under the headline is a standfirst.

    It is emphasised, or a byline or date follows it, or it is a second headline: long enough, and unfinished.
    """
    block = blocks[after[0]]
    if len(after) == 1 or block.end - block.start > _LONGEST_STANDFIRST or block.role is Role.ITEM:
        return False
    if block.role is not Role.TEXT:
        return block.role is Role.EMPHASIS
    if read_dateline(text, block.start, block.end):
        return False
    next_pieces = [piece for pieces in furniture[after[0] + 1 : after[1]] for piece in pieces]
    if any(piece.kind is PartKind.BYLINE or piece.dates for piece in next_pieces):
        return True
    line = text[block.start : block.end]
    return _is_headline(text, block) and line[-1] not in _FINAL and len(line.split()) >= _FEWEST_STANDFIRST_WORDS


def _body_kind(text: str, blocks: list[Block], index: int) -> PartKind:
    block = blocks[index]
    if block.role in {Role.TITLE, Role.HEADING}:
        return PartKind.SUBHEADING
    if block.role is Role.ITEM or not _is_short(text, block) or index + 1 == len(blocks):
        return PartKind.PARAGRAPH
    # A run of short lines is a list or a table, not a row of subheadings.
    run = index > 0 and _is_short(text, blocks[index - 1]) and _is_short(text, blocks[index + 1])
    return PartKind.PARAGRAPH if run else PartKind.SUBHEADING


def _is_short(text: str, block: Block) -> bool:
    line = text[block.start : block.end]
    return (
        block.role in {Role.TEXT, Role.EMPHASIS}
        and len(line) <= _LONGEST_SUBHEADING
        and len(line.split()) <= _MOST_SUBHEADING_WORDS
        and (line[-1] not in _FINAL or line[-1] == "?")
        and not line[0].islower()
        and any(character.isalpha() for character in line)
    )


def _closing_date(text: str, block: Block) -> list[PrintedDate]:
    """The date that a headline ends with, as that of a daily report does, before a remark in brackets at most."""
    return [
        date
        for date in find_dates(text, block.start, block.end)
        if date.end == block.end or _IN_BRACKETS.fullmatch(text, date.end, block.end)
    ]


def _add_dateline(text: str, blocks: list[Block], layout: Layout) -> None:
    for block in blocks:
        if dateline := read_dateline(text, block.start, block.end):
            layout.agency = dateline.publisher
            span = text, dateline.start, dateline.end
            city = text[dateline.start : dateline.end].split(maxsplit=1)[0]
            sure = dateline.publisher or city.rstrip(",:").isupper()
            layout.dates += [*find_dates(*span)] or [
                date for date in find_yearless_dates(*span) if sure and date.start > dateline.start
            ][:1]
            return


def _words(text: str, block: Block) -> int:
    return len(text[block.start : block.end].split())
