"""Scores of a graph against gold, for a person at the terminal or a program behind a pipe."""

from __future__ import annotations

import sys

from kg.cli.console import print_table
from kg.evaluate.compare import LAYERS
from kg.evaluate.scoring import ORDER, TOTAL, Evaluation
from kg.evaluate.tallies import END_TO_END, Tallies

_COLUMNS = ["article", "layer", "P", "R", "F1", "right", "gold", "found", "end to end P", "R", "F1"]


def print_scores(evaluation: Evaluation) -> None:
    """One table: a row for each layer of each article, then of all together."""
    articles = [(article.name, article.tallies) for article in evaluation.articles]
    rows = [row for name, tallies in [*articles, (TOTAL, evaluation.total)] for row in _rows(name, tallies)]
    print_table(_COLUMNS, rows, title="Scores")


def print_faults(evaluation: Evaluation) -> None:
    """What is missed (-) and what is spurious (+), a line each."""
    for article in evaluation.articles:
        for layer in ORDER:
            tally = article.tallies[layer]
            for sign, lines in (("-", tally.missed), ("+", tally.spurious)):
                for line in lines:
                    sys.stdout.write(f"{article.name}: {sign} {layer}: {' '.join(line.split())}\n")


def _rows(name: str, tallies: Tallies) -> list[list[str]]:
    rows = []
    for layer in ORDER:
        tally = tallies[layer]
        row = [name, layer, *_shares(tallies, layer), str(tally.right), str(tally.gold), str(tally.found)]
        rows.append(row + (_shares(tallies, END_TO_END + layer) if layer in LAYERS else ["", "", ""]))
    return rows


def _shares(tallies: Tallies, layer: str) -> list[str]:
    tally = tallies[layer]
    return ["-" if share is None else f"{share:.3f}" for share in (tally.precision, tally.recall, tally.f1)]
