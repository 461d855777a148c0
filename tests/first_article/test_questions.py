"""The first article's graph answers the questions that a researcher would put to the article."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from ruamel.yaml import YAML

import kg
from kg.formats import Format
from kg.vocab import PREFIXES

QUESTIONS = YAML(typ="safe", pure=True).load(Path(__file__).with_name("questions.yaml").read_text(encoding="utf-8"))
ENGINES = ("pyoxigraph, triples", "pyoxigraph, quads", "rdflib, triples", "rdflib, quads", "kg")


def canonical(value: Any) -> str:
    """Numbers are compared as numbers."""
    try:
        return str(Decimal(str(value)).normalize())
    except InvalidOperation:
        return str(value)


class Asked:
    """The graph in each of the engines that people use, read from the exported files."""

    def __init__(self, output: Path, graph: kg.Graph) -> None:
        self._graph = graph
        self._stores = {"triples": pyoxigraph.Store(), "quads": pyoxigraph.Store()}
        self._stores["triples"].bulk_load(path=str(output / "graph.nt"), format=Format.N_TRIPLES.engine)
        self._stores["quads"].bulk_load(path=str(output / "graph.nq"), format=Format.N_QUADS.engine)
        self._flat = rdflib.Graph().parse(output / "graph.ttl", format="turtle")
        self._union = rdflib.Dataset(default_union=True)
        self._union.parse(output / "graph.nq", format="nquads")

    def ask(self, engine: str, query: str) -> bool | set[tuple[str, ...]]:
        library, _, kind = engine.partition(", ")
        if library == "rdflib":
            found = (self._flat if kind == "triples" else self._union).query(query, initNs=PREFIXES)
            if found.type == "ASK":
                return bool(found.askAnswer)
            return {tuple(canonical(value) for value in row) for row in found}
        if library == "kg":
            results = self._graph.query(query)
        else:
            results = self._stores[kind].query(query, prefixes=PREFIXES, use_default_graph_as_union=kind == "quads")
        if isinstance(results, pyoxigraph.QueryBoolean):
            return bool(results)
        names = [variable.value for variable in results.variables]
        return {tuple(canonical(row[name].value) for name in names) for row in results}


@pytest.fixture(scope="module")
def asked(first_output: Path, first_graph: kg.Graph) -> Asked:
    return Asked(first_output, first_graph)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: f"{q['id']}: {q['asks']}"[:60])
def test_the_graph_answers(asked: Asked, engine: str, question: dict[str, Any]) -> None:
    """Every question has its expected answer, whatever engine holds the graph, flat or as quads."""
    expected = question["expected"]
    if not isinstance(expected, bool):
        expected = {tuple(canonical(value) for value in row) for row in expected}
    assert asked.ask(engine, question["query"]) == expected


def test_all_25_questions_are_asked() -> None:
    """No question of the contract is left out."""
    assert {int(float(question["id"])) for question in QUESTIONS} == set(range(1, 26))
