"""Which training sets there are, where they lie in the data folder, and which labels they teach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from kg.language.heads import MENTION_LABELS
from kg.language.spans import bilou_tags
from kg.language.training.examples import (
    Example,
    in_part,
    read_columns,
    read_enamex,
    read_gmb,
    read_marked,
    read_re3d,
    read_treebank,
)

Sets = dict[str, list[Example]]

FOLDS = 5
CORPUS_DEV = 6  # every sixth passage of our own corpus is kept unseen


def read_sets(data: Path, corpus: Path | None, held_out: int | None = None) -> Sets:
    """All sets for training. `held_out` is the fold of re3d, by document, that is left out.

    `data` has `ud/{ewt,gum}`, `ner` and `re3d` as they come out of their archives; `corpus` is the project's own
    folder of mentions, with that of events beside it.
    """
    ner = data / "ner"
    grobid = sorted((ner / "grobid-ner").glob("*.xml"))
    sets: Sets = {
        "treebanks": [*read_treebank(data / "ud/ewt", "train"), *read_treebank(data / "ud/gum", "train")],
        "wikigold": read_columns(ner / "wikigold/wikigold.conll.txt", "conll"),
        "politics": [
            e for part in ("train", "dev") for e in read_columns(ner / f"crossner_politics/{part}.txt", "politics")
        ],
        "wikipedia": [e for path in grobid if "brexit.2" not in path.name for e in read_enamex(path, "wikipedia")],
        "gmb": read_gmb(ner / "gmb_ner.csv"),
        "defence": [
            e for e in read_re3d(data / "re3d") if held_out is None or not in_part(e.document, held_out, FOLDS)
        ],
    }
    if corpus is not None:
        sets["mention"] = [e for e in read_corpus(corpus) if not in_part(e.document, 0, CORPUS_DEV)]
        events = read_corpus(corpus.with_name("events"), "event")
        sets["event"] = [e for e in events if not in_part(e.document, 0, CORPUS_DEV)]
    return sets


def read_corpus(corpus: Path, head: str = "mention") -> list[Example]:
    """The project's own marked passages."""
    return [e for path in sorted(corpus.glob("*.txt")) for e in read_marked(path, head)]


def collect_labels(sets: Mapping[str, Sequence[Example]]) -> dict[str, list[str]]:
    """The labels of each head in a fixed order; rare lemma scripts, features and types are left out."""
    counts: dict[str, Counter[str]] = {}
    kinds: dict[str, Counter[str]] = {"mention": Counter(dict.fromkeys(MENTION_LABELS, 100))}
    for examples in sets.values():
        for example in examples:
            for head, values in example.labels.items():
                counts.setdefault(head, Counter()).update(value for value in values if value)
            for head, spans in example.spans.items():
                kinds.setdefault(head, Counter()).update(kind for _, _, kind in spans)
    least = {"lemma": 3, "feats": 2, "dep": 2}
    labels = {
        head: sorted(name for name, n in found.items() if n >= least.get(head, 1)) for head, found in counts.items()
    }
    labels.update({head: bilou_tags(k for k, n in found.items() if n >= 5) for head, found in kinds.items()})  # noqa: PLR2004
    return {head: labels[head] for head in sorted(labels)}
