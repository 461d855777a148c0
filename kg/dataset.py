"""The quads of a build in an embedded Oxigraph store: one named graph per document, seen as one union."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Self

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
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
_UNION = DefaultGraph()


class Dataset:
    """Quads with SPARQL over the union of all graphs. Iteration and serialisation are sorted, so deterministic.

    The store's default graph holds the union, each triple once. Oxigraph 0.5 can take the union by itself, but then
    tells a triple once for every graph that has it (oxigraph issue 1919), and what documents share is in many: counts
    would be too high and rows would repeat.
    """

    def __init__(self, quads: Iterable[Quad] = ()) -> None:
        self._store = Store()
        self._sorted: list[Triple] | None = None
        self._has_view = False
        self.add(quads)

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
        return sum(1 for _ in self._own_quads())

    def add(self, quads: Iterable[Quad]) -> None:
        """Add quads; what is there already stays once."""
        self._sorted = None
        self._store.bulk_extend(
            copy for quad in quads for copy in (quad, Quad(quad.subject, quad.predicate, quad.object))
        )

    def _own_quads(self) -> Iterator[Quad]:
        """The quads as they were added: what a named graph has is in the default graph only for the union."""
        told = set()
        for name in self._store.named_graphs():
            for quad in self._store.quads_for_pattern(None, None, None, name):
                told.add(quad.triple)
                yield quad
        for quad in self._store.quads_for_pattern(None, None, None, _UNION):
            if quad.triple not in told:
                yield quad

    def quads(self) -> list[Quad]:
        """All quads, sorted by graph, then as `triples` sorts."""
        place = {triple: number for number, triple in enumerate(self.triples())}
        # What a view put into a named graph alone is not among the union's triples, and comes last.
        return sorted(
            self._own_quads(),
            key=lambda quad: (str(quad.graph_name), place.get(quad.triple, len(place)), str(quad.triple)),
        )

    def triples(self) -> list[Triple]:
        """The union of all graphs, each triple once, in reading order.

        Documents first, then who and what, events, claims, figures and spans; within a class by subject, and of
        each subject its type and label first.
        """
        # Every export asks for them, and sorting takes longer than writing. A view can change the store unseen.
        if self._sorted is None or self._has_view:
            union = (quad.triple for quad in self._store.quads_for_pattern(None, None, None, _UNION))
            self._sorted = sorted(union, key=self._reading_order())
        return list(self._sorted)

    def _reading_order(self) -> Callable[[Triple], tuple[int, str, int, str, str]]:
        ranks: dict[str, int] = {}
        for quad in self._store.quads_for_pattern(None, RDF.type, None, _UNION):
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
        if isinstance(subject, Literal):
            return []
        found = (quad.object for quad in self._store.quads_for_pattern(subject, predicate, None, _UNION))
        return sorted({value for value in found if not isinstance(value, Triple)}, key=str)

    def subjects(self, predicate: NamedNode, value: Term) -> list[NamedNode]:
        """The distinct nodes that have a value, sorted."""
        found = (quad.subject for quad in self._store.quads_for_pattern(None, predicate, value, _UNION))
        return sorted((node for node in found if isinstance(node, NamedNode)), key=str)

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
        """Run a SPARQL 1.1 query over the union of all graphs, the project's prefixes declared.

        SERVICE is refused: nothing here asks another server. Raises QueryError.
        """
        if _SERVICE.search(_OPAQUE.sub(" ", sparql)):
            fix = "ask that server directly, or load the graph into a triple store that may"
            raise QueryError(Problem(None, None, "SERVICE would ask another server, and kg stays offline", fix))
        try:
            return self._store.query(sparql, prefixes=PREFIXES)
        except SyntaxError as error:
            # The parser lists every token it would have taken, over many lines.
            reason = str(error.msg).split(": expected", 1)[0].splitlines()[0]
            raise QueryError(f"the query is not valid SPARQL: {reason}{_line_at(sparql, reason)}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def to_rdflib(self) -> rdflib.Dataset:
        """The same store as an rdflib Dataset, whose default graph is the union of the named graphs.

        A change to it changes this dataset, and one in a named graph does not reach the union. To files, write with
        `Graph.write`: rdflib would name the default graph in quads.
        """
        import rdflib  # noqa: PLC0415  (a tenth of a second that most commands do not need)
        from oxrdflib import OxigraphStore  # noqa: PLC0415

        self._has_view = True
        view = rdflib.Dataset(store=OxigraphStore(store=self._store))
        for prefix, iri in PREFIXES.items():
            view.bind(prefix, iri, replace=True)
        return view


# What a SPARQL query holds besides keywords: long and short strings, IRIs, comments.
_OPAQUE = re.compile(
    r"""\"{3}(?:\\.|[^\\])*?\"{3}|'{3}(?:\\.|[^\\])*?'{3}"""
    r"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^<>"{}|^`\\\s]*>|\#[^\n]*""",
    re.DOTALL,
)
_SERVICE = re.compile(r"(?<![\w:?$-])SERVICE(?![\w:-])", re.IGNORECASE)


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
