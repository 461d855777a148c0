"""The first article's questions, put to articles that tell the like of other countries, in other words and order."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
from ruamel.yaml import YAML

import kg

HERE = Path(__file__).parent
VARIANTS = ("variant_a", "variant_b")


def canonical(value: Any) -> str:
    """Numbers are compared as numbers."""
    try:
        return str(Decimal(str(value)).normalize())
    except InvalidOperation:
        return str(value)


def questions(name: str) -> list[dict[str, Any]]:
    """The questions of a variant, or of the first article."""
    text = (HERE / f"{name}.yaml").read_text(encoding="utf-8")
    return list(YAML(typ="safe", pure=True).load(text))


def answers(graph: kg.Graph, query: str) -> bool | set[tuple[str, ...]]:
    """What the graph answers: true or false, or rows of strings."""
    results = graph.query(query)
    if isinstance(results, pyoxigraph.QueryBoolean):
        return bool(results)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    names = [variable.value for variable in results.variables]
    return {tuple(canonical(row[name].value) for name in names) for row in results}


@pytest.fixture(scope="module")
def graphs() -> dict[str, kg.Graph]:
    """The graph of each variant, as the program finds it."""
    return {name: kg.build(HERE / f"{name}.txt") for name in VARIANTS}


def cases() -> list[Any]:
    """Every question of every variant."""
    found = []
    for variant in VARIANTS:
        for question in questions(f"{variant}.questions"):
            label = f"{variant}, {question['id']}: {question['asks']}"[:60]
            found.append(pytest.param(variant, question, id=label))
    return found


@pytest.mark.parametrize(("variant", "question"), cases())
def test_the_variants_graph_answers(graphs: dict[str, kg.Graph], variant: str, question: dict[str, Any]) -> None:
    """What holds of the first article holds of what is told like it."""
    expected = question["expected"]
    if not isinstance(expected, bool):
        expected = {tuple(canonical(value) for value in row) for row in expected}
    assert answers(graphs[variant], question["query"]) == expected


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_is_asked_every_question(variant: str) -> None:
    """None is left out where the names are changed."""
    assert [q["id"] for q in questions(f"{variant}.questions")] == [q["id"] for q in questions("questions")]


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_variant_has_nothing_of_the_first_article(variant: str) -> None:
    """Otherwise an answer learned by heart would do."""
    text = (HERE / f"{variant}.txt").read_text(encoding="utf-8")
    names = ("Korea", "Ukrain", "Russia", "Kursk", "Zelenskyy", "Syrskyi", "New York Times", "12,000", "4,000", "1000+")
    assert [name for name in names if name in text] == []
