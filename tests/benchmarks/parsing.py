"""Tagging and parsing of the shipped pipeline on treebanks with gold words and sentences.

python tests/benchmarks/parsing.py --data UD_FOLDER [--parts dev test] [--model FOLDER]

UD_FOLDER holds `ewt` and `gum`, each with `files.{dev,test}`. UAS and LAS count every word and the whole label; the
columns 'no punct' leave punctuation out as spaCy's scorer does, and 'base' compares labels without their subtypes as
the CoNLL 2018 shared task does.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from kg.language.lemmas import apply_script
from kg.language.model import SHIPPED, Model
from kg.language.training.examples import Example, read_treebank

LAYERS = ("xpos", "upos", "feats", "lemma", "UAS", "LAS", "LAS base", "UAS no punct", "LAS no punct")


def score(model: Model, examples: Sequence[Example]) -> dict[str, float]:
    """Percentages by layer."""
    right: Counter[str] = Counter()
    words = letters = 0
    for example, found in zip(examples, model.annotate([e.words for e in examples]), strict=True):
        for i, word in enumerate(example.words):
            gold = {name: labels[i] or "" for name, labels in example.labels.items()}
            head = found.heads[i] == (example.heads or [])[i]
            same = head and found.deps[i] == gold["dep"]
            right["xpos"] += found.xpos[i] == gold["xpos"]
            right["upos"] += found.upos[i] == gold["upos"]
            right["feats"] += found.feats[i] == gold["feats"]
            right["lemma"] += found.lemmas[i] == apply_script(gold["lemma"], word)
            right["UAS"] += head
            right["LAS"] += same
            right["LAS base"] += head and found.deps[i].split(":")[0] == gold["dep"].split(":")[0]
            if gold["dep"] != "punct":
                letters += 1
                right["UAS no punct"] += head
                right["LAS no punct"] += same
        words += len(example.words)
    return {name: 100 * right[name] / (letters if "no punct" in name else words) for name in LAYERS}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--parts", nargs="+", default=["dev"])
    parser.add_argument("--model", type=Path, default=SHIPPED)
    options = parser.parse_args()
    model = Model(options.model)
    print(f"{'':16}" + "".join(f"{name:>14}" for name in LAYERS))
    for part in options.parts:
        sets = {name: read_treebank(options.data / name, part) for name in ("ewt", "gum")}
        sets["gum news"] = [e for e in sets["gum"] if "_news_" in e.document]
        sets["both"] = sets["ewt"] + sets["gum"]
        for name, examples in sets.items():
            figures = score(model, examples)
            print(f"{name + ' ' + part:16}" + "".join(f"{figures[layer]:14.2f}" for layer in LAYERS))


if __name__ == "__main__":
    main()
