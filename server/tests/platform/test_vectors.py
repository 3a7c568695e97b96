"""The sentence model: built as it says, loaded only when used, and absent without harm."""

import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from math import erf, sqrt
from pathlib import Path
from types import ModuleType

import numpy as np
import onnxruntime
import pytest
from numpy.typing import NDArray

from resolutionflow.platform import vectors

Array = NDArray[np.float32]
SERVER = Path(__file__).resolve().parents[2]
WIDTH, HEADS, LAYERS, WORDS = 16, 4, 2, 50


def build_model() -> ModuleType:
    """The build step, which is not part of the package."""
    spec = spec_from_file_location("build_model", SERVER / "build_model.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tiny_weights() -> dict[str, Array]:
    """A BERT of two layers with random weights, named as the published ones."""
    dice = np.random.default_rng(7)

    def some(*shape: int) -> Array:
        return dice.normal(0, 0.3, shape).astype(np.float32)

    def norm(name: str) -> dict[str, Array]:
        return {f"{name}.weight": 1 + some(WIDTH), f"{name}.bias": some(WIDTH)}

    def dense(name: str, out: int, wide: int) -> dict[str, Array]:
        return {f"{name}.weight": some(out, wide), f"{name}.bias": some(out)}

    found = {
        "embeddings.word_embeddings.weight": some(WORDS, WIDTH),
        "embeddings.position_embeddings.weight": some(300, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
    } | norm("embeddings.LayerNorm")
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            found |= dense(f"{layer}.attention.{part}", WIDTH, WIDTH)
        found |= dense(f"{layer}.intermediate.dense", 4 * WIDTH, WIDTH) | dense(
            f"{layer}.output.dense", WIDTH, 4 * WIDTH
        )
        found |= norm(f"{layer}.attention.output.LayerNorm") | norm(f"{layer}.output.LayerNorm")
    return found


def in_numpy(weights: dict[str, Array], ids: list[int]) -> tuple[Array, Array]:
    """The same BERT in 32-bit numbers, written down plainly: its vector, and the mean of each layer."""

    def dense(x: Array, name: str) -> Array:
        found: Array = x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]
        return found

    def norm(x: Array, name: str) -> Array:
        centred = x - x.mean(-1, keepdims=True)
        scaled: Array = centred / np.sqrt(x.var(-1, keepdims=True)) * weights[f"{name}.weight"]
        return scaled + weights[f"{name}.bias"]

    def heads(x: Array, name: str) -> Array:
        return dense(x, name).reshape(len(ids), HEADS, -1).transpose(1, 0, 2)

    x = weights["embeddings.word_embeddings.weight"][ids] + weights["embeddings.position_embeddings.weight"][: len(ids)]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    means = [x.mean(0)]
    for layer in (f"encoder.layer.{number}" for number in range(LAYERS)):
        q, k, v = (heads(x, f"{layer}.attention.self.{part}") for part in ("query", "key", "value"))
        likeness = np.exp(q @ k.transpose(0, 2, 1) / sqrt(WIDTH / HEADS))
        mixed = (likeness / likeness.sum(-1, keepdims=True) @ v).transpose(1, 0, 2).reshape(len(ids), WIDTH)
        x = norm(dense(mixed, f"{layer}.attention.output.dense") + x, f"{layer}.attention.output.LayerNorm")
        wide = dense(x, f"{layer}.intermediate.dense")
        wide = wide * np.vectorize(lambda number: 0.5 * (1 + erf(number / sqrt(2))))(wide)
        x = norm(dense(wide, f"{layer}.output.dense") + x, f"{layer}.output.LayerNorm")
        means.append(x.mean(0))
    return np.asarray(means[-1] / np.linalg.norm(means[-1]), np.float32), np.concatenate(means)


@pytest.mark.parametrize("ids", [[3], [1, 2, 3, 4, 5], list(range(40))])
def test_the_8_bit_graph_computes_what_the_32_bit_model_does(ids: list[int]) -> None:
    weights = tiny_weights()
    model = build_model().sentence_model(weights, layers=LAYERS, heads=HEADS)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    (found,), (layers,) = session.run(["vector", "layers"], {"input_ids": np.array([ids], np.int64)})
    vector, means = in_numpy(weights, ids)
    assert float(np.linalg.norm(found)) == pytest.approx(1, abs=1e-5)
    assert float(found @ vector) > 0.995
    for read, meant in zip(np.split(layers, LAYERS + 1), np.split(means, LAYERS + 1), strict=True):
        assert float(read @ meant) > 0.995 * float(np.linalg.norm(read) * np.linalg.norm(meant))


def test_weights_are_read_out_of_a_safetensors_file() -> None:
    head = b'{"__metadata__":{},"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]}}'
    data = len(head).to_bytes(8, "little") + head + np.array([1, 2], np.float32).tobytes()
    found = build_model().read_safetensors(data)
    assert list(found) == ["a"]
    assert found["a"].tolist() == [[1.0], [2.0]]


def test_like_texts_have_like_vectors() -> None:
    texts = ["Outlook won't open", "My mail program does not start", "The car needs new tyres"]
    mail, other, car = vectors.embed_all(texts)
    assert mail.shape == (vectors.DIMENSIONS,)
    assert float(mail @ other) > 0.5
    assert float(mail @ car) < 0.2


def test_a_vector_is_the_same_whatever_was_embedded_beside_it() -> None:
    alone = vectors.embed("Printer is jammed")
    beside = vectors.embed_all(["x " * 400, "Printer is jammed", "y"])[1]
    assert np.array_equal(alone, beside)


def test_text_past_256_tokens_is_not_read() -> None:
    longer, long = (vectors.embed("printer " * 300 + end) for end in ("", "Outlook"))
    assert np.array_equal(longer, long)


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\U0001f600", "日本語"])
def test_any_text_has_a_vector(text: str) -> None:
    assert float(np.linalg.norm(vectors.embed(text))) == pytest.approx(1, abs=1e-4)


def test_without_the_model_there_are_no_vectors_and_it_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert vectors.missing() is None
    monkeypatch.setattr(vectors, "MODEL_DIR", tmp_path)
    assert not vectors.available()
    assert vectors.MODEL_FILE in (vectors.missing() or "")


def test_without_the_package_there_are_no_vectors_and_it_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    assert vectors.missing() == "the Python package onnxruntime is not installed"


def test_the_model_is_not_loaded_by_a_server_that_matches_nothing() -> None:
    code = (
        "import resolutionflow.main, resolutionflow.worker, sys; resolutionflow.worker.load_jobs();"
        "from resolutionflow.platform.vectors import available; available();"
        "print([name for name in ('onnxruntime', 'tokenizers') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=SERVER)
    assert done.stdout.strip() == "[]"


def test_every_layer_is_made_of_8_bit_products() -> None:
    model = build_model().sentence_model(tiny_weights(), layers=LAYERS, heads=HEADS)
    kinds = [node.op_type for node in model.graph.node]
    assert kinds.count("MatMulInteger") == 6 * LAYERS
