"""The project's own annotated articles: claims by the lexicon alone, by the head of events alone, and by both.

python tests/benchmarks/own_articles.py [--tuned] [--both]

By default the articles that nothing was tuned on; `tests/corpus/articles/README.md` says which those are. With
`--tuned` the others, with `--both` no ablation.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from kg import __version__
from kg.cli.scores import print_scores
from kg.dataset import Dataset
from kg.documents import NO_DECISIONS
from kg.evaluate.gold_files import read_gold
from kg.evaluate.scoring import evaluate
from kg.extract.automatic import EXTRACTOR, extract_records
from kg.language import load_pipeline, parse_article
from kg.link.gazetteer import load_gazetteer
from kg.link.place_records import link_places
from kg.mapping import map_document
from kg.read import read_article
from kg.records.extraction import Extraction
from kg.vocab import DEFAULT_BASE_IRI

ARTICLES = Path(__file__).parents[1] / "corpus" / "articles"
VARIANTS = {"lexicon alone": (True, False), "head alone": (False, True), "both": (True, True)}


def tuned_on() -> set[str]:
    """The names of the articles that the README lists as tuned on."""
    listed = (ARTICLES / "README.md").read_text(encoding="utf-8")
    return {row[0] for row in re.findall(r"^\| `?(\w+)`? \|.*\| (tuning) \|$", listed, re.MULTILINE)}


def build(paths: list[Path], *, by_lexicon: bool, by_tagger: bool) -> Dataset:
    """The graph of some articles, as `kg build` makes it, but for links between them."""
    nlp, dataset = load_pipeline(), Dataset()
    extraction = Extraction.of(EXTRACTOR, __version__, {})
    for path in paths:
        article = read_article(path)
        records = extract_records(article, parse_article(nlp, article), by_lexicon=by_lexicon, by_tagger=by_tagger)
        records = link_places(records, article, load_gazetteer(), NO_DECISIONS)
        dataset.add(Dataset(map_document(article, records, extraction, DEFAULT_BASE_IRI)).quads())
    return dataset


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tuned", action="store_true")
    parser.add_argument("--both", action="store_true", help="both alone, without the ablation")
    options = parser.parse_args()
    tuned = tuned_on()
    names = sorted(p.stem for p in ARTICLES.glob("*.txt") if (p.stem in tuned) == options.tuned)
    golds = read_gold(ARTICLES, names)
    for variant, (by_lexicon, by_tagger) in VARIANTS.items():
        if options.both and variant != "both":
            continue
        print(f"{variant}, {len(names)} articles")
        dataset = build([ARTICLES / f"{name}.txt" for name in names], by_lexicon=by_lexicon, by_tagger=by_tagger)
        print_scores(evaluate(dataset, golds))


if __name__ == "__main__":
    main()
