"""What every mapper needs: the article, its records, and the IRI of each record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Triple

from kg.article import Article
from kg.iris import Minter
from kg.records import Claim, Entity, Event, Quantity, Records, Span, TimeSpan
from kg.records.extraction import Extraction
from kg.vocab import KG, OA, RDF, RDFS, XSD

LANGUAGE = "en"
CONTEXT_LENGTH = 32  # code points of prefix and suffix: enough to find a span again after small edits


def label(subject: NamedNode, text: str) -> Triple:
    """The English label of a node that readers meet."""
    return Triple(subject, RDFS.label, Literal(text, language=LANGUAGE))


def decimal(number: Decimal) -> Literal:
    """An xsd:decimal in canonical form: no exponent, no trailing zeros."""
    text = format(number, "f")
    return Literal(text.rstrip("0").rstrip(".") if "." in text else text, datatype=XSD.decimal)


def integer(number: int) -> Literal:
    return Literal(str(number), datatype=XSD.integer)


@dataclass(frozen=True)
class MappingContext:
    """One article with its records, and where each record went."""

    article: Article
    records: Records
    extraction: Extraction
    minter: Minter
    entities: dict[str, Entity] = field(init=False)
    events: dict[str, Event] = field(init=False)
    claims: dict[str, Claim] = field(init=False)
    quantities: dict[str, Quantity] = field(init=False)
    times: dict[str, TimeSpan] = field(init=False)

    def __post_init__(self) -> None:
        for name in ("entities", "events", "claims", "quantities", "times"):
            object.__setattr__(self, name, {record.id: record for record in getattr(self.records, name)})

    @property
    def document(self) -> NamedNode:
        return self.minter.document

    def entity_iri(self, reference: str) -> NamedNode:
        entity = self.entities[reference]
        return self.minter.entity(entity.class_, entity.label, named=entity.named)

    def about_iri(self, reference: str) -> NamedNode:
        """What a claim is about: an event, or else an entity."""
        return self.minter.local("event", reference) if reference in self.events else self.entity_iri(reference)

    def evidence(self, subject: NamedNode, predicate: NamedNode, spans: Iterable[Span]) -> Iterator[Triple]:
        """The subject's spans, each described with its quote, its surroundings and its offsets."""
        for span in spans:
            node = self.minter.span(span.start, span.end)
            yield Triple(subject, predicate, node)
            yield from self._span(node, span)

    def _span(self, node: NamedNode, span: Span) -> Iterator[Triple]:
        text = self.article.text
        quote, position = NamedNode(f"{node.value}-quote"), NamedNode(f"{node.value}-position")
        yield Triple(node, RDF.type, KG.TextSpan)
        yield label(node, span.quote)
        yield Triple(node, OA.hasSource, self.document)
        yield Triple(node, OA.hasSelector, quote)
        yield Triple(node, OA.hasSelector, position)
        yield Triple(quote, RDF.type, OA.TextQuoteSelector)
        yield Triple(quote, OA.exact, Literal(span.quote))
        yield Triple(quote, OA.prefix, Literal(text[max(0, span.start - CONTEXT_LENGTH) : span.start]))
        yield Triple(quote, OA.suffix, Literal(text[span.end : span.end + CONTEXT_LENGTH]))
        yield Triple(position, RDF.type, OA.TextPositionSelector)
        yield Triple(position, OA.start, integer(span.start))
        yield Triple(position, OA.end, integer(span.end))
