"""Links that records name between documents: one happening told twice, claims that conflict."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.records import Records
from kg.records.references import is_external


@dataclass(frozen=True, order=True)
class DocumentLink:
    """A symmetric link between two records of different documents, each as (document id, record id)."""

    kind: Literal["event", "claim"]
    left: tuple[str, str]
    right: tuple[str, str]


def link_documents(documents: Mapping[str, Records]) -> tuple[list[DocumentLink], list[str]]:
    """The links among documents by document id, and a sentence for each that leads out of this build.

    A link is kept only where both ends are built: a graph with one document deleted has nothing dangling.
    """
    known = {
        document: {"event": {e.id for e in records.events}, "claim": {c.id for c in records.claims}}
        for document, records in documents.items()
    }
    links: set[DocumentLink] = set()
    dangling: list[str] = []
    for document in sorted(documents):
        for kind, here, reference in _named_links(documents[document]):
            other, _, there = reference.partition("#")
            if other == document or there not in known.get(other, {}).get(kind, ()):
                why = "its own document: name it without one" if other == document else "which is not in this build"
                dangling.append(f"{kind} '{here}' of document {document} is linked to {reference}, {why}")
                continue
            left, right = sorted([(document, here), (other, there)])
            links.add(DocumentLink(kind, left, right))
    return sorted(links), dangling


def _named_links(records: Records) -> Iterator[tuple[Literal["event", "claim"], str, str]]:
    for event in records.events:
        for reference in event.same_event_as:
            yield "event", event.id, reference
    for claim in records.claims:
        for reference in filter(is_external, claim.alternative_to):
            yield "claim", claim.id, reference
