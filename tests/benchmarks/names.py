"""Names by the shipped pipeline's heads on UNER-PUD and CrossNER politics, and mentions on the project's own corpus.

python tests/benchmarks/names.py --data NER_FOLDER [--model FOLDER]

NER_FOLDER holds `uner_pud` and `crossner_politics`. To compare: XLM-R large reaches 80.1 on UNER-PUD (Mayhew et al.
2024, trained on English EWT); for CrossNER politics see Liu et al. (2021), whose systems saw the 200 train sentences
and CoNLL-2003, where the shipped weights saw the official train and dev parts, 741 sentences, and no CoNLL.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from span_scores import SpanScores

from kg.language.model import SHIPPED, Model
from kg.language.training.examples import Example, in_part, read_columns
from kg.language.training.sets import CORPUS_DEV, read_corpus

CORPUS = Path(__file__).parents[1] / "corpus" / "mentions"
COARSE = {
    "politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG", "country": "LOC",
    "location": "LOC",
}  # fmt: skip


def score(
    model: Model,
    examples: list[Example],
    head: str,
    rename: dict[str, str] | None = None,
    only: frozenset[str] | None = None,
) -> SpanScores:
    """Scores of one head against a set of its form; `rename` makes types coarser, others than `only` do not count."""
    scores = SpanScores()
    for example, found in zip(examples, model.annotate([e.words for e in examples]), strict=True):
        gold = [(s, e, (rename or {}).get(k, k)) for s, e, k in example.spans[head]]
        told = [(s, e, (rename or {}).get(k, k)) for s, e, k, _ in found.spans[head]]
        scores.add(*([span for span in spans if only is None or span[2] in only] for spans in (gold, told)))
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=SHIPPED)
    options = parser.parse_args()
    model = Model(options.model, span_heads=("mention", "conll", "politics"))
    three = frozenset({"PER", "ORG", "LOC"})
    pud = read_columns(options.data / "uner_pud/en_pud-ud-test.iob2", "conll", word=1, tag=2)
    print(score(model, pud, "conll", only=three).table("UNER-PUD, head conll"))
    politics = read_columns(options.data / "crossner_politics/test.txt", "politics")
    print(score(model, politics, "politics").table("CrossNER politics test"))
    print(score(model, politics, "politics", COARSE, three).table("  the same, PER/ORG/LOC"))
    corpus = read_corpus(CORPUS)
    unseen = [e for e in corpus if in_part(e.document, 0, CORPUS_DEV)]
    print(score(model, unseen, "mention").table("own corpus, passages not trained on"))


if __name__ == "__main__":
    main()
