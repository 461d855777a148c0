"""Words per second on one core: the bare network, the pipeline on it, and the whole stage with extraction and linking.

python tests/benchmarks/language_speed.py [--texts FOLDER] [--runs 5]

FOLDER holds .txt articles; by default the shipped one is read many times. 'Network' is word pieces and the session's
run; 'pipeline' adds tokens, trees and spans as a spaCy Doc; 'stage' adds mentions, coreference and place linking.
Start-up is a new process that loads the pipeline and reads one sentence.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.documents import extract_automatically
from kg.language import load_pipeline, parse_article
from kg.language.model import Model
from kg.read import find_sources, read_article
from kg.settings import Settings

ROOT = Path(__file__).parents[2]
LEAST_WORDS = 8_000
START = "from kg.language import load_pipeline; load_pipeline()('Osk Harrow left Velmora.')"


def seconds(run: Callable[[], object]) -> float:
    started = time.perf_counter()
    run()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--texts", type=Path, default=ROOT / "source_docs")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    articles = [read_article(path, name=name) for path, name in find_sources([options.texts])]
    nlp, model, settings = load_pipeline(), Model(), Settings()
    sentences = [[[t.text for t in s] for s in parse_article(nlp, article).sents] for article in articles]
    words = sum(len(sentence) for article in sentences for sentence in article)
    times = max(1, round(LEAST_WORDS / words))

    def network() -> None:
        for article in sentences * times:
            model.run_only(article)

    def pipeline() -> None:
        for article in articles * times:
            parse_article(nlp, article)

    def stage() -> None:
        for article in articles * times:
            extract_automatically(article, settings)

    stage()  # warm caches
    rates: dict[str, list[float]] = {"network": [], "pipeline": [], "stage": []}
    for _ in range(options.runs):  # in turn, so that a slow minute of the machine hits all three
        for name, run in (("network", network), ("pipeline", pipeline), ("stage", stage)):
            rates[name].append(words * times / seconds(run))
    median = {name: statistics.median(values) for name, values in rates.items()}
    ratios = [s / n for s, n in zip(rates["stage"], rates["network"], strict=True)]
    for name, rate in median.items():
        print(f"{name:10}{rate:8.0f} words/s  (from {min(rates[name]):.0f} to {max(rates[name]):.0f})")
    print(f"stage / network: {statistics.median(ratios):.2f}; {words * times:,} words, {options.runs} runs")
    start = [seconds(lambda: subprocess.run([sys.executable, "-c", START], check=True)) for _ in range(options.runs)]
    print(f"start-up: {statistics.median(start):.2f} s")


if __name__ == "__main__":
    main()
