"""Time of `kg build` as a whole process, and of its stages over many articles; rdflib writing Turtle is the peer.

python tests/benchmarks/build_time.py [--copies 50] [--runs 5] [--texts FOLDER] [--number 40]

With a folder of .txt articles, which need no reviewed records, only the shares of the stages are told, for a build of
`--number` of them with all exports, on one core.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import rdflib
from stage_times import StageTimes, largest

import kg
from kg.export.rdf import write_rdf
from kg.formats import Format

SOURCES = Path(__file__).parents[2] / "source_docs"


def median_of(runs: int, work: Callable[[], object]) -> float:
    """The median wall time of some runs, in seconds."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def multiply(folder: Path, copies: int) -> None:
    """Copies of the shipped article that differ in one trailing space, so that each is a document of its own."""
    for source in SOURCES.glob("*.txt"):
        text = source.read_text(encoding="utf-8")
        records = source.with_name(f"{source.stem}.records.yaml").read_text(encoding="utf-8")
        unhashed = "\n".join(line for line in records.splitlines() if not line.startswith("sha256:"))
        for number in range(copies):
            (folder / f"{number}.txt").write_text(text + " " * number, encoding="utf-8")
            (folder / f"{number}.records.yaml").write_text(unhashed, encoding="utf-8")


def profile(paths: list[Path], runs: int) -> None:
    """Shares of the stages of a build of some articles; the first run warms up."""
    stages: dict[str, list[float]] = {}
    totals: list[float] = []
    for run in range(runs + 1):
        times = StageTimes()
        with tempfile.TemporaryDirectory() as name, times.measure():
            start = time.perf_counter()
            graph = kg.build(paths)
            graph.write(Path(name) / "output")
            took = time.perf_counter() - start
        if run:
            totals.append(took)
            for stage, seconds in {**times.stages, "rest": took - times.total}.items():
                stages.setdefault(stage, []).append(seconds)
    words = sum(len(article.text.split()) for article in graph.articles.values())
    total = statistics.median(totals)
    size = f"{len(graph.articles)} articles, {words:,} words, {len(graph):,} quads"
    print(f"{size}: {total:.2f} s, {words / total:.0f} words/s")
    for stage, seconds in largest({stage: statistics.median(values) for stage, values in stages.items()}):
        print(f"{stage:12}{seconds:8.2f} s  {seconds / total:6.1%}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--copies", type=int, default=50)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--number", type=int, default=40)
    options = parser.parse_args()
    if options.texts:
        profile(sorted(options.texts.rglob("*.txt"))[: options.number], options.runs)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        kg_command = [sys.executable, "-m", "kg"]
        for title, command in (
            ("kg --help", [*kg_command, "--help"]),
            ("kg build, one article", [*kg_command, "build", str(SOURCES), "-q", "-o", str(folder / "one")]),
        ):
            seconds = median_of(options.runs, partial(subprocess.run, command, check=True, capture_output=True))
            print(f"{title:32} {seconds:7.3f} s")
        articles = folder / "articles"
        articles.mkdir()
        multiply(articles, options.copies)
        start = time.perf_counter()
        graph = kg.build(articles)
        built = time.perf_counter() - start
        print(f"{f'build, {options.copies} articles':32} {built:7.3f} s  {options.copies / built:.1f} articles/s")
        write = median_of(1, lambda: graph.write(folder / "many"))
        print(f"{'write all exports':32} {write:7.3f} s  {len(graph):,} quads")
        with (folder / "own.ttl").open("wb") as stream:
            own = median_of(options.runs, lambda: write_rdf(graph.dataset, Format.TURTLE, stream, graph.base_iri))
        flat = rdflib.Graph().parse(folder / "many" / "graph.nt", format="nt")
        peer = median_of(1, lambda: flat.serialize(folder / "peer.ttl", format="turtle"))
        print(f"{'write Turtle':32} {own:7.3f} s  rdflib {peer:.3f} s, ratio {own / peer:.2f}")


if __name__ == "__main__":
    main()
