"""Markdown to blocks, by the line ranges of markdown-it's tokens, and its front matter to metadata."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markdown_it import MarkdownIt
from markdown_it.token import Token
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kg.read.blocks import Block, Line, Role, split_lines
from kg.read.dates import PrintedDate, find_dates
from kg.read.furniture import read_furniture

_LINE_END = re.compile(r"\r\n|\r|\n")  # what Markdown counts as one
_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*(?:\r\n|\r|\n)(.*?)(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.DOTALL
)
_LONGEST_FRONT_MATTER = 20_000
_PREFIX = re.compile(r"(?:(?:>|[-*+]|\d{1,9}[.)])\s+|>)*")
_QUOTE_PREFIX = re.compile(r"(?:>\s*)*")
_HEADING = re.compile(r"#{1,6}\s*(?=\S)")
_CLOSING_HASHES = re.compile(r"\s+#+$")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})(?=\S)(?P<inner>[^*_\r\n]+?)(?<=\S)\1")
_IMAGE = re.compile(
    r"!\[(?P<alt>[^\]\r\n]*)\](?:\((?:<[^>\r\n]*>|[^\s()]*(?:\([^\s()]*\))?)?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)|\[[^\]]*\])"
)
_LINKED_IMAGE = re.compile(rf"\[\s*{_IMAGE.pattern}\s*\]\([^\s()]*\)")
_REFERENCE = re.compile(r"\[[^\]]+\]:\s*\S+.*")
_INLINE = re.compile(r"!?\[([^\]]*)\]\([^)]*\)|(\*{1,3}|(?<!\w)_{1,3}|`+)(.+?)\2")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The metadata above a Markdown text; `end` is where the text begins."""

    end: int = 0
    title: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    caption: str | None = None
    credit: str | None = None
    dates: tuple[PrintedDate, ...] = ()
    warning: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """The YAML between `---` lines at the top of a file, under the names that site generators use."""
    match = _FRONT_MATTER.match(text, 0, _LONGEST_FRONT_MATTER)
    if not match:
        return FrontMatter()
    try:
        values = YAML(typ="safe", pure=True).load(match[1])
    except (YAMLError, ValueError, RecursionError) as error:
        reason = str(error).strip().partition("\n")[0]
        return FrontMatter(end=match.end(), warning=f"the front matter is not valid YAML and was not used: {reason}")
    if not isinstance(values, Mapping):
        # A rule, some text and another rule: no metadata. An empty block is one all the same.
        return FrontMatter(end=match.end()) if values is None else FrontMatter()
    fields = {str(key).lower().replace("-", "_"): value for key, value in values.items()}
    return FrontMatter(
        end=match.end(),
        title=_string(fields, "title", "headline"),
        standfirst=_string(fields, "subtitle", "standfirst", "description", "summary", "excerpt"),
        authors=_authors(fields),
        publisher=_string(fields, "publisher", "source", "site", "site_name", "publication"),
        url=_string(fields, "url", "link", "canonical_url", "canonical", "source_url"),
        language=_string(fields, "lang", "language"),
        caption=_string(fields, "caption", "image_caption"),
        credit=_string(fields, "credit", "image_credit", "photo_credit"),
        dates=tuple(_dates(fields)),
    )


def markdown_blocks(text: str, start: int) -> list[Block]:
    """The blocks of the Markdown from `start`, in file order, each without the markup around it."""
    lines = split_lines(text[start:], _LINE_END)
    lines = [Line(line.start + start, line.end + start) for line in lines]
    # Only blocks are parsed: inline markup stays in the text, and long lines cost nothing.
    parser = MarkdownIt("commonmark").enable("table")
    parser.core.ruler.enableOnly(["normalize", "block"])
    blocks: list[Block] = []
    seen = 0
    for first, last, role in _ranges(parser.parse(text[start:])):
        blocks += _leftovers(text, lines[seen:first])
        blocks += _blocks(text, [line for line in lines[max(first, seen) : last] if not line.is_blank], role)
        seen = max(seen, last)
    return [*blocks, *_leftovers(text, lines[seen:])]


def plain_text(markdown: str) -> str:
    """A heading's words without emphasis, code and link markup."""
    return _INLINE.sub(lambda match: match[1] if match[1] is not None else match[3] or "", markdown).strip()


