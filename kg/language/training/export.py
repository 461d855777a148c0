"""Trained weights to the files that ship.

python -m kg.language.training.export --weights FILE [FILE] --encoder FOLDER --out FOLDER

Matrices are stored as int8 with a scale for each output (or each word piece) and turned back into fp32 when the
session starts, so that computing is plain fp32: dynamic int8 takes its scales from the batch and differs between
processors.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn

from kg.language.heads import TAG_HEADS
from kg.language.model import files_sha256
from kg.language.training.network import Encoder, Network

_SMALLEST = 4_096  # elements; smaller tensors stay fp32
_LEVELS = 127


class _Exported(nn.Module):
    """The network as one function from ids to everything that the pipeline reads."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        self.span_heads = [name for name in network.taggers if name not in TAG_HEADS]

    def forward(self, ids: Tensor, shapes: Tensor, firsts: Tensor) -> tuple[Tensor, ...]:
        network = self.network
        states = network.encoder(ids, shapes)
        tags, tree, mentions = (
            network.words(states, firsts, mix) for mix in (network.syntax_mix, network.tree_mix, network.mention_mix)
        )
        arcs, dep, head = network.tree(tree)
        deps = network.tree.labels_everywhere(dep, head).argmax(-1)
        chosen = {
            name: network.taggers[name](
                network.words(states, firsts, network.own_mixes[name])
                if name in network.own_mixes
                else (tags if name in network.SYNTAX else mentions)
            )
            for name in (*TAG_HEADS, *self.span_heads)
        }
        return (
            *(chosen[name].argmax(-1) for name in TAG_HEADS),
            arcs,
            deps,
            *(chosen[name].log_softmax(-1) for name in self.span_heads),
        )


def export(network: Network, path: Path) -> None:
    """Write the network as an ONNX file with int8 weights."""
    network.eval()
    exported = _Exported(network)
    names = [*TAG_HEADS, "arcs", "deps", *exported.span_heads]
    ids = torch.ones(2, 7, dtype=torch.long)
    firsts = torch.tensor([[1, 2, 4], [1, 3, 5]])
    axes = {"ids": {0: "batch", 1: "pieces"}, "shapes": {0: "batch", 1: "pieces"}, "firsts": {0: "batch", 1: "words"}}
    with torch.no_grad():
        torch.onnx.export(
            exported,
            (ids, torch.ones_like(ids), firsts),
            str(path),
            input_names=["ids", "shapes", "firsts"],
            output_names=names,
            dynamic_axes={**axes, **{name: {0: "batch", 1: "words"} for name in names}},
            opset_version=17,
            dynamo=False,
        )
    model = onnx.load(str(path))
    store_as_int8(model)
    onnx.checker.check_model(model)
    for node in model.graph.node:
        node.doc_string = ""
    onnx.save(model, str(path))


def store_as_int8(model: onnx.ModelProto) -> None:
    """Replace large matrices by int8 ones with scales, and the cast and product that give them back."""
    graph = model.graph
    gathered = {node.input[0] for node in graph.node if node.op_type == "Gather"}
    kept, nodes = [], []
    for tensor in graph.initializer:
        values = numpy_helper.to_array(tensor)
        if values.dtype != np.float32 or values.ndim < 2 or values.size < _SMALLEST:  # noqa: PLR2004
            kept.append(tensor)
            continue
        # One scale for each row of an embedding, for each output of a layer.
        axis = values.ndim - 1 if tensor.name in gathered or values.ndim > 2 else 0  # noqa: PLR2004
        scale = np.maximum(np.abs(values).max(axis=axis, keepdims=True) / _LEVELS, 1e-12).astype(np.float32)
        stored = np.clip(np.rint(values / scale), -_LEVELS, _LEVELS).astype(np.int8)
        kept.append(numpy_helper.from_array(stored, tensor.name + "_int8"))
        kept.append(numpy_helper.from_array(scale, tensor.name + "_scale"))
        nodes.append(helper.make_node("Cast", [tensor.name + "_int8"], [tensor.name + "_cast"], to=TensorProto.FLOAT))
        nodes.append(helper.make_node("Mul", [tensor.name + "_cast", tensor.name + "_scale"], [tensor.name]))
    others = list(graph.node)
    del graph.node[:], graph.initializer[:]
    graph.initializer.extend(kept)
    graph.node.extend([*nodes, *others])


def main() -> None:
    """Export a folder of the training loop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, nargs="+", required=True, help="of several files the mean is taken")
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the pre-trained encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0", help="of the weights")
    args = parser.parse_args()
    labels = json.loads(args.weights[0].with_name("labels.json").read_text(encoding="utf-8"))
    network = Network(Encoder(json.loads((args.encoder / "config.json").read_text(encoding="utf-8")), 0.0), labels)
    states = [torch.load(path, weights_only=True) for path in args.weights]
    network.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    args.out.mkdir(parents=True, exist_ok=True)
    export(network, args.out / "model.onnx")
    (args.out / "labels.json").write_text(json.dumps(labels, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    meta = {"name": "kg-en", "version": args.version, "sha256": files_sha256(args.out)}
    (args.out / "meta.json").write_text(json.dumps(meta, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
