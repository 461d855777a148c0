"""What a graph says of one document, as it is compared."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cached_property

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.dataset import Dataset
from kg.evaluate.names import Names, names_of, normalise
from kg.evaluate.sides import (
    ClaimSide,
    Content,
    EntitySide,
    Envelope,
    Figure,
    FigureWords,
    Link,
    Metadata,
    Role,
    as_figure,
)
from kg.iris import document_id
from kg.vocab import KG, OA, ORG, PREFIXES, QUDT, RDF, RDFS, ROLES, SCHEMA, SKOS

Node = NamedNode | BlankNode | Literal

_LABELS = (RDFS.label, SKOS.altLabel, SCHEMA.name)
_LINKS = (
    SCHEMA.nationality,
    SCHEMA.containedInPlace,
    SCHEMA.affiliation,
    ORG.subOrganizationOf,
    ORG.memberOf,
    ORG.headOf,
)
_ABOVE = {
    "MilitaryUnit": {"Organization", "Actor"},
    "Person": {"Actor"},
    "Group": {"Actor"},
    "Organization": {"Actor"},
    "GeopoliticalEntity": {"Place", "Actor"},
}
_CLASSES = frozenset({"Actor", "Place", "Equipment", *_ABOVE})
# Gold files do not annotate who merely takes part, nor what is struck: their equipment has no role but the instrument.
_SCORED_ROLES = tuple(role for role in ROLES if role not in {"participant", "target"})
_NEARLY_ALL = 0.9  # of the article: a literal so long is the stored text
_DAY = len("2031-03-14")
_LOCAL = re.compile(r"[/#:]")


@dataclass(frozen=True)
class Found:
    """What a graph says of a document; `known` is false where it has no such document."""

    known: bool
    metadata: Metadata
    entities: tuple[EntitySide, ...]
    claims: tuple[ClaimSide, ...]
    literals: tuple[str, ...]


class FoundReader:
    """Reads documents out of a dataset, each against the text of its article."""

    def __init__(self, dataset: Dataset) -> None:
        self._data = dataset

    def read(self, sha256: str, text: str) -> Found:
        """What the graph says of the article whose bytes have this sha256."""
        data = self._data
        documents = [node for node in self._with_text(SCHEMA.sha256, sha256) if isinstance(node, NamedNode)]
        claims = sorted({c for document in documents for c in data.subjects(KG.statedIn, document)}, key=str)
        entities = self._entities(documents, claims)
        own = {node.value for node in documents} | {iri for iri, entity in entities.items() if not entity.optional}
        return Found(
            known=bool(documents),
            metadata=Metadata(
                tuple(sorted({told.value[:_DAY] for told in self._objects(documents, SCHEMA.datePublished)})),
                self._bylines(documents, SCHEMA.author),
                self._bylines(documents, SCHEMA.publisher),
            ),
            entities=tuple(entities.values()),
            claims=tuple(self._claim(node, text) for node in claims),
            literals=tuple(self._literals(own, document_id(sha256), len(text))),
        )

    def _with_text(self, predicate: NamedNode, value: str) -> list[NamedNode]:
        return self._data.subjects(predicate, Literal(value))

    def _objects(self, nodes: list[NamedNode], predicate: NamedNode) -> set[Node]:
        return {value for node in nodes for value in self._data.objects(node, predicate)}

    def _bylines(self, documents: list[NamedNode], predicate: NamedNode) -> tuple[Names, ...]:
        told = sorted({value.value for value in self._objects(documents, predicate)})
        return tuple(names_of(self._labels(NamedNode(iri)) or [iri], is_person=True) for iri in told)

    # ---- nodes ----

    def _labels(self, node: Node) -> list[str]:
        return [label.value for predicate in _LABELS for label in self._data.objects(node, predicate)]

    def _classes(self, node: Node) -> frozenset[str]:
        """The most specific classes of the ontology that a node has."""
        own = PREFIXES["kg"]
        found = {c.value.removeprefix(own) for c in self._data.objects(node, RDF.type) if c.value.startswith(own)}
        return frozenset(found - {above for c in found for above in _ABOVE.get(c, ())})

    def _names(self, node: Node) -> Names:
        return names_of(self._labels(node) or [node.value], is_person="Person" in self._classes(node))

    def _linked(self, node: Node, predicate: NamedNode) -> Names:
        return Names(name for other in self._data.objects(node, predicate) for name in self._names(other))

    def _concept(self, node: Node, predicate: NamedNode) -> str | None:
        value = self._data.text(node, predicate)
        return _LOCAL.split(value)[-1] if value else None

    # ---- entities ----

    def _entities(self, documents: list[NamedNode], claims: list[NamedNode]) -> dict[str, EntitySide]:
        """The entities that a document mentions or its claims use, and what only a link of one leads to."""
        data = self._data
        spans = {span for document in documents for span in data.subjects(OA.hasSource, document)}
        used: set[Node] = {node for span in spans for node in data.subjects(KG.evidence, span)}
        events = self._objects(claims, KG.about)
        used |= events
        used |= {filler for event in events for role in ROLES.values() for filler in data.objects(event, role)}
        sources = self._objects(claims, KG.attribution)
        used |= {source for link in sources for source in data.objects(link, KG.source)}
        linked = {other for node in used for predicate in _LINKS for other in data.objects(node, predicate)}
        bylines = self._objects(documents, SCHEMA.author) | self._objects(documents, SCHEMA.publisher)
        nodes = sorted((node for node in used | linked if self._classes(node) & _CLASSES), key=lambda n: n.value)
        return {node.value: self._entity(node, optional=node not in used - bylines) for node in nodes}

    def _entity(self, node: Node, *, optional: bool) -> EntitySide:
        return EntitySide(
            (self._labels(node) or [node.value])[0],
            self._names(node),
            self._classes(node),
            self._concept(node, KG.echelon),
            {
                "nationality": self._linked(node, SCHEMA.nationality),
                "parent": self._linked(node, ORG.subOrganizationOf),
            },
            optional,
        )

    def _literals(self, own: set[str], short_id: str, length: int) -> Iterator[str]:
        """The texts of a document's own nodes, without the stored article and what surrounds a span."""
        for subject, texts in self._texts.items():
            if subject in own or short_id in subject:
                yield from (text for text in texts if len(text) < _NEARLY_ALL * length)

    @cached_property
    def _texts(self) -> dict[str, list[str]]:
        texts: dict[str, list[str]] = defaultdict(list)
        for triple in self._data.triples():
            if isinstance(triple.object, Literal) and triple.predicate not in {OA.prefix, OA.suffix}:
                texts[str(getattr(triple.subject, "value", triple.subject))].append(triple.object.value)
        return texts

    # ---- claims ----

    def _claim(self, node: NamedNode, text: str) -> ClaimSide:
        data = self._data
        events = data.objects(node, KG.about)
        spans = [s for s in (self._span(e, text) for e in data.objects(node, KG.evidence)) if s]
        quotations = [s for s in (self._span(q, text) for q in data.objects(node, KG.quotation)) if s]
        types = {_LOCAL.split(kind.value)[-1] for event in events for kind in data.objects(event, KG.eventType)}
        fillers = sorted(
            {(role, f) for e in events for role in _SCORED_ROLES for f in data.objects(e, ROLES[role])},
            key=lambda pair: (pair[0], pair[1].value),
        )
        wider = {(role, outer) for role, f in fillers for outer in data.objects(f, SCHEMA.containedInPlace)}
        roles = [(Role(frozenset({role}), self._names(filler)), (role, filler) in wider) for role, filler in fillers]
        quote = text[slice(*spans[0])] if spans else node.value
        return ClaimSide(
            f"{', '.join(sorted(types)) or None}: {quote}",
            tuple(spans),
            frozenset(types),
            Content(
                tuple(role for role, _ in roles),
                tuple(self._envelope(time) for time in data.objects(node, KG.time)),
                tuple(self._figure(quantity) for quantity in data.objects(node, KG.quantity)),
            ),
            tuple(self._links(node)),
            tuple(_LOCAL.split(value.value)[-1] for value in data.objects(node, KG.factuality)),
            tuple(normalise(text[slice(*quotation)]) for quotation in quotations),
            Content(tuple(role for role, is_wider in roles if is_wider)),
        )

    def _links(self, claim: NamedNode) -> Iterator[Link]:
        for link in self._data.objects(claim, KG.attribution):
            depth = _whole(self._data.text(link, KG.depth))
            anonymity = self._concept(link, KG.anonymity)
            sources = self._data.objects(link, KG.source)
            for names in [self._names(source) for source in sources] or [Names()]:
                yield Link(1 if depth is None else depth, names, anonymity)

    def _span(self, span: Node, text: str) -> tuple[int, int] | None:
        """Offsets of a span; its exact words decide where the position is absent or wrong."""
        data = self._data
        exact: str | None = None
        place: tuple[int, int] | None = None
        for selector in data.objects(span, OA.hasSelector):
            exact = exact or data.text(selector, OA.exact)
            start, end = _whole(data.text(selector, OA.start)), _whole(data.text(selector, OA.end))
            if place is None and start is not None and end is not None:
                place = start, end
        if exact is None or (place and text[slice(*place)] == exact):
            return place
        start_of = text.find(exact)
        return (start_of, start_of + len(exact)) if start_of >= 0 else place

    def _envelope(self, time: Node) -> Envelope:
        return Envelope(_day(self._data.text(time, KG.earliest)), _day(self._data.text(time, KG.latest)))

    def _figure(self, node: Node) -> Figure:
        data = self._data
        whole = data.value(node, KG.fractionOf)
        unit = data.text(node, QUDT.hasUnit)
        return as_figure(
            FigureWords(
                _number(data.text(node, SCHEMA.value)),
                _number(data.text(node, SCHEMA.minValue)),
                _number(data.text(node, SCHEMA.maxValue)),
                _number(data.text(node, KG.fraction)),
                _number(data.text(whole, SCHEMA.value)),
                _LOCAL.split(unit)[-1] if unit else None,
                self._concept(node, KG.measure),
                self._concept(node, KG.approximator),
            )
        )


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() else None


def _number(text: str | None) -> Decimal | None:
    """A number of a graph that may be of others' making; None where it is none."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:_DAY]) if text else None
    except ValueError:
        return None
