"""The trained network as the reader runs it: three ONNX graphs and an int8 table, the same bytes each time.

The graphs are built node by node with the run-time's own fused operators, then the encoder's products are quantised to int8. The word
embeddings are not in them: they never change, so they are one file for all versions of the weights, int8 with one scale a row.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from training.reader.network import HEADS, HIDDEN, Linker, Reader

from onrecord.reading.trained.linking import KINDS, TAGS

UNQUANTISED = ["head_product", "score_product"]
"""Products that give the scores which decide: small, and kept as floats."""
MICROSOFT = "com.microsoft"
POSITIONS = 320
"""Positions kept: longer windows are never run."""


class _Graph:
    """Nodes and weights gathered under plain names."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def weight(self, name: str, values: NDArray) -> str:
        self.weights.append(numpy_helper.from_array(np.asarray(values, order="C"), name))
        return name

    def half(self, name: str, values: NDArray) -> str:
        """A table kept as half floats."""
        return self.add("Cast", [self.weight(f"{name}.half", values.astype(np.float16))], name, to=TensorProto.FLOAT)

    def add(self, kind: str, inputs: list[str], output: str, domain: str = "", **attributes) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, domain=domain, **attributes))
        return output

    def model(self, inputs: list, outputs: list) -> onnx.ModelProto:
        graph = helper.make_graph(self.nodes, "onrecord", inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        made = helper.make_model(graph, opset_imports=opsets, producer_name="onrecord")
        made.ir_version = 8
        return made


def _array(values: torch.Tensor) -> NDArray:
    return values.detach().float().numpy()


def encoder_graph(model: Reader) -> onnx.ModelProto:
    """Embedded pieces, features and word heads, one window at a time, to one row of scores and projections a word."""
    g, e = _Graph(), model.encoder
    steps = g.half("place", _array(e.place.weight)[:POSITIONS])
    g.add("Shape", ["embedded"], "shape")
    g.add("Gather", ["shape", g.weight("one", np.array(1))], "length")
    g.add("Range", [g.weight("zero", np.array(0)), "length", "one"], "range")
    x = g.add("Add", ["embedded", g.add("Gather", [steps, "range"], "places")], "with_place")
    for column, (name, table) in enumerate((("shapes", e.shape), ("quoting", e.quoting), ("opening", e.opening))):
        picked = g.add("Gather", ["features", g.weight(f"column_{name}", np.array(column))], f"ids_{name}", axis=2)
        x = g.add("Add", [x, g.add("Gather", [g.weight(f"table_{name}", _array(table.weight)), picked], f"of_{name}")], f"with_{name}")
    norm = [g.weight("norm.w", _array(e.norm.weight)), g.weight("norm.b", _array(e.norm.bias))]
    x = g.add("LayerNormalization", [x, *norm], "embedded_norm", axis=-1, epsilon=1e-12)
    for n, layer in enumerate(e.layers):
        at = f"layer{n}."

        def pair(linear: torch.nn.Module, name: str, at: str = at) -> tuple[str, str]:
            return g.weight(f"{at}{name}.w", _array(linear.weight).T), g.weight(f"{at}{name}.b", _array(linear.bias))

        def normed(value: str, bias: str, skipped: str, *, norm: torch.nn.LayerNorm, number: int, at: str = at) -> str:
            """Three plain nodes: the run-time's fused one is several times slower (``network.py`` keeps it from fusing them)."""
            summed = g.add("Add", [g.add("Add", [value, bias], f"{at}bias{number}"), skipped], f"{at}sum{number}")
            weights = [g.weight(f"{at}n{number}.w", _array(norm.weight)), g.weight(f"{at}n{number}.b", _array(norm.bias))]
            return g.add("LayerNormalization", [summed, *weights], f"{at}norm{number}", axis=-1, epsilon=1e-12)

        parts = []
        for name, rows in zip("qkv", layer.qkv.weight.chunk(3), strict=True):
            parts.append(g.add("MatMul", [x, g.weight(f"{at}{name}.w", _array(rows).T)], f"{at}{name}"))
        bias = g.weight(f"{at}qkv.b", _array(layer.qkv.bias))
        a = g.add("MultiHeadAttention", [*parts, bias], f"{at}attention", MICROSOFT, num_heads=HEADS)
        w, b = pair(layer.out, "out")
        x = normed(g.add("MatMul", [a, w], f"{at}out"), b, x, norm=layer.norm, number=1)
        w, b = pair(layer.up, "up")
        u = g.add("BiasGelu", [g.add("MatMul", [x, w], f"{at}up"), b], f"{at}gelu", MICROSOFT)
        w, b = pair(layer.down, "down")
        x = normed(g.add("MatMul", [u, w], f"{at}down"), b, x, norm=layer.norm_after, number=2)
    g.add("Unsqueeze", ["heads", g.weight("axis", np.array([2]))], "heads_column")
    words = g.add("GatherND", [x, "heads_column"], "word_rows", batch_dims=1)
    weight = torch.cat([model.tagger.weight, model.measure.weight])
    bias = torch.cat([model.tagger.bias, model.measure.bias])
    product = g.add("MatMul", [words, g.weight("heads.w", _array(weight).T)], "head_product")
    g.add("Add", [product, g.weight("heads.b", _array(bias))], "head_scores")
    g.nodes.append(
        helper.make_node("Split", ["head_scores", g.weight("sizes", np.array([TAGS, KINDS]))], ["tag_scores", "measure_scores"], axis=-1)
    )
    cube = g.add("Reshape", ["tag_scores", g.weight("cube", np.array([0, 0, 3, 3]))], "tag_cube")
    shares = g.add("Reshape", [g.add("Softmax", [cube], "tag_softmax", axis=-1), g.weight("flat", np.array([0, 0, TAGS]))], "tag_shares")
    g.add("Concat", [shares, g.add("Softmax", ["measure_scores"], "measure_shares", axis=-1), words], "words", axis=-1)
    inputs = [
        helper.make_tensor_value_info("embedded", TensorProto.FLOAT, ["batch", "length", HIDDEN]),
        helper.make_tensor_value_info("features", TensorProto.INT64, ["batch", "length", 3]),
        helper.make_tensor_value_info("heads", TensorProto.INT64, ["batch", "words"]),
    ]
    return g.model(inputs, [helper.make_tensor_value_info("words", TensorProto.FLOAT, ["batch", "words", TAGS + KINDS + HIDDEN])])


def linker_graph(linker: Linker) -> onnx.ModelProto:
    """Words of a window, their tags, and cues to scores of every word for every cue; cues in rows, words in columns."""
    g = _Graph()
    axis = g.weight("one", np.array([1]))

    def projected(name: str, linear: torch.nn.Linear) -> list[str]:
        product = g.add("MatMul", [name, g.weight(f"{name}.w", _array(linear.weight).T)], f"{name}_product")
        whole = g.add("Add", [product, g.weight(f"{name}.b", _array(linear.bias))], f"{name}_projected")
        parts = [f"{name}_added", f"{name}_times"]
        g.nodes.append(helper.make_node("Split", [whole], parts, axis=-1))
        return parts

    added, times = projected("words", linker.of_word)
    cue_added, cue_times = projected("cues", linker.of_cue)
    added = g.add(
        "Add", [added, g.add("MatMul", ["tags", g.weight("of_tags", _array(linker.of_tags.weight).T)], "of_tag_shares")], "with_tags"
    )
    x = g.add("Mul", [times, g.add("Unsqueeze", [cue_times, axis], "cue_times_row")], "product")
    x = g.add("Add", [x, added], "x1")
    x = g.add("Add", [x, g.add("Unsqueeze", [cue_added, axis], "cue_added_row")], "x2")
    x = g.add("Add", [x, g.add("Gather", [g.half("distances", _array(linker.distance.weight)), "distance"], "of_distance")], "x3")
    x = g.add("Add", [x, g.add("Gather", [g.weight("sentences", _array(linker.sentence.weight)), "sentence"], "of_sentence")], "x4")
    x = g.add("Gelu", [x], "x5", MICROSOFT)
    kernel = _array(linker.near.weight)[:, 0].T  # one weight a channel for each of five neighbours
    padded = g.add("Pad", [x, g.weight("pads", np.array([0, 2, 0, 0, 2, 0]))], "padded")
    ends = [np.iinfo(np.int64).max if n == 4 else n - 4 for n in range(5)]
    parts = [
        g.add(
            "Mul",
            [
                g.add("Slice", [padded, g.weight(f"from{n}", np.array([n])), g.weight(f"to{n}", np.array([ends[n]])), axis], f"shift{n}"),
                g.weight(f"kernel{n}", kernel[n]),
            ],
            f"near{n}",
        )
        for n in range(5)
    ]
    near = g.add("Sum", [*parts, g.weight("near.b", _array(linker.near.bias))], "near")
    x = g.add("Add", [x, g.add("Gelu", [near], "near_gelu", MICROSOFT)], "x6")
    mixed = g.add("MatMul", [x, g.weight("mix.w", _array(linker.mix.weight).T)], "mixed")
    x = g.add("Add", [x, g.add("BiasGelu", [mixed, g.weight("mix.b", _array(linker.mix.bias))], "mix_gelu", MICROSOFT)], "x7")
    scores = g.add("MatMul", [x, g.weight("score.w", _array(linker.score.weight).T)], "score_product")
    g.add("Add", [scores, g.weight("score.b", _array(linker.score.bias))], "scores")
    inputs = [
        helper.make_tensor_value_info("words", TensorProto.FLOAT, [1, "length", HIDDEN]),
        helper.make_tensor_value_info("tags", TensorProto.FLOAT, [1, "length", TAGS]),
        helper.make_tensor_value_info("cues", TensorProto.FLOAT, ["count", HIDDEN]),
        helper.make_tensor_value_info("distance", TensorProto.INT64, ["count", "length"]),
        helper.make_tensor_value_info("sentence", TensorProto.INT64, ["count", "length"]),
    ]
    return g.model(inputs, [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["count", "length", 3])])


