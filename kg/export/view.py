"""The graph as a reader sees it: claims with their words and chains, read from the dataset alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from kg.concepts import AUTHORS_VOICE, UNSPECIFIED_SOURCE, Anonymity
from kg.dataset import Dataset, Term
from kg.vocab import KG, KGV, OA, RDF


@dataclass(frozen=True, slots=True)
class SpanView:
    """A span's document, half-open code point offsets, and words."""

    document: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class LinkView:
    """One source of a chain."""

    depth: int
    source: str | None
    name: str
    anonymity: str

    @property
    def hidden(self) -> str:
        """How the source is kept from being named, or '' where there is nothing to say."""
        return "" if self.anonymity in {Anonymity.NAMED, Anonymity.UNSPECIFIED} else self.anonymity

    def __str__(self) -> str:
        return f"{self.name} ({self.hidden})" if self.hidden else self.name


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that is shown beside it; IRIs as strings."""

    iri: str
    about: str
    document: str
    factuality: str
    spans: tuple[SpanView, ...]
    quotations: tuple[SpanView, ...]
    links: tuple[LinkView, ...]
    quantities: tuple[str, ...]
    figures: tuple[str, ...]
    time: str | None
    alternatives: tuple[str, ...]

    @property
    def chain(self) -> str:
        """'The New York Times ← US officials (on-request) and …', nearest the author first."""
        return " ← ".join(" and ".join(map(str, level)) for level in self.levels) or AUTHORS_VOICE

    @property
    def levels(self) -> list[list[LinkView]]:
        """The links of each depth, nearest the author first; none for the author's own voice."""
        return [list(level) for _, level in groupby(self.links, key=lambda link: link.depth)]


def local_name(iri: str) -> str:
    """The last part of an IRI: `kgv:withdrawal` → `withdrawal`."""
    return iri.removeprefix(KGV).rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def concept(dataset: Dataset, node: Term | None, predicate: NamedNode) -> str:
    """The local name of a node's concept, or ''."""
    found = dataset.value(node, predicate)
    return local_name(found.value) if found is not None else ""


def class_of(dataset: Dataset, node: Term) -> str:
    """The local name of a node's asserted class, the first where documents differ, or ''."""
    return concept(dataset, node, RDF.type)


def read_spans(dataset: Dataset, nodes: Iterable[Term]) -> tuple[SpanView, ...]:
    """The spans of some TextSpan nodes, in text order."""
    spans = []
    for node in nodes:
        found: dict[str, str] = {}
        for selector in dataset.objects(node, OA.hasSelector):
            for name, predicate in (
                ("exact", OA.exact),
                ("prefix", OA.prefix),
                ("suffix", OA.suffix),
                ("start", OA.start),
                ("end", OA.end),
            ):
                value = dataset.text(selector, predicate)
                if value is not None:
                    found[name] = value
        document = dataset.text(node, OA.hasSource) or ""
        spans.append(
            SpanView(
                document,
                int(found.get("start", 0)),
                int(found.get("end", 0)),
                found.get("exact", ""),
                found.get("prefix", ""),
                found.get("suffix", ""),
            )
        )
    return tuple(sorted(spans, key=lambda span: (span.document, span.start, span.end)))


def _links(dataset: Dataset, claim: NamedNode) -> tuple[LinkView, ...]:
    links = []
    for node in dataset.objects(claim, KG.attribution):
        source = dataset.value(node, KG.source)
        links.append(
            LinkView(
                depth=int(dataset.text(node, KG.depth) or 1),
                source=source.value if source is not None else None,
                name=dataset.label(source) if source is not None else UNSPECIFIED_SOURCE,
                anonymity=concept(dataset, node, KG.anonymity),
            )
        )
    return tuple(sorted(links, key=lambda link: (link.depth, link.name, link.anonymity)))


def _place(dataset: Dataset, node: Term) -> tuple[int, str]:
    """Where a node's words begin, for an order that readers expect."""
    spans = read_spans(dataset, dataset.objects(node, KG.evidence))
    return (spans[0].start if spans else 0, node.value)


def read_claims(dataset: Dataset) -> list[ClaimView]:
    """All claims, in the order of the documents and of their words."""
    claims = []
    for node in dataset.instances(KG.Claim):
        quantities = sorted(dataset.objects(node, KG.quantity), key=lambda quantity: _place(dataset, quantity))
        time = dataset.value(node, KG.time)
        claims.append(
            ClaimView(
                iri=node.value,
                about=dataset.text(node, KG.about) or "",
                document=dataset.text(node, KG.statedIn) or "",
                factuality=concept(dataset, node, KG.factuality),
                spans=read_spans(dataset, dataset.objects(node, KG.evidence)),
                quotations=read_spans(dataset, dataset.objects(node, KG.quotation)),
                links=_links(dataset, node),
                quantities=tuple(quantity.value for quantity in quantities),
                figures=tuple(dataset.label(quantity) for quantity in quantities),
                time=dataset.label(time) if time is not None else None,
                alternatives=tuple(other.value for other in dataset.objects(node, KG.alternativeTo)),
            )
        )
    return sorted(claims, key=lambda c: (c.document, c.spans[0].start if c.spans else 0, c.iri))
