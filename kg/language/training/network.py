"""The network: a BERT-style encoder that is told the words' shapes, one set of heads for syntax and one for mentions.

Encoder: MiniLM-L6 (Wang et al. 2020). Arcs and labels: deep biaffine attention (Dozat & Manning 2017). Each family of
heads reads its own learned mix of the encoder's layers (Peters et al. 2018).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from kg.language.heads import LATE_HEADS
from kg.language.wordpieces import SHAPES


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, size: int, attention_heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.attention_heads, self.dropout = attention_heads, dropout
        self.qkv = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.norm1 = nn.LayerNorm(size, eps=1e-12)
        self.up = nn.Linear(size, inner)
        self.down = nn.Linear(inner, size)
        self.norm2 = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, size = x.shape
        width = size // self.attention_heads
        qkv = self.qkv(x).view(batch, length, 3, self.attention_heads, width).permute(2, 0, 3, 1, 4)
        scores = qkv[0] @ qkv[1].transpose(-1, -2) * width**-0.5 + bias
        mixed = (scores.softmax(-1) @ qkv[2]).transpose(1, 2).reshape(batch, length, size)
        x = self.norm1(x + functional.dropout(self.out(mixed), self.dropout, self.training))
        inner = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.norm2(x + functional.dropout(inner, self.dropout, self.training))
        return normed


class Encoder(nn.Module):
    """The encoder over word pieces; returns the states of every layer, the embeddings first."""

    def __init__(self, config: Mapping[str, int], dropout: float) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.size, self.dropout = size, dropout
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.shapes = nn.Embedding(len(SHAPES), size)
        self.kind = nn.Parameter(torch.zeros(size))
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        nn.init.zeros_(self.shapes.weight)  # what was pre-trained starts as it was

    @classmethod
    def pretrained(cls, folder: Path, dropout: float) -> Encoder:
        """An encoder with the weights of a BERT checkpoint: `config.json` and `model.safetensors`."""
        encoder = cls(json.loads((folder / "config.json").read_text(encoding="utf-8")), dropout)
        found = load_file(folder / "model.safetensors")
        below = "embeddings."
        state = {
            "words.weight": found[below + "word_embeddings.weight"],
            "positions.weight": found[below + "position_embeddings.weight"],
            "shapes.weight": encoder.shapes.weight.data,
            "kind": found[below + "token_type_embeddings.weight"][0],
            "norm.weight": found[below + "LayerNorm.weight"],
            "norm.bias": found[below + "LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        }
        for number in range(len(encoder.layers)):
            prefix = f"encoder.layer.{number}."
            for end in ("weight", "bias"):
                parts = [found[f"{prefix}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
                state[f"layers.{number}.qkv.{end}"] = torch.cat(parts)
                for own, theirs in names.items():
                    state[f"layers.{number}.{own}.{end}"] = found[f"{prefix}{theirs}.{end}"]
        encoder.load_state_dict(state)
        return encoder

    def forward(self, ids: Tensor, shapes: Tensor) -> Tensor:
        """Layers × batch × pieces × size, for piece ids (0 is padding) and shape ids."""
        bias = ((ids == 0).float() * -1e4)[:, None, None, :]
        positions = self.positions.weight[: ids.shape[1]]
        x = self.norm(self.words(ids) + positions + self.shapes(shapes) + self.kind)
        x = functional.dropout(x, self.dropout, self.training)
        states = [x]
        for layer in self.layers:
            states.append(layer(states[-1], bias))
        return torch.stack(states)


class Mix(nn.Module):
    """A learned weighted mean of the encoder's layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.zeros(layers))

    def forward(self, states: Tensor) -> Tensor:
        return torch.einsum("l,lbth->bth", self.weights.softmax(0), states)


