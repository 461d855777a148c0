"""re3d, typed entity F1, five-fold by document: the stage `defence` is trained for each fold without its documents.

python tests/benchmarks/re3d_folds.py --data DATA --encoder FOLDER --start base/weights.pt [--folds 0 1 2 3 4]

Needs the extra `train`. `--start` are weights of the stage `base`, which saw nothing of re3d. Determiners are ignored,
overlapping gold spans are read longest first, and spans with a confidence below 0.5 are neither right nor wrong. The
second table takes confident spans that lie inside a longer one as neither right nor wrong, too.
"""

from __future__ import annotations

import argparse
import json
import random
import tomllib
from pathlib import Path

import torch
from span_scores import SpanScores

from kg.language.spans import BilouDecoder
from kg.language.training.batches import Batcher, grouped
from kg.language.training.examples import Example, in_part, read_re3d
from kg.language.training.network import Encoder, Network
from kg.language.training.sets import FOLDS, read_sets
from kg.language.training.train import CONFIG, run_stage
from kg.language.wordpieces import WordPieces

HEAD = "defence"


@torch.no_grad()
def score(
    network: Network, batcher: Batcher, examples: list[Example], tags: list[str]
) -> tuple[SpanScores, SpanScores]:
    """The head's spans against the gold of held-out documents; in the second scores, inner spans are neutral."""
    network.eval()
    decoder = BilouDecoder(tags)
    strict, lenient = SpanScores(), SpanScores()
    for group in grouped(examples, 2000, random.Random(0)):
        batch = batcher.batch(HEAD, group)
        words = network.words(network.encoder(batch.ids, batch.shapes), batch.firsts, network.mention_mix)
        outputs = network.taggers[HEAD](words).log_softmax(-1).numpy()
        for row, example in enumerate(group):
            found = [span[:3] for span in decoder.decode(outputs[row][: len(example.words)])]
            unsure = set(example.unsure[HEAD])
            gold = [span for span in example.spans[HEAD] if span not in unsure]
            strict.add(gold, found, unsure)
            lenient.add(gold, found, unsure.union(example.inner[HEAD]))
    return strict, lenient


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for name in ("data", "encoder", "start"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parents[1] / "corpus" / "mentions")
    parser.add_argument("--config", type=Path, default=CONFIG)
    parser.add_argument("--folds", type=int, nargs="+", default=list(range(FOLDS)))
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text(encoding="utf-8"))
    labels = json.loads(options.start.with_name("labels.json").read_text(encoding="utf-8"))
    batcher = Batcher(
        WordPieces(options.encoder / "tokenizer.json"), labels, config["stage"][HEAD]["batch_words"], config["recased"]
    )
    strict, lenient = SpanScores(), SpanScores()
    for fold in options.folds:
        torch.manual_seed(config["seed"])
        network = Network(Encoder.pretrained(options.encoder, config["dropout"]), labels, config["head_dropout"])
        network.load_state_dict(torch.load(options.start, weights_only=True))
        run_stage(network, batcher, read_sets(options.data, options.corpus, fold), config, HEAD)
        held_out = [e for e in read_re3d(options.data / "re3d") if in_part(e.document, fold, FOLDS)]
        own, own_lenient = score(network, batcher, held_out, labels[HEAD])
        print(own.table(f"fold {fold}, {len({e.document for e in held_out})} documents"), flush=True)
        strict, lenient = strict + own, lenient + own_lenient
    print(strict.table("re3d, all folds"))
    print(lenient.table("the same, inner spans neutral"))


if __name__ == "__main__":
    main()
