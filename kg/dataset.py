"""The quads of a build in an embedded Oxigraph store: one named graph per document, seen as one union."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse,
)

from kg.errors import OutputError, Problem, QueryError, SourceError
from kg.formats import Format
from kg.vocab import ENTITY_CLASSES, KG, PREFIXES, RDF, RDFS, SCHEMA

if TYPE_CHECKING:
    import rdflib

Results = QuerySolutions | QueryBoolean | QueryTriples
Term = NamedNode | BlankNode | Literal


class Dataset:
    """Quads with SPARQL over the union of all graphs. Iteration and serialisation are sorted, so deterministic."""

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._store = Store()
        self._store.bulk_extend(quads)

    @classmethod
    def from_file(cls, path: Path) -> Self:
        """Read an RDF file in any format kg writes; raises SourceError with the line of a syntax error."""
        try:
            file_format = Format.from_path(path)
        except OutputError as error:
            raise SourceError(*error.problems) from error
        try:
            return cls(parse(path=str(path), format=file_format.engine))
        except SyntaxError as error:
            raise SourceError(
                Problem(
                    str(path),
                    error.lineno,
                    f"not valid {file_format.title}: {error.msg}",
                    "build the graph again, or restore the file",
                )
            ) from error
        except OSError as error:
            raise SourceError(Problem(str(path), None, f"cannot be read: {error.strerror or error}")) from error

    def __len__(self) -> int:
        return len(self._store)

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; what is there already stays once."""
        self._store.bulk_extend(quads)

    def quads(self) -> list[Quad]:
        """All quads, sorted by graph, then as `triples` sorts."""
        key = self._reading_order()
        return sorted(self._store, key=lambda quad: (str(quad.graph_name), key(quad.triple)))

    def triples(self) -> list[Triple]:
        """The union of all graphs, each triple once, in reading order.

        Documents first, then who and what, events, claims, figures and spans; within a class by subject, and of
        each subject its type and label first.
        """
        return sorted({quad.triple for quad in self._store}, key=self._reading_order())

    def _reading_order(self) -> Callable[[Triple], tuple[int, str, int, str, str]]:
        ranks: dict[str, int] = {}
        for quad in self._store.quads_for_pattern(None, RDF.type, None, None):
            rank = _CLASS_RANK.get(str(quad.object), len(_CLASS_RANK))
            ranks[str(quad.subject)] = min(rank, ranks.get(str(quad.subject), rank))

        def key(triple: Triple) -> tuple[int, str, int, str, str]:
            subject = str(triple.subject)
            return (
                ranks.get(subject, len(_CLASS_RANK)),
                subject,
                _FIRST.get(triple.predicate, 2),
                str(triple.predicate),
                str(triple.object),
            )

        return key

    def objects(self, subject: Term | None, predicate: NamedNode) -> list[Term]:
        """The distinct values of a property, sorted."""
        found = {q.object for q in self._store.quads_for_pattern(_node(subject), predicate, None, None)}
        return sorted((o for o in found if not isinstance(o, Triple)), key=str)

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The distinct nodes that have a value, sorted."""
        found = {q.subject for q in self._store.quads_for_pattern(None, predicate, value, None)}
        return sorted((s for s in found if isinstance(s, NamedNode)), key=str)

    def instances(self, class_iri: NamedNode) -> list[NamedNode]:
        """The nodes of a class, as asserted, sorted."""
        return self.subjects(RDF.type, class_iri)

    def value(self, subject: Term | None, predicate: NamedNode) -> Term | None:
        """The first value of a property, or None."""
        return next(iter(self.objects(subject, predicate)), None) if subject is not None else None

    def text(self, subject: Term | None, predicate: NamedNode) -> str | None:
        """The first value of a property as a string, or None."""
        found = self.value(subject, predicate)
        return found.value if found is not None else None

    def label(self, node: Term) -> str:
        """What to call a node in front of a reader."""
        return self.text(node, RDFS.label) or node.value

    def query(self, sparql: str) -> Results:
        """Run a SPARQL 1.1 query over the union of all graphs, the project's prefixes declared. Raises QueryError."""
        try:
            return self._store.query(sparql, prefixes=PREFIXES, use_default_graph_as_union=True)
        except SyntaxError as error:
            # The parser lists every token it would have taken, over many lines.
            reason = str(error.msg).split(": expected", 1)[0].splitlines()[0]
            raise QueryError(f"the query is not valid SPARQL: {reason}{_line_at(sparql, reason)}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def to_rdflib(self) -> rdflib.Dataset:
        """The same store as an rdflib Dataset whose default graph is the union; changes to it change this dataset."""
        import rdflib  # noqa: PLC0415  (a tenth of a second that most commands do not need)
        from oxrdflib import OxigraphStore  # noqa: PLC0415

        view = rdflib.Dataset(store=OxigraphStore(store=self._store), default_union=True)
        for prefix, iri in PREFIXES.items():
            view.bind(prefix, iri, replace=True)
        return view


def _node(term: Term | None) -> NamedNode | BlankNode | None:
    return term if isinstance(term, NamedNode | BlankNode) else None


def _line_at(sparql: str, reason: str) -> str:
    """The line that an error is on, as ' in “…”', where the reason names one."""
    place = re.search(r"error at (\d+):", reason)
    lines = sparql.splitlines()
    return f" in “{lines[int(place[1]) - 1].strip()}”" if place and int(place[1]) <= len(lines) else ""


_FIRST = {RDF.type: 0, RDFS.label: 1}
_READING_ORDER = (
    *(KG.Document, SCHEMA.ImageObject, KG.Extraction),
    *ENTITY_CLASSES,
    *(KG.Event, KG.Claim, KG.Attribution, KG.Quantity, KG.TimeSpan, KG.TextSpan),
)
_CLASS_RANK = {str(class_iri): rank for rank, class_iri in enumerate(_READING_ORDER)}
