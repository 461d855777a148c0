"""The article as a reader sees it: which stretch of the file is headline, byline, body or boilerplate.

All offsets are Unicode code points of the decoded file: a byte-order mark removed, line ends as they are.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class PartKind(StrEnum):
    """What a part of an article is, in a newsroom's words."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    DATELINE = "dateline"
    MASTHEAD = "masthead"
    CAPTION = "caption"
    CREDIT = "credit"
    SUBHEADING = "subheading"
    PARAGRAPH = "paragraph"
    BOILERPLATE = "boilerplate"


PROSE = frozenset({PartKind.HEADLINE, PartKind.STANDFIRST, PartKind.SUBHEADING, PartKind.PARAGRAPH})
"""The parts whose sentences can make claims."""

LANGUAGE_TAG = r"^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$"
"""The form of a language code (BCP 47): 'en', 'en-GB'."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(_Frozen):
    """A sentence, half-open: `text[start:end]`, without surrounding white space."""

    start: int
    end: int


class Part(_Frozen):
    """A stretch of the file with one purpose, half-open; only prose parts have sentences."""

    kind: PartKind
    start: int
    end: int
    sentences: tuple[Sentence, ...] = ()


class Article(_Frozen):
    """One stored version of an article, with its metadata and its parts in file order.

    `text` is the whole decoded file. Parts do not overlap, and what lies between them is white space and markup
    that frames a part (a Markdown `# `, the `by` of a byline): nothing of the file is lost.
    `sha256` is of the file's bytes, in hex. `file` is the name to show, never an absolute path.
    """

    file: str
    sha256: str
    encoding: str
    text: str
    parts: tuple[Part, ...]
    headline: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: dt.date | None = None
    language: str = "en"
    url: str | None = None
    caption: str | None = None
    credit: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all prose parts, in file order."""
        return tuple(sentence for part in self.parts for sentence in part.sentences)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that covers a code point offset, or None outside prose."""
        return next((s for s in self.sentences if s.start <= offset < s.end), None)

    def line_at(self, offset: int) -> int:
        """The line, from 1, that holds a code point offset."""
        return self.text.count("\n", 0, offset) + 1