def _ranges(tokens: list[Token]) -> Iterator[tuple[int, int, Role]]:
    """The lines of each leaf block."""
    in_item = 0
    for token in tokens:
        in_item += {"list_item_open": 1, "list_item_close": -1}.get(token.type, 0)
        if token.map is None:
            continue
        if token.type == "heading_open":
            yield token.map[0], token.map[1], Role.TITLE if token.tag == "h1" else Role.HEADING
        elif token.type == "paragraph_open":
            yield token.map[0], token.map[1], Role.ITEM if in_item else Role.TEXT
        elif token.type in {"fence", "code_block", "tr_open"}:
            yield token.map[0], token.map[1], Role.ITEM
        elif token.type in {"html_block", "hr"}:
            yield token.map[0], token.map[1], Role.MARKUP


def _leftovers(text: str, lines: list[Line]) -> list[Block]:
    """Lines of no token: link definitions, table rules, empty list items. Never dropped."""
    blocks = []
    for line in lines:
        if not line.is_blank:
            shown = text[line.start : line.end]
            markup = _REFERENCE.fullmatch(shown) or not any(character.isalnum() for character in shown)
            blocks.append(Block(line.start, line.end, Role.MARKUP if markup else Role.TEXT))
    return blocks


def _blocks(text: str, lines: list[Line], role: Role) -> list[Block]:
    if not lines:
        return []
    if role is Role.MARKUP:
        return [Block(lines[0].start, lines[-1].end, role)]
    start = _PREFIX.match(text, lines[0].start, lines[0].end)
    first = Line(start.end() if start else lines[0].start, lines[0].end)
    if role in {Role.TITLE, Role.HEADING}:
        return _heading(text, [first, *lines[1:]], role)
    rest = [
        Line(m.end() if (m := _QUOTE_PREFIX.match(text, li.start, li.end)) else li.start, li.end) for li in lines[1:]
    ]
    lines = [line for line in (first, *rest) if not line.is_blank]
    blocks: list[Block] = []
    joined = False  # whether the next line may run on from the last block
    for line in lines:
        block = _line_block(text, line, role)
        alone = block.role not in {Role.TEXT, Role.ITEM} or bool(
            read_furniture(text, block.start, block.end, head=True)
        )
        if joined and not alone:
            blocks[-1] = Block(blocks[-1].start, line.end, role)
        else:
            blocks.append(block)
        joined = not alone
    return blocks


def _heading(text: str, lines: list[Line], role: Role) -> list[Block]:
    start, end = lines[0].start, lines[-1].end
    if hashes := _HEADING.match(text, start, end):
        start = hashes.end()
        if closing := _CLOSING_HASHES.search(text, start, end):
            end = closing.start()
    elif len(lines) > 1:  # the last line is the underline
        end = lines[-2].end
    if start >= end or not text[start:end].strip("# "):
        return [Block(lines[0].start, lines[-1].end, Role.MARKUP)]
    return [Block(start, end, role)]


def _line_block(text: str, line: Line, role: Role) -> Block:
    if _IMAGE.fullmatch(text, line.start, line.end) or _LINKED_IMAGE.fullmatch(text, line.start, line.end):
        return Block(line.start, line.end, Role.IMAGE)
    if emphasis := _EMPHASIS.fullmatch(text, line.start, line.end):
        return Block(emphasis.start("inner"), emphasis.end("inner"), Role.EMPHASIS)
    return Block(line.start, line.end, role)


def _string(fields: Mapping[str, object], *names: str) -> str | None:
    for name in names:
        value = fields.get(name)
        if isinstance(value, Mapping):  # such as publisher: {name: …}
            value = value.get("name")
        if isinstance(value, str | int | float) and str(value).strip():
            return " ".join(str(value).split())
    return None


def _authors(fields: Mapping[str, object]) -> tuple[str, ...]:
    value = next((fields[name] for name in ("authors", "author", "byline", "by") if fields.get(name)), None)
    items = value if isinstance(value, list) else [value]
    names: list[str] = []
    for item in items:
        name = _string({"name": item}, "name")
        names += re.split(r"\s*(?:,|;|&|\band\b)\s*", name.removeprefix("By ").removeprefix("by ")) if name else []
    return tuple(dict.fromkeys(name for name in names if name))


def _dates(fields: Mapping[str, object]) -> Iterator[PrintedDate]:
    published = ("date", "published", "date_published", "published_at", "pubdate", "publish_date")
    for names, updated in ((published, False), (("updated", "modified", "date_modified", "lastmod"), True)):
        for name in names:
            value = fields.get(name)
            if isinstance(value, dt.datetime):
                value = value.date()
            if isinstance(value, dt.date | str):
                yield from find_dates(str(value), 0, min(len(str(value)), 100), updated=updated)