class Tagger(nn.Module):
    """A label for each word."""

    def __init__(self, size: int, inner: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.inner = nn.Linear(size, inner)
        self.out = nn.Linear(inner, labels)
        self.dropout = dropout

    def forward(self, words: Tensor) -> Tensor:
        hidden = functional.dropout(functional.gelu(self.inner(words)), self.dropout, self.training)
        scores: Tensor = self.out(hidden)
        return scores


class Biaffine(nn.Module):
    """Scores of arcs and of their labels between words and possible heads, the root in front."""

    def __init__(self, size: int, arc: int, label: int, labels: int, dropout: float) -> None:
        super().__init__()
        self.root = nn.Parameter(torch.zeros(size))
        self.arc_dep, self.arc_head = nn.Linear(size, arc), nn.Linear(size, arc)
        self.label_dep, self.label_head = nn.Linear(size, label), nn.Linear(size, label)
        self.arc = nn.Parameter(torch.zeros(arc + 1, arc))
        self.label = nn.Parameter(torch.zeros(labels, label + 1, label + 1))
        self.dropout = dropout
        nn.init.normal_(self.root, std=0.02)
        nn.init.xavier_uniform_(self.arc)
        nn.init.normal_(self.label, std=0.02)

    def _project(self, layer: nn.Module, words: Tensor) -> Tensor:
        return functional.dropout(functional.gelu(layer(words)), self.dropout, self.training)

    @staticmethod
    def _with_one(x: Tensor) -> Tensor:
        return torch.cat([x, torch.ones_like(x[..., :1])], -1)

    def forward(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Arc scores (batch × words × heads), and the two sides of the label scores."""
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        dep = self._with_one(self._project(self.arc_dep, words))
        arcs = dep @ self.arc @ self._project(self.arc_head, heads).transpose(1, 2)
        label_dep = self._with_one(self._project(self.label_dep, words))
        label_head = self._with_one(self._project(self.label_head, heads))
        return arcs, label_dep, label_head

    def labels_at(self, label_dep: Tensor, label_head: Tensor, heads: Tensor) -> Tensor:
        """Label scores (batch × words × labels) of each word with its given head."""
        chosen = label_head.gather(1, heads[..., None].expand(-1, -1, label_head.shape[-1]))
        return torch.einsum("bwi,lij,bwj->bwl", label_dep, self.label, chosen)

    def labels_everywhere(self, label_dep: Tensor, label_head: Tensor) -> Tensor:
        """Label scores (batch × words × heads × labels)."""
        left = torch.einsum("bwi,lij->bwlj", label_dep, self.label)
        return torch.einsum("bwlj,bhj->bwhl", left, label_head)


class Network(nn.Module):
    """Encoder and heads. `labels` names each head's labels; the head `dep` is the parser's.

    The head `event` has a mix of its own: it is trained when everything else stands.
    """

    SYNTAX = ("xpos", "upos", "feats", "lemma")

    def __init__(self, encoder: Encoder, labels: Mapping[str, list[str]], dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = encoder
        layers = len(encoder.layers) + 1
        self.syntax_mix, self.tree_mix, self.mention_mix = Mix(layers), Mix(layers), Mix(layers)
        self.own_mixes = nn.ModuleDict({name: Mix(layers) for name in LATE_HEADS if name in labels})
        size = encoder.size
        self.tree = Biaffine(size, 256, 96, len(labels["dep"]), dropout)
        self.taggers = nn.ModuleDict(
            {name: Tagger(size, 256, len(values), dropout) for name, values in labels.items() if name != "dep"}
        )
        self.dropout = dropout

    def words(self, states: Tensor, firsts: Tensor, mix: nn.Module) -> Tensor:
        """Batch × words × size: each word as its first piece."""
        mixed = mix(states)
        words = mixed.gather(1, firsts[..., None].expand(-1, -1, mixed.shape[-1]))
        return functional.dropout(words, self.dropout, self.training)

    def tagger_mix(self, name: str) -> nn.Module:
        """The mix of layers that a tagger reads."""
        if name in self.own_mixes:
            return self.own_mixes[name]
        return self.syntax_mix if name in self.SYNTAX else self.mention_mix

    def begin_with(self, state: Mapping[str, Tensor]) -> None:
        """Take over weights; only what belongs to late heads may be missing. Raises KeyError for anything else."""
        missing = self.load_state_dict(dict(state), strict=False).missing_keys
        late = tuple(f"{group}.{name}." for group in ("own_mixes", "taggers") for name in LATE_HEADS)
        if other := [name for name in missing if not name.startswith(late)]:
            raise KeyError(f"the weights lack {', '.join(other)}")

    def train_only(self, heads: Sequence[str]) -> None:
        """Let nothing but some heads and their mixes learn."""
        kept = tuple(f"{group}.{name}." for group in ("own_mixes", "taggers") for name in heads)
        for name, parameter in self.named_parameters():
            parameter.requires_grad_(name.startswith(kept))
