"""Blocks of a file, the same for plain text and Markdown, and how plain text falls into them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from kg.read.furniture import read_furniture


class Role(Enum):
    """What the file's own markup says about a block."""

    TEXT = auto()
    TITLE = auto()
    HEADING = auto()
    ITEM = auto()
    EMPHASIS = auto()
    IMAGE = auto()
    MARKUP = auto()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item without the markup that frames it, half-open."""

    start: int
    end: int
    role: Role = Role.TEXT


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; blank when start is end."""

    start: int
    end: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing can be seen on the line."""
        return self.start == self.end


_LINE_END = re.compile(r"\r\n|[\n\r\f\v\u2028\u2029]")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_BULLET = re.compile(r"[-*+•◦▪‣●–—]\s+(?=\S)")
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s+\S")
_LONGEST_WRAPPED = 120
_FEWEST_WRAPPED = 3
_WRAPPED_SHARE = 0.25
_FILLED_SHARE = 0.8
_SHORTEST_IN_CAPITALS = 50


def split_lines(text: str, line_end: re.Pattern[str] = _LINE_END) -> list[Line]:
    """The lines of a text, trimmed."""
    lines = []
    start = 0
    for match in (*line_end.finditer(text), None):
        end = match.start() if match else len(text)
        raw = text[start:end]
        left = start + len(raw) - len(raw.lstrip())
        lines.append(Line(left, left + len(raw.strip())))
        start = match.end() if match else end
    return lines


def plain_blocks(text: str) -> list[Block]:
    """The blocks of a plain text: one for each line, or for each paragraph when its lines are wrapped."""
    lines = split_lines(text)
    width = _wrapped_width(text, lines)
    blocks: list[Block] = []
    previous: Line | None = None
    for line in lines:
        if line.is_blank:
            previous = None
            continue
        block = _block(text, line)
        if width and previous and block.role is Role.TEXT and _continues(text, previous, line, width):
            blocks[-1] = Block(blocks[-1].start, line.end, blocks[-1].role)
        else:
            blocks.append(block)
        previous = line
    return blocks


def _block(text: str, line: Line) -> Block:
    if not any(character.isalnum() for character in text[line.start : line.end]):
        return Block(line.start, line.end)  # a rule such as `* * *`, no list
    if heading := _HEADING.match(text, line.start, line.end):
        return Block(heading.end(), line.end, Role.TITLE if heading.group(1) == "#" else Role.HEADING)
    if bullet := _BULLET.match(text, line.start, line.end):
        return Block(bullet.end(), line.end, Role.ITEM)
    role = Role.ITEM if _NUMBERED.match(text, line.start, line.end) else Role.TEXT
    return Block(line.start, line.end, role)


def _adjacent(lines: list[Line]) -> Iterator[tuple[Line, Line]]:
    return ((a, b) for a, b in pairwise(lines) if not a.is_blank and not b.is_blank)


def _wrapped_width(text: str, lines: list[Line]) -> int:
    """The width that the lines of a file were wrapped at, or 0 when each line is a paragraph."""
    if any(line.end - line.start > _LONGEST_WRAPPED for line in lines):
        return 0
    pairs = list(_adjacent(lines))
    running_on = [a for a, b in pairs if text[a.end - 1] not in ".!?:" and _runs_on(text, a, b)]
    if len(running_on) < max(_FEWEST_WRAPPED, _WRAPPED_SHARE * len(pairs)):
        return 0
    return max(line.end - line.start for line in running_on)


def _runs_on(text: str, line: Line, following: Line) -> bool:
    """Whether a sentence goes on in the next line; a text all in capitals shows it only by the length of its lines."""
    capitals = line.end - line.start >= _SHORTEST_IN_CAPITALS and text[line.start : line.end].isupper()
    return text[following.start].islower() or (capitals and text[following.start : following.end].isupper())


def _continues(text: str, previous: Line, line: Line, width: int) -> bool:
    if any(read_furniture(text, each.start, each.end, head=True) for each in (previous, line)):
        return False
    return text[line.start].islower() or previous.end - previous.start >= width * _FILLED_SHARE
