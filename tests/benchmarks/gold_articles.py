"""Builds annotated articles without any reviewed records and scores the graphs with the scorer that comes with them.

python tests/benchmarks/gold_articles.py --gold FOLDER [--only NAME ...] [--floor 'entities=0.8' ...] [--explain]

FOLDER holds NAME.txt, NAME.gold.yaml and `score.py`. With floors, for layers of the total, the exit code is 1 where
one is not reached: that is how CI notices that extraction became worse.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import kg


def build_graph(gold: Path, names: list[str] | None, folder: Path) -> Path:
    """The graph of the articles alone, so that nothing but the program makes it."""
    for text in sorted(gold.glob("*.txt")):
        if names is None or text.stem in names:
            shutil.copy(text, folder / text.name)
    graph = kg.build(folder)
    for document in graph.report.refused if graph.report else ():
        print(f"refused: {document.file}: {document.problems}")
    graph.write(folder / "output")
    return folder / "output" / "graph.nq"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--only", nargs="+")
    parser.add_argument("--floor", nargs="*", default=[], metavar="LAYER=F1")
    parser.add_argument("--explain", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        graph = build_graph(options.gold, options.only, folder)
        figures = folder / "figures.json"
        command = [sys.executable, options.gold / "score.py", graph, "--gold", options.gold, "--json", figures]
        command += ["--only", *options.only] if options.only else []
        subprocess.run([*command, "--explain"] if options.explain else command, check=True)
        total = json.loads(figures.read_text(encoding="utf-8"))["TOTAL"]
    failed = False
    for floor in options.floor:
        layer, _, least = floor.partition("=")
        reached = total[layer]["f1"] or 0.0
        failed |= reached < float(least)
        print(f"{layer}: {reached:.3f}, floor {least}{': NOT REACHED' if reached < float(least) else ''}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
