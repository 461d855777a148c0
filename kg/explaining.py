"""Why a record is as it is: the rules, lexicon entries and words that made a claim, an event or an entity.

Extraction is deterministic, so the article is read again and its records say how they came about; the graph itself
keeps to the ontology, which has no terms for the inside of a program.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.article import Article
from kg.documents import Extracted, extract_documents
from kg.errors import Problem, SourceError
from kg.iris import document_id, slug
from kg.link.decisions import load_decisions
from kg.read import find_sources
from kg.records import Claim, Entity, Event, Records
from kg.records.entities import Reason
from kg.settings import Settings


@dataclass(frozen=True)
class Explanation:
    """A record of an article with the reasons for it; `line` counts from 1."""

    file: str
    line: int
    title: str
    quotes: tuple[str, ...]
    reasons: tuple[Reason, ...]
    reviewed: bool


def explain(name: str, sources: Sequence[Path], settings: Settings) -> list[Explanation]:
    """The records that a name is of: a claim's, event's or entity's IRI or id, or an entity's label.

    Raises SourceError where no article has such a record.
    """
    document, _, record = name.rpartition("#")
    wanted = document.rpartition("/")[2]
    kind, _, rest = record.partition("-")
    record_id = rest if wanted and kind in {"claim", "event", "entity"} else record
    if "#" not in name and "/entity/" in name:  # shared by all articles: known by the last part of its IRI
        wanted, record_id = "", name.rpartition("/")[2]
    found: list[Explanation] = []
    decisions = load_decisions(settings.decisions)
    for outcome in extract_documents(list(find_sources(list(sources))), settings, decisions):
        if isinstance(outcome, Extracted) and wanted in {"", document_id(outcome.article.sha256)}:
            found += _explanations(outcome, record_id)
    if not found:
        fix = "name a claim ('claim-3', or its IRI), an event or an entity of these articles; 'kg extract' lists them"
        raise SourceError(Problem(None, None, f"no article has a record '{name}'", fix))
    return found


def _explanations(outcome: Extracted, record_id: str) -> Iterator[Explanation]:
    article, records = outcome.article, outcome.records
    for claim in records.claims:
        if claim.id == record_id:
            yield _explained(outcome, _title(claim, records), claim, [s.quote for s in claim.evidence], article)
    for event in records.events:
        if event.id == record_id:
            told = [s.quote for c in records.claims if c.about == event.id for s in c.evidence]
            yield _explained(outcome, f"{event.label} ({event.type.value})", event, told, article)
    for entity in records.entities:
        if record_id in {entity.id, entity.label, slug(entity.label)}:
            quotes = list(dict.fromkeys(span.quote for span in entity.mentions))
            yield _explained(outcome, f"{entity.label} ({entity.class_})", entity, quotes, article)


def _title(claim: Claim, records: Records) -> str:
    about = next((event.label for event in records.events if event.id == claim.about), claim.about)
    return f"{claim.id}, {claim.factuality.value}: {about}"


def _explained(
    outcome: Extracted, title: str, record: Claim | Event | Entity, quotes: list[str], article: Article
) -> Explanation:
    spans = record.evidence if isinstance(record, Claim | Event) else record.mentions
    line = article.line_at(spans[0].start) if spans else 1
    return Explanation(article.file, line, title, tuple(quotes), record.reasons, outcome.is_reviewed)
