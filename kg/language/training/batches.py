"""Sentences to batches of tensors: of like length, of one set each, in an order that the seed fixes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from kg.language.spans import to_bilou
from kg.language.training.examples import Example
from kg.language.wordpieces import Pieces, WordPieces

IGNORED = -100
_LONGEST = 150  # words; longer sentences are cut in training only


@dataclass(slots=True)
class Batch:
    """One set's sentences, padded: ids and shapes (batch × pieces), everything else batch × words."""

    name: str
    ids: Tensor
    shapes: Tensor
    firsts: Tensor
    words: Tensor  # true where there is a word
    labels: dict[str, Tensor]
    heads: Tensor | None


class Batcher:
    """Makes batches with the numbers of labels."""

    def __init__(self, pieces: WordPieces, labels: Mapping[str, list[str]], batch_words: int, recased: float) -> None:
        self.pieces, self.batch_words, self.recased = pieces, batch_words, recased
        self.numbers = {head: {label: i for i, label in enumerate(names)} for head, names in labels.items()}

    def epoch(
        self, sets: Mapping[str, Sequence[Example]], shown: Mapping[str, float], draw: random.Random
    ) -> list[tuple[str, list[Example]]]:
        """The batches of one epoch, shuffled, as sentences still."""
        batches: list[tuple[str, list[Example]]] = []
        for name, rate in shown.items():
            examples = list(sets.get(name, ()))
            chosen = examples * int(rate) + draw.sample(examples, round(len(examples) * (rate - int(rate))))
            batches.extend((name, group) for group in grouped(chosen, self.batch_words, draw))
        draw.shuffle(batches)
        return batches

    def batch(self, name: str, examples: Sequence[Example], draw: random.Random | None = None) -> Batch:
        """The tensors of a batch; with `draw`, some sentences are shown in other case."""
        longest = _LONGEST if draw else 10_000
        pieces = [self.pieces.sentence(self._recase(e.words[:longest], draw)) for e in examples]
        width = max(len(p.firsts) for p in pieces)
        labels: dict[str, Tensor] = {}
        for head in {h for e in examples for h in (*e.labels, *e.spans)} & self.numbers.keys():
            labels[head] = torch.tensor([self._row(e, head, width) for e in examples])
        heads = None
        if examples[0].heads is not None:
            heads = torch.tensor(
                [padded([h if h <= width else IGNORED for h in (e.heads or [])][:width], width) for e in examples]
            )
            labels["dep"] = labels["dep"].masked_fill(heads == IGNORED, IGNORED)
        return Batch(name, *stacked(pieces), labels, heads)

    def _recase(self, words: Sequence[str], draw: random.Random | None) -> Sequence[str]:
        if draw is None or draw.random() >= self.recased:
            return words
        change = draw.choice([str.upper, str.upper, str.lower, str.title])
        return [change(word) for word in words]

    def _row(self, example: Example, head: str, width: int) -> list[int]:
        numbers = self.numbers[head]
        if head in example.spans:
            tags: Sequence[str | None] = to_bilou(example.spans[head], len(example.words))
        else:
            tags = example.labels.get(head, [])
        return padded([numbers.get(tag or "", IGNORED) for tag in tags][:width], width)


def padded(values: list[int], width: int) -> list[int]:
    """A row filled up with what the loss ignores."""
    return values + [IGNORED] * (width - len(values))


def stacked(sentences: Sequence[Pieces]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Ids, shapes, first pieces and the mask of words."""
    length = max(len(p.ids) for p in sentences)
    width = max(len(p.firsts) for p in sentences)
    ids = torch.tensor([list(p.ids) + [0] * (length - len(p.ids)) for p in sentences])
    shapes = torch.tensor([list(p.shapes) + [0] * (length - len(p.shapes)) for p in sentences])
    firsts = torch.tensor([list(p.firsts) + [0] * (width - len(p.firsts)) for p in sentences])
    words = torch.tensor([[1] * len(p.firsts) + [0] * (width - len(p.firsts)) for p in sentences]).bool()
    return ids, shapes, firsts, words


def grouped(examples: Sequence[Example], batch_words: int, draw: random.Random) -> Iterator[list[Example]]:
    """Sentences of like length together, so many that their padded length is about `batch_words`."""
    group: list[Example] = []
    for example in sorted(examples, key=lambda e: len(e.words) + draw.random() * 4):
        if group and (len(group) + 1) * len(example.words) > batch_words:
            yield group
            group = []
        group.append(example)
    if group:
        yield group
