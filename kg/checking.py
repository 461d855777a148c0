"""Checks without a build: articles with their records, or graphs that exist."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg.building import build, problems_of
from kg.errors import EmptyGraphError, Problem
from kg.formats import Format
from kg.graph import GRAPH_FILE, Graph
from kg.validate import validate
from kg.vocab import KG


@dataclass(frozen=True)
class Check:
    """What was checked at a path, and what does not hold."""

    path: str
    checked: str
    problems: tuple[Problem, ...]


def check_paths(paths: Iterable[Path]) -> list[Check]:
    """Check each path: a graph file or output folder as a graph, anything else as articles.

    Raises SourceError for a path that cannot be read at all.
    """
    return [_check_graph(path) if _is_graph(path) else _check_articles(path) for path in paths]


def _is_graph(path: Path) -> bool:
    return (path / GRAPH_FILE).is_file() or path.suffix.lower() in {f.suffix for f in Format}


def _check_graph(path: Path) -> Check:
    graph = Graph.load(path)
    if not graph.dataset.instances(KG.Document):
        raise EmptyGraphError(Problem(str(path), None, "the graph has no article: kg built none of it", "build it"))
    return Check(str(path), f"a graph of {len(graph):,} quads", tuple(validate(graph.dataset, {})))


def _check_articles(path: Path) -> Check:
    try:
        report = build(path).report
    except EmptyGraphError as error:
        return Check(str(path), "articles", error.problems)
    if report is None:
        raise RuntimeError("a build has a report")
    return Check(str(path), f"{len(report.documents)} article(s)", tuple(problems_of(report)))
