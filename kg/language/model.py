"""The network at run time: an ONNX session that turns sentences of words into tags, arcs and span scores.

Each document is a batch of its own and the session has one thread, so that what is found in a document depends on
nothing but the document.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from kg.language.heads import EVENT, TAG_HEADS
from kg.language.lemmas import apply_script
from kg.language.spans import BilouDecoder
from kg.language.trees import decode_tree
from kg.language.wordpieces import WordPieces

SHIPPED = Path(__file__).with_name("shipped")
_BATCH_PIECES = 3_000  # padded; more brings no speed on one core
_STRETCH, _SLACK = 1.15, 2  # how much longer than its shortest sentence a batch's longest may be: padding costs time
_BATCH_PAIRS = 250_000  # of pieces; labels are scored for every pair, and long sentences would fill the memory

ScoredSpan = tuple[int, int, str, float]


@dataclass(slots=True)
class Annotation:
    """What the network says of one sentence; all lists have one item a word.

    `heads` count from 1, 0 is the root. `spans` has, by head of the network, `(start, end, type, confidence)`.
    """

    xpos: list[str]
    upos: list[str]
    feats: list[str]
    lemmas: list[str]
    kinds: list[str]
    heads: list[int]
    deps: list[str]
    spans: dict[str, list[ScoredSpan]]


def files_sha256(folder: Path) -> str:
    """The hash over weights, labels and vocabulary, in hex: what `meta.json` says of them."""
    digest = hashlib.sha256()
    for name in ("model.onnx", "labels.json", "tokenizer.json"):
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


class Model:
    """The shipped weights, or others of the same form: `model.onnx`, `labels.json` and `tokenizer.json` in a folder."""

    def __init__(self, folder: Path = SHIPPED, span_heads: Sequence[str] = ("mention", "conll", EVENT)) -> None:
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.pieces = WordPieces(folder / "tokenizer.json")
        self.span_heads = tuple(head for head in span_heads if head in self.labels)
        self._decoders = {head: BilouDecoder(self.labels[head]) for head in self.span_heads}
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = ort.InferenceSession(folder / "model.onnx", options, providers=["CPUExecutionProvider"])

    @cached_property
    def _outputs(self) -> list[str]:
        return [*TAG_HEADS, "arcs", "deps", *self.span_heads]

    def annotate(self, sentences: Sequence[Sequence[str]]) -> list[Annotation]:
        """What the network says of each sentence; long ones are read in stretches, each with a tree of its own."""
        stretches = [
            (number, start, end)
            for number, words in enumerate(sentences)
            for start, end in self.pieces.chunks(words)
            if end > start
        ]
        found: dict[int, list[tuple[int, Annotation]]] = {number: [] for number in range(len(sentences))}
        for group in self._groups([sentences[n][start:end] for n, start, end in stretches]):
            texts = [sentences[stretches[g][0]][stretches[g][1] : stretches[g][2]] for g in group]
            for g, annotation in zip(group, self._run(texts), strict=True):
                number, start, _ = stretches[g]
                found[number].append((start, annotation))
        return [_joined([a for _, a in sorted(parts, key=lambda p: p[0])]) for _, parts in sorted(found.items())]

    def _groups(self, texts: Sequence[Sequence[str]]) -> Iterator[list[int]]:
        """Positions of sentences of like length, as many as make a batch."""
        lengths = [sum(len(self.pieces.word(word)) for word in words) for words in texts]
        group: list[int] = []
        for position in sorted(range(len(texts)), key=lambda p: (lengths[p], p)):
            rows, width = len(group) + 1, lengths[position] + 2
            too_long = group and width > _STRETCH * (lengths[group[0]] + 2) + _SLACK
            if group and (too_long or rows * width > _BATCH_PIECES or rows * width * width > _BATCH_PAIRS):
                yield group
                group = []
            group.append(position)
        if group:
            yield group

    def _run(self, texts: Sequence[Sequence[str]]) -> Iterator[Annotation]:
        outputs = self._outputs_of(texts)
        for row, words in enumerate(texts):
            yield self._annotation(words, {name: value[row] for name, value in outputs.items()})

    def run_only(self, sentences: Sequence[Sequence[str]]) -> None:
        """Run the session on sentences and drop what it says: what a benchmark compares the stages above with."""
        texts = [words for words in sentences if words]
        for group in self._groups(texts):
            self._outputs_of([texts[position] for position in group])

    def _outputs_of(self, texts: Sequence[Sequence[str]]) -> dict[str, NDArray[np.generic]]:
        """The session's outputs by name for one batch."""
        pieces = [self.pieces.sentence(words) for words in texts]
        length = max(len(p.ids) for p in pieces)
        width = max(len(p.firsts) for p in pieces)
        ids, shapes = (np.zeros((len(pieces), length), dtype=np.int64) for _ in range(2))
        firsts = np.zeros((len(pieces), width), dtype=np.int64)
        for row, piece in enumerate(pieces):
            ids[row, : len(piece.ids)] = piece.ids
            shapes[row, : len(piece.shapes)] = piece.shapes
            firsts[row, : len(piece.firsts)] = piece.firsts
        values = self._session.run(self._outputs, {"ids": ids, "shapes": shapes, "firsts": firsts})
        return dict(zip(self._outputs, values, strict=True))

    def _annotation(self, words: Sequence[str], out: dict[str, NDArray[np.generic]]) -> Annotation:
        n = len(words)
        named = {head: [self.labels[head][int(i)] for i in out[head][:n].tolist()] for head in TAG_HEADS}
        heads = decode_tree(out["arcs"][:n, : n + 1].astype(np.float32))
        dep_names = self.labels["dep"]
        deps = [dep_names[int(out["deps"][word, head])] for word, head in enumerate(heads)]
        return Annotation(
            xpos=named["xpos"],
            upos=named["upos"],
            feats=named["feats"],
            lemmas=[apply_script(script, word) for script, word in zip(named["lemma"], words, strict=True)],
            kinds=named["kind"],
            heads=heads,
            deps=[_consistent(dep, head) for dep, head in zip(deps, heads, strict=True)],
            spans={head: d.decode(out[head][:n].astype(np.float32)) for head, d in self._decoders.items()},
        )


def _consistent(dep: str, head: int) -> str:
    """A label that fits its arc: labels are chosen for each arc by itself, and only the root's arc is a root."""
    return "root" if head == 0 else "dep" if dep == "root" else dep


def _joined(parts: Sequence[Annotation]) -> Annotation:
    """The stretches of one sentence as one annotation: the roots of later ones hang on the first's."""
    if len(parts) == 1:
        return parts[0]
    whole = Annotation([], [], [], [], [], [], [], {})
    for part in parts:
        offset = len(whole.heads)
        root = whole.heads.index(0) + 1 if whole.heads else 0
        for name in ("xpos", "upos", "feats", "lemmas", "kinds"):
            getattr(whole, name).extend(getattr(part, name))
        whole.deps.extend(
            "parataxis" if root and not head else dep for head, dep in zip(part.heads, part.deps, strict=True)
        )
        whole.heads.extend(head + offset if head else root for head in part.heads)
        for head, spans in part.spans.items():
            moved = [(start + offset, end + offset, kind, sure) for start, end, kind, sure in spans]
            whole.spans.setdefault(head, []).extend(moved)
    return whole
