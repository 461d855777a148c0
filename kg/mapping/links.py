"""What holds between documents, in a graph of its own that each build makes anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from pyoxigraph import NamedNode, Quad

from kg.iris import document_iri, in_document, links_graph
from kg.vocab import KG

PREDICATES: dict[str, NamedNode] = {"event": KG.sameEventAs, "claim": KG.alternativeTo}


class Link(Protocol):
    """A symmetric link between two records, each as (document id, record id)."""

    @property
    def kind(self) -> str: ...
    @property
    def left(self) -> tuple[str, str]: ...
    @property
    def right(self) -> tuple[str, str]: ...


def map_links(links: Iterable[Link], base_iri: str) -> Iterator[Quad]:
    """Each link in both directions."""
    graph = links_graph(base_iri)
    for link in links:
        ends = [in_document(document_iri(base_iri, doc), link.kind, name) for doc, name in (link.left, link.right)]
        for subject, value in (ends, reversed(ends)):
            yield Quad(subject, PREDICATES[link.kind], value, graph)
