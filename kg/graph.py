"""The built graph as a user of the Python API holds it: ask it, convert it, write it."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.article import Article
from kg.dataset import Dataset, Results
from kg.errors import EmptyGraphError, OutputError, Problem, SourceError
from kg.export.explorer.page import write_page
from kg.export.files import staged
from kg.export.network import to_networkx, write_graphml
from kg.export.rdf import write_rdf
from kg.export.tables import TABLES, write_table
from kg.formats import Format
from kg.query import run_query
from kg.report import BuildReport, WrittenFile
from kg.vocab import DEFAULT_BASE_IRI, KG

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

GRAPH_FILE = "graph.nq"  # holds all there is: what commands read back
REPORT_FILE = "report.json"


class Graph:
    """A knowledge graph of articles, with the report of the build that made it where there is one."""

    def __init__(
        self,
        dataset: Dataset,
        report: BuildReport | None = None,
        articles: Mapping[str, Article] | None = None,
        base_iri: str = DEFAULT_BASE_IRI,
    ) -> None:
        self.dataset = dataset
        self.report = report
        self.articles = dict(articles or {})
        self.base_iri = base_iri

    @classmethod
    def load(cls, path: Path | str) -> Graph:
        """A graph from an output folder of `kg build`, or from an RDF file. Raises SourceError."""
        path = Path(path)
        if not path.is_dir():
            if not path.exists():
                raise SourceError(Problem(str(path), None, "there is no such graph", "run 'kg build' first"))
            return cls(Dataset.from_file(path))
        if not (path / GRAPH_FILE).is_file():
            raise SourceError(Problem(str(path), None, f"holds no {GRAPH_FILE}", "run 'kg build' first"))
        report = read_report(path)
        return cls(
            Dataset.from_file(path / GRAPH_FILE), report, base_iri=report.base_iri if report else DEFAULT_BASE_IRI
        )

    def __len__(self) -> int:
        """The number of quads."""
        return len(self.dataset)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {name}" for name, number in self._counts().items())
        return f"<kg.Graph: {counts}>"

    def _repr_html_(self) -> str:
        """A table of counts for notebooks."""
        cells = "".join(f"<tr><th>{html.escape(k)}</th><td>{v}</td></tr>" for k, v in self._counts().items())
        return f"<table><caption>Knowledge graph</caption>{cells}</table>"

    def _counts(self) -> dict[str, int]:
        classes = {
            "documents": KG.Document,
            "claims": KG.Claim,
            "events": KG.Event,
            "persons": KG.Person,
            "military units": KG.MilitaryUnit,
            "places": KG.Place,
            "figures": KG.Quantity,
        }
        return {**{name: len(self.dataset.instances(iri)) for name, iri in classes.items()}, "quads": len(self)}

    def query(self, query: str, /, **parameters: str) -> Results:
        """Run SPARQL, a `.rq` file or a shipped query by name over the union of all graphs.

        `parameters` are bound to the query's variables as strings: `graph.query("about", name="Kursk")`.
        Raises QueryError.
        """
        return run_query(self.dataset, query, parameters)

    def to_rdflib(self) -> rdflib.Dataset:
        """The graph as an rdflib Dataset whose default graph is the union of the named graphs."""
        return self.dataset.to_rdflib()

    def to_networkx(self) -> nx.MultiDiGraph:
        """The network of actors, events and places."""
        return to_networkx(self.dataset)

    def write(self, folder: Path | str) -> BuildReport | None:
        """Write every export into a folder, all files at once or none; returns the report with the files.

        Formats that cannot hold a character of the graph are left out and named in the report's warnings.
        Raises EmptyGraphError and OutputError.
        """
        if len(self) == 0:
            raise EmptyGraphError("the graph is empty: nothing is written")
        folder = Path(folder)
        warnings = list(self.report.warnings) if self.report else []
        with staged(folder) as (staging, obsolete):
            for name, write in self._writers().items():
                target = staging / name
                target.parent.mkdir(parents=True, exist_ok=True)
                try:
                    with target.open("wb") as stream:
                        write(stream)
                except OutputError as error:
                    target.unlink()
                    obsolete.append(name)  # an older file of that name would not be of this graph
                    warnings += [f"{name} is not written: {problem.message}" for problem in error.problems]
            files = tuple(_written(path, staging) for path in sorted(staging.rglob("*")) if path.is_file())
            if self.report is not None:
                self.report = self.report.model_copy(
                    update={"files": files, "warnings": tuple(dict.fromkeys(warnings))}
                )
                (staging / REPORT_FILE).write_text(self.report.model_dump_json(indent=1) + "\n", encoding="utf-8")
            else:
                obsolete.append(REPORT_FILE)
        return self.report

    def _writers(self) -> dict[str, Callable[[BinaryIO], None]]:
        network = to_networkx(self.dataset)
        writers: dict[str, Callable[[BinaryIO], None]] = {}
        for file_format in Format:
            writers[f"graph{file_format.suffix}"] = lambda stream, chosen=file_format: write_rdf(  # type: ignore[misc]
                self.dataset, chosen, stream, self.base_iri
            )
        writers["graph.graphml"] = lambda stream: write_graphml(network, stream)
        writers["graph.html"] = lambda stream: write_page(self.dataset, network, self.articles, stream)
        for name, table in TABLES.items():
            writers[f"tables/{name}.csv"] = lambda stream, chosen=table: write_table(  # type: ignore[misc]
                chosen, self.dataset, stream
            )
        return writers


def load(path: Path | str = "output") -> Graph:
    """Read a built graph back: an output folder, or an RDF file. Raises SourceError."""
    return Graph.load(path)


def read_report(folder: Path) -> BuildReport | None:
    """The report in an output folder, if there is one; raises SourceError when it cannot be read."""
    path = folder / REPORT_FILE
    if not path.is_file():
        return None
    try:
        return BuildReport.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SourceError(Problem(str(path), None, f"not a build report: {error}", "build the graph again")) from error


def _written(path: Path, folder: Path) -> WrittenFile:
    data = path.read_bytes()
    return WrittenFile(
        name=path.relative_to(folder).as_posix(), bytes=len(data), sha256=hashlib.sha256(data).hexdigest()
    )
