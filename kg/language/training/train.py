"""The training loop: `python -m kg.language.training.train --data DIR --encoder DIR --out DIR --stage base`."""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from kg.language.training.batches import IGNORED, Batch, Batcher, grouped
from kg.language.training.examples import Example, read_treebank
from kg.language.training.network import Encoder, Network
from kg.language.training.sets import collect_labels, read_sets
from kg.language.wordpieces import WordPieces

log = logging.getLogger(__name__)

CONFIG = Path(__file__).with_name("config.toml")


def loss_of(network: Network, batch: Batch) -> Tensor:
    """The sum of the losses of all heads that the batch has labels for."""
    states = network.encoder(batch.ids, batch.shapes)
    total = torch.zeros(())
    if batch.heads is not None:
        words = network.words(states, batch.firsts, network.tree_mix)
        arcs, dep, head = network.tree(words)
        allowed = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
        arcs = arcs.float().masked_fill(~allowed[:, None, :], -1e4)
        total = total + cross_entropy(arcs, batch.heads)
        labels = network.tree.labels_at(dep, head, batch.heads.clamp(min=0))
        total = total + cross_entropy(labels, batch.labels["dep"])
    mixed: dict[int, Tensor] = {}
    for name in sorted(batch.labels.keys() & network.taggers.keys()):
        mix = network.tagger_mix(name)
        if id(mix) not in mixed:
            mixed[id(mix)] = network.words(states, batch.firsts, mix)
        total = total + 0.5 * cross_entropy(network.taggers[name](mixed[id(mix)]), batch.labels[name])
    return total


def cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    """Mean over what has a label; zero where nothing has."""
    count = (labels != IGNORED).sum().clamp(min=1)
    flat = scores.float().flatten(0, 1)
    return functional.cross_entropy(flat, labels.flatten(), ignore_index=IGNORED, reduction="sum") / count


@torch.no_grad()
def score_treebank(network: Network, batcher: Batcher, examples: Sequence[Example]) -> dict[str, float]:
    """XPOS, UAS and LAS with greedy heads, all tokens counted: for watching the training, not for reporting."""
    network.eval()
    right: dict[str, int] = {"xpos": 0, "lemma": 0, "uas": 0, "las": 0}
    count = 0
    for group in grouped(examples, 3000, random.Random(0)):  # noqa: S311
        batch = batcher.batch("treebanks", group)
        states = network.encoder(batch.ids, batch.shapes)
        words = network.words(states, batch.firsts, network.tree_mix)
        arcs, dep, head = network.tree(words)
        allowed = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
        heads = arcs.masked_fill(~allowed[:, None, :], -1e4).argmax(-1)
        labels = network.tree.labels_at(dep, head, heads).argmax(-1)
        good = (heads == batch.heads) & batch.words
        right["uas"] += int(good.sum())
        right["las"] += int((good & (labels == batch.labels["dep"])).sum())
        tags = network.words(states, batch.firsts, network.syntax_mix)
        for name in ("xpos", "lemma"):
            right[name] += int(((network.taggers[name](tags).argmax(-1) == batch.labels[name]) & batch.words).sum())
        count += int(batch.words.sum())
    return {name: round(100 * n / count, 2) for name, n in right.items()}


