"""Reads one file: decoding, blocks, layout and metadata come together here."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path, PurePath

from kg.article import LANGUAGE_TAG, Article, PartKind
from kg.errors import Problem, SourceError
from kg.iris import checked_iri
from kg.read.blocks import plain_blocks
from kg.read.dates import choose_date, file_date, find_dates
from kg.read.decoding import decode, is_fallback
from kg.read.furniture import Piece
from kg.read.layout import Layout, arrange, make_parts
from kg.read.markdown import FrontMatter, markdown_blocks, plain_text, read_front_matter

_MARKDOWN = ".md"
_EVIDENCE = 20_000  # characters searched for a date that settles an ambiguous one


def read_article(path: Path, *, name: str | None = None, max_bytes: int = 10_000_000) -> Article:
    """The article in a `.txt` or `.md` file, shown under `name` (by default the file's own).

    Raises SourceError for what cannot be opened, is larger than `max_bytes`, or is not text.
    """
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
        size = path.stat().st_size
    except OSError as error:
        message = f"the file cannot be read: {error.strerror or error}"
        raise SourceError(Problem(str(path), None, message, "check the path and its permissions")) from error
    if len(data) > max_bytes:
        message = f"the file has {max(size, len(data)):,} bytes; the limit is {max_bytes:,}"
        fix = "split it into articles, or raise the setting max_article_bytes"
        raise SourceError(Problem(str(path), None, message, fix))
    return read_article_bytes(data, name or path.name, shown_in_errors=str(path))


def read_article_bytes(data: bytes, file: str, *, shown_in_errors: str | None = None) -> Article:
    """The article in the bytes of a file; the suffix of `file` tells Markdown from plain text."""
    text, encoding = decode(data, shown_in_errors or file)
    front = FrontMatter()
    if PurePath(file).suffix.lower() == _MARKDOWN:
        front = read_front_matter(text)
        layout = arrange(text, markdown_blocks(text, front.end), title=front.title)
        layout.pieces[:0] = _front_pieces(text, front, layout)
    else:
        layout = arrange(text, plain_blocks(text))
    facts = _Facts(text, layout, front)
    published, warnings = choose_date(
        (*front.dates, *layout.dates),
        (date.day for date in find_dates(text, 0, _EVIDENCE) if not date.day_first),
        file=file_date(file),
        years=(piece.year for piece in layout.pieces if piece.year),
    )
    if is_fallback(encoding):
        guess = f"the file is not UTF-8 and was read as {encoding}; check its accented letters"
        warnings = (guess, *warnings)
    headline = facts.headline
    return Article(
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        text=text,
        parts=make_parts(text, layout.pieces),
        headline=headline,
        standfirst=facts.standfirst,
        authors=facts.authors,
        publisher=facts.publisher,
        published=published,
        language=_language(front) or "en",
        url=_address(front) or next((p.url for p in layout.pieces if p.url and _is_about(p, layout)), None),
        caption=facts.of(PartKind.CAPTION) or front.caption,
        credit=facts.of(PartKind.CREDIT) or front.credit,
        warnings=(
            *((front.warning,) if front.warning else ()),
            *((f"the front matter's url is no address: {front.url}",) if front.url and not _address(front) else ()),
            *(
                (f"the front matter's language is no code such as en: {front.language}",)
                if front.language and not _language(front)
                else ()
            ),
            *warnings,
            *(() if headline else ("no headline was found",)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Facts:
    """Metadata, each from the place that states it best."""

    text: str
    layout: Layout
    front: FrontMatter

    def of(self, kind: PartKind) -> str | None:
        """The words of the first part of a kind."""
        piece = self.layout.first(kind)
        if piece is None:
            return None
        return " ".join(plain_text(self.text[piece.start : piece.end]).split()) or None

    @property
    def headline(self) -> str | None:
        return self.of(PartKind.HEADLINE) or self.front.title

    @property
    def standfirst(self) -> str | None:
        return self.of(PartKind.STANDFIRST) or self.front.standfirst

    @property
    def authors(self) -> tuple[str, ...]:
        pieces = self.layout.pieces
        named = (author for piece in pieces for author in piece.authors)
        bylined = self.front.authors or any(piece.authors and _is_about(piece, self.layout) for piece in pieces)
        helpers = () if bylined else (helper for piece in pieces for helper in piece.helpers)
        return tuple(dict.fromkeys((*self.front.authors, *named, *helpers)))

    @property
    def publisher(self) -> str | None:
        stated = (piece.publisher for piece in self.layout.pieces if piece.publisher)
        return self.front.publisher or self.layout.masthead or self.layout.agency or next(stated, None)


def _address(front: FrontMatter) -> str | None:
    """The address of the front matter, if it is one."""
    try:
        return checked_iri(front.url) if front.url else None
    except ValueError:
        return None


def _language(front: FrontMatter) -> str | None:
    """The language of the front matter, if it is a code."""
    return front.language if front.language and re.match(LANGUAGE_TAG, front.language) else None


def _is_about(piece: Piece, layout: Layout) -> bool:
    """Whether an address or a name on a line of its own is the article's: it stands above the body."""
    return layout.body_start is None or piece.start < layout.body_start


def _front_pieces(text: str, front: FrontMatter, layout: Layout) -> list[Piece]:
    """The front matter as parts; a title or subtitle that the text does not repeat is prose where it stands."""
    if not front.end:
        return []
    prose: list[tuple[int, int, PartKind]] = []
    for value, purpose in ((front.title, PartKind.HEADLINE), (front.standfirst, PartKind.STANDFIRST)):
        start = text.find(value, 0, front.end) if value else -1
        if (
            value
            and start >= 0
            and not layout.first(purpose)
            and all(b <= start or start + len(value) <= a for a, b, _ in prose)
        ):
            prose.append((start, start + len(value), purpose))
    pieces: list[Piece] = []
    position = 0
    edges: list[tuple[int, int, PartKind | None]] = [*sorted(prose), (front.end, front.end, None)]
    for start, end, kind in edges:
        between = text[position:start]
        if between.strip():
            left = position + len(between) - len(between.lstrip())
            pieces.append(Piece(PartKind.BOILERPLATE, left, left + len(between.strip())))
        if kind:
            pieces.append(Piece(kind, start, end))
        position = end
    return pieces