def act_graph(model: Reader) -> onnx.ModelProto:
    """Mean vectors of cue, content and source, side by side, to scores of acts and of speech."""
    g = _Graph()
    biases = model.of_act.bias.chunk(3)
    # one product over the three parts; the source's constant counts only where there is one, which the last column says
    weight = torch.cat([*model.of_act.weight.chunk(3), biases[2][:, None]], 1)
    bias = biases[0] + biases[1]
    product = g.add("MatMul", ["parts", g.weight("of_act.w", _array(weight).T)], "product")
    hidden = g.add("BiasGelu", [product, g.weight("of_act.b", _array(bias))], "hidden", MICROSOFT)
    scores = g.add("MatMul", [hidden, g.weight("act.w", _array(model.act.weight).T)], "score_product")
    g.add("Add", [scores, g.weight("act.b", _array(model.act.bias))], "scores")
    inputs = [
        helper.make_tensor_value_info("parts", TensorProto.FLOAT, ["count", 3 * HIDDEN + 1]),
    ]
    return g.model(inputs, [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["count", len(model.act.bias)])])


def embedding_table(model: Reader) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """The frozen word embeddings as int8 rows and their scales."""
    rows = _array(model.encoder.word.weight)
    scale = (np.abs(rows).max(axis=1) / 127).astype(np.float32)
    scale[scale == 0] = 1
    return np.rint(rows / scale[:, None]).astype(np.int8), scale


def export(model: Reader, folder: Path, *, quantise: bool = True) -> None:
    """Write encoder.onnx, linker.onnx, acts.onnx, embeddings.npy and embedding_scales.npy."""
    folder.mkdir(parents=True, exist_ok=True)
    save(encoder_graph(model.eval()), folder / "encoder.onnx", quantise=quantise)
    save(linker_graph(model.linker), folder / "linker.onnx", quantise=quantise)
    save(act_graph(model), folder / "acts.onnx", quantise=quantise)
    table, scale = embedding_table(model)
    np.save(folder / "embeddings.npy", table)
    np.save(folder / "embedding_scales.npy", scale)


def save(graph: onnx.ModelProto, path: Path, *, quantise: bool) -> None:
    """Write a graph, its products in int8 where that is asked for."""
    if not quantise:
        onnx.save(graph, path)
        return
    whole = path.with_suffix(".fp32.onnx")
    onnx.save(graph, whole)
    quantize_dynamic(
        whole, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul"], nodes_to_exclude=UNQUANTISED,
        extra_options={"DefaultTensorType": TensorProto.FLOAT},
    )  # fmt: skip
    whole.unlink()