def make_optimizer(network: Network, stage: Mapping[str, Any], decay: float) -> torch.optim.Optimizer:
    """AdamW: the encoder and the heads at rates of their own, no decay on norms and biases."""
    groups: dict[tuple[bool, bool], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        pretrained = name.startswith("encoder.") and "shapes" not in name
        groups.setdefault((pretrained, parameter.ndim > 1), []).append(parameter)
    return torch.optim.AdamW(
        [
            {
                "params": parameters,
                "lr": stage["encoder_rate"] if encoder else stage["head_rate"],
                "weight_decay": decay if matrix else 0.0,
            }
            for (encoder, matrix), parameters in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def _set_training(network: Network, *, frozen: bool) -> None:
    """Drop-out where something learns: a frozen encoder says the same each time."""
    network.train()
    if frozen:
        network.encoder.eval()


def run_stage(  # noqa: PLR0913, PLR0917  (what a stage is made of)
    network: Network,
    batcher: Batcher,
    sets: Mapping[str, Sequence[Example]],
    config: Mapping[str, Any],
    name: str,
    dev: Sequence[Example] = (),
    save: Path | None = None,
) -> None:
    """Train through one stage of the configuration; logs the loss and the scores of each epoch."""
    stage = config["stage"][name]
    if "only" in stage:
        network.train_only(stage["only"])
    draw = random.Random(config["seed"])  # noqa: S311  (an order, not a secret)
    optimizer = make_optimizer(network, stage, config["weight_decay"])
    epochs = [batcher.epoch(sets, stage["shown"], draw) for _ in range(stage["epochs"])]
    steps = sum(len(epoch) for epoch in epochs)
    warmup = max(1, int(steps * stage["warmup"]))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warmup, max(0.02, (steps - step) / (steps - warmup)))
    )
    _set_training(network, frozen="only" in stage)
    started = time.monotonic()
    for number, epoch in enumerate(epochs[: stage.get("stop", len(epochs))], 1):
        losses = []
        for step, (kind, group) in enumerate(epoch):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                loss = loss_of(network, batcher.batch(kind, group, draw)) * config["weight"][kind]
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(float(loss.detach()))
            if step % 200 == 0:
                mean = sum(losses[-200:]) / len(losses[-200:])
                seconds = time.monotonic() - started
                log.info("%.0f s, epoch %d, step %d of %d: loss %.3f", seconds, number, step, len(epoch), mean)
        scores = score_treebank(network, batcher, dev) if dev and "only" not in stage else {}
        _set_training(network, frozen="only" in stage)
        log.info("epoch %d of %d: %.0f s %s", number, stage["epochs"], time.monotonic() - started, scores)
        if save is not None:
            torch.save(network.state_dict(), save)


def main() -> None:
    """Run one stage and save its weights: `weights.pt` with `labels.json` in the output folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud, ner and re3d, unpacked")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pre-trained encoder")
    parser.add_argument("--corpus", type=Path, help="this project's tests/corpus/mentions")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--stage", choices=["base", "mentions", "trees", "events"], required=True)
    parser.add_argument("--start", type=Path, nargs="+", help="weights to begin with, of several the mean")
    parser.add_argument("--hold", type=int, help="fold of re3d, 0 to 4, to leave out")
    parser.add_argument("--config", type=Path, default=CONFIG)
    args = parser.parse_args()
    if args.stage != "base" and not (args.start and args.corpus):
        parser.error(f"the stage {args.stage} needs --start and --corpus")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    config = tomllib.loads(args.config.read_text(encoding="utf-8"))
    torch.manual_seed(config["seed"])
    torch.use_deterministic_algorithms(mode=True)
    sets = read_sets(args.data, args.corpus, args.hold)
    labels_file = args.start[0].with_name("labels.json") if args.start else None
    labels = json.loads(labels_file.read_text(encoding="utf-8")) if labels_file else collect_labels(sets)
    labels |= {head: collect_labels(sets)[head] for head in config["stage"][args.stage].get("only", ())}
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(labels, indent=0, ensure_ascii=False), encoding="utf-8")
    network = Network(Encoder.pretrained(args.encoder, config["dropout"]), labels, config["head_dropout"])
    if args.start:
        states = [torch.load(path, weights_only=True) for path in args.start]
        network.begin_with({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    batch_words = config["stage"][args.stage].get("batch_words", config["batch_words"])
    batcher = Batcher(WordPieces(args.encoder / "tokenizer.json"), labels, batch_words, config["recased"])
    dev = [*read_treebank(args.data / "ud/ewt", "dev"), *read_treebank(args.data / "ud/gum", "dev")]
    sizes = {name: (len(examples), sum(len(e.words) for e in examples)) for name, examples in sets.items()}
    log.info("sentences and words: %s; labels: %s", sizes, {head: len(names) for head, names in labels.items()})
    run_stage(network, batcher, sets, config, args.stage, dev, args.out / "weights.pt")


if __name__ == "__main__":
    main()
