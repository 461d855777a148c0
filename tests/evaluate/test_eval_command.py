"""`kg eval` prints scores that people and programs can read."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import main

from ..conftest import Folder
from .conftest import HARSK_RECORDS, HARSK_TEXT


@pytest.fixture
def graph(folder: Folder) -> Path:
    """The output of a build of the article, whose dead are 13 instead of 12."""
    folder.add("harsk.txt", HARSK_TEXT, HARSK_RECORDS.replace("value: 12, min: 12", "value: 13, min: 13"))
    output = folder.path / "output"
    kg.build(folder.path).write(output)
    return output


def run(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """The exit code of `kg ARGUMENTS`."""
    monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_scores_are_a_table(
    graph: Path, gold_folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A row for each layer of the article and of the total, tab-separated behind a pipe."""
    assert run(monkeypatch, "eval", graph, "--gold", gold_folder.path) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0][:5] == ["article", "layer", "P", "R", "F1"]
    assert ["harsk", "claims", "1.000", "1.000", "1.000", "4", "4", "4", "", "", ""] in rows
    assert ["TOTAL", "quantities", "0.500", "0.500", "0.500", "1", "2", "2", "0.500", "0.500", "0.500"] in rows


def test_faults_are_explained_on_request(
    graph: Path, gold_folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is missed with a minus, what is spurious with a plus."""
    assert run(monkeypatch, "eval", graph, "--gold", gold_folder.path, "--explain") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if " quantities: " in line]
    assert [line[:24] for line in lines] == ["harsk: - quantities: poi", "harsk: + quantities: poi"]


def test_figures_are_written_as_json(graph: Path, gold_folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """By article and in total, by layer."""
    out = graph / "scores.json"
    assert run(monkeypatch, "eval", graph / "graph.ttl", "--gold", gold_folder.path, "--json", out) == 0
    figures = json.loads(out.read_text(encoding="utf-8"))
    assert figures["harsk"]["quantities"] == figures["TOTAL"]["quantities"]
    assert figures["TOTAL"]["claims"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "right": 4, "gold": 4, "found": 4}


def test_an_article_that_was_not_built_is_told(
    graph: Path, gold_folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The scores are printed all the same; `--only` leaves it out."""
    gold_folder.add("lost.txt", "Nothing happened in Harsk.\n")
    gold_folder.add("lost.gold.yaml", "name: lost\nentities: []\nclaims: []\n")
    assert run(monkeypatch, "eval", graph, "--gold", gold_folder.path) == 0
    assert "lost: the graph has no such document; build it from this lost.txt" in capsys.readouterr().err
    assert run(monkeypatch, "eval", graph, "--gold", gold_folder.path, "--only", "harsk") == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "lost" not in captured.out


def test_gold_that_cannot_be_read_is_a_failure(
    graph: Path, gold_folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, with the file, the line and the key."""
    path = gold_folder.add("harsk.gold.yaml", "name: harsk\nentities:\n  - {label: Harsk}\nclaims: []\n")
    assert run(monkeypatch, "eval", graph, "--gold", gold_folder.path) == 1
    assert f"error: {path}:3: entities[1].class: is missing" in capsys.readouterr().err
