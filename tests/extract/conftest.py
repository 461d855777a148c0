"""The shipped pipeline, and the entities and claims that it and the rules find in a few sentences."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from _pytest.mark import ParameterSet

from kg.article import Article, Part, PartKind, Sentence
from kg.extract.automatic import extract_records
from kg.language.article_doc import parse_article
from kg.language.pipeline import load_pipeline
from kg.read.sentences import split_sentences
from kg.records import Claim, Entity, Event, Quantity, Records

PUBLISHED = dt.date(2031, 3, 14)
"""When the articles whose claims are read came out: a Friday."""


def article_of(*sentences: str) -> Article:
    """An article whose paragraphs are these sentences, one each."""
    text = "\n\n".join(sentences) + "\n"
    parts, start = [], 0
    for sentence in sentences:
        end = start + len(sentence)
        spans = (Sentence(start=start, end=end),)
        parts.append(Part(kind=PartKind.PARAGRAPH, start=start, end=end, sentences=spans))
        start = end + 2
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(file="test.txt", sha256=digest, encoding="utf-8", text=text, parts=tuple(parts))


def known_fault(*values: object, reason: str) -> ParameterSet:
    """A row of a table that kg gets wrong so far; when it gets it right, the test asks to have the mark removed."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


class Found:
    """The entities of an article, to be asked for by any of their names."""

    def __init__(self, article: Article, entities: tuple[Entity, ...]) -> None:
        self.article = article
        self.all = entities

    def __call__(self, name: str) -> Entity:
        """The entity with this label or alias; there must be one."""
        (found,) = [e for e in self.all if name == e.label or name in e.aliases]
        return found

    def labels(self, class_: str | None = None) -> set[str]:
        """The labels of the entities that are mentioned, of one class if it is given."""
        return {e.label for e in self.all if e.mentions and class_ in {None, e.class_}}

    def rules(self, name: str) -> set[str]:
        """Why the mentions of an entity are one."""
        return {reason.rule for reason in self(name).reasons}


@pytest.fixture(scope="session")
def find() -> Callable[..., Found]:
    """Reads sentences and gives the entities found in them."""
    nlp = load_pipeline()

    def find_in(*sentences: str) -> Found:
        article = article_of(*sentences)
        return Found(article, extract_records(article, parse_article(nlp, article)).entities)

    return find_in


@dataclass(frozen=True)
class ToldClaim:
    """A claim with what it refers to."""

    record: Claim
    event: Event | None
    records: Records

    @property
    def type(self) -> str:
        """The type of its event, '' where it is about an entity."""
        return self.event.type.value if self.event is not None else ""

    @property
    def words(self) -> str:
        """Its evidence."""
        return " … ".join(span.quote for span in self.record.evidence)

    @property
    def roles(self) -> dict[str, set[str]]:
        """The labels of its event's participants and places by role."""
        return {role: set(labels) for role, labels in self.event.roles()} if self.event is not None else {}

    @property
    def sources(self) -> list[set[str]]:
        """Who says it, nearest the author first; '?' is an unspecified source."""
        return [{link.source or "?" for link in level} for level in self.record.chain]

    @property
    def anonymity(self) -> list[set[str]]:
        """How far the sources are identified, level by level."""
        return [{link.anonymity.value for link in level} for level in self.record.chain]

    @property
    def factuality(self) -> str:
        """The FactBank value."""
        return self.record.factuality.value

    @property
    def cue(self) -> list[str]:
        """The words that set the factuality."""
        return [span.quote for span in self.record.cue]

    @property
    def quantities(self) -> list[Quantity]:
        """The figures as records."""
        return [quantity for quantity in self.records.quantities if quantity.id in self.record.quantities]

    @property
    def figures(self) -> set[tuple[str, int | None]]:
        """The figures: what each counts, and its value if it has one."""
        return {(q.measure.value, int(q.value) if q.value is not None else None) for q in self.quantities}

    @property
    def time(self) -> str | None:
        """When, in EDTF."""
        return next((time.edtf for time in self.records.times if time.id == self.record.time), None)

    @property
    def said(self) -> list[str]:
        """When the sources said it, in EDTF, nearest the author first."""
        times = {time.id: time.edtf for time in self.records.times}
        return [times[link.time] for level in self.record.chain for link in level if link.time is not None]

    @property
    def quoted(self) -> list[str]:
        """Its words in quotation marks."""
        return [span.quote for span in self.record.quotation]


class Told:
    """The claims of an article, to be asked for by the type of their event."""

    def __init__(self, article: Article, records: Records) -> None:
        events = {event.id: event for event in records.events}
        self.article = article
        self.records = records
        self.all = [ToldClaim(claim, events.get(claim.about), records) for claim in records.claims]

    def __call__(self, type_: str, words: str = "") -> ToldClaim:
        """The claim about an event of a type, of those whose evidence holds some words; there must be one."""
        (found,) = self.of(type_, words)
        return found

    def of(self, type_: str, words: str = "") -> list[ToldClaim]:
        """The claims about events of a type, of those whose evidence holds some words."""
        return [claim for claim in self.all if claim.type == type_ and words in claim.words]

    def types(self) -> list[str]:
        """The types of the events, in order of the alphabet."""
        return sorted(event.type.value for event in self.records.events)

    def event(self, type_: str) -> Event:
        """The event of a type; there must be one."""
        (found,) = [event for event in self.records.events if event.type.value == type_]
        return found


class ReadClaims(Protocol):
    """What reads paragraphs and gives the claims in them."""

    def __call__(
        self, *paragraphs: str, headline: str | None = None, publisher: str | None = None, lexicons: Path | None = None
    ) -> Told: ...


@pytest.fixture(scope="session")
def claims_of() -> ReadClaims:
    """Reads paragraphs, published on a Friday in March 2031, and gives the claims found in them."""
    nlp = load_pipeline()

    def read(
        *paragraphs: str, headline: str | None = None, publisher: str | None = None, lexicons: Path | None = None
    ) -> Told:
        blocks = [(PartKind.PARAGRAPH, paragraph) for paragraph in paragraphs]
        if headline is not None:
            blocks.insert(0, (PartKind.HEADLINE, headline))
        text = "\n\n".join(block for _, block in blocks) + "\n"
        parts, start = [], 0
        for kind, block in blocks:
            end = start + len(block)
            parts.append(Part(kind=kind, start=start, end=end, sentences=split_sentences(text, start, end)))
            start = end + 2
        article = Article(
            file="test.txt",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            encoding="utf-8",
            text=text,
            parts=tuple(parts),
            headline=headline,
            publisher=publisher,
            published=PUBLISHED,
        )
        return Told(article, extract_records(article, parse_article(nlp, article), lexicons))

    return read
