"""Sentence vectors from the local model, loaded when first asked for; nothing here is imported at start-up."""

from __future__ import annotations

import json
import threading
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import numpy as np
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]

MODEL = "all-MiniLM-L6-v2 int8 1"
"""What vectors are made by; those of another model can't be compared with them."""

DIMENSIONS = 384
MODEL_DIR = Path(__file__).resolve().parent.parent / "model"
MODEL_FILE = "sentences.onnx"
TOKENIZER_FILE = "tokenizer.json"
THREADS = 1

_loading = threading.Lock()


class Encoder(Protocol):
    """Reads a text with the model."""

    def __call__(self, text: str, output: str) -> Vector:
        """Return what the model has for ``output``: "vector" or "layers" (see build_model.py)."""


def missing() -> str | None:
    """Say what keeps vectors from being made, or None when nothing does."""
    for package in ("onnxruntime", "tokenizers", "numpy"):
        if find_spec(package) is None:
            return f"the Python package {package} is not installed"
    for name in (MODEL_FILE, TOKENIZER_FILE):
        if not (MODEL_DIR / name).is_file():
            return f"the model file {MODEL_DIR / name} does not exist"
    return None


def available() -> bool:
    """Say whether vectors can be made; without them matching goes by text alone."""
    return missing() is None


def embed(text: str) -> Vector:
    """Return the text's vector: 384 numbers of 32 bits, length 1; text past 256 tokens is not read."""
    return _read(text, "vector")


def layers(text: str) -> Vector:
    """Return the mean of each of the model's seven layers, one after the other: 2,688 numbers of 32 bits.

    The vector tells what a text is about; the lower layers also tell how it is said, so that an order and the warning
    of it are not the same.
    """
    return _read(text, "layers")


def reader() -> Callable[[str], Vector] | None:
    """Return ``layers``, or None where the model is missing."""
    return layers if available() else None


def _read(text: str, output: str) -> Vector:
    with _loading:
        encoder = _encoder(MODEL_DIR)
    return encoder(text, output)


def embed_all(texts: Iterable[str]) -> list[Vector]:
    """Return each text's vector; one at a time, so that no text changes its neighbour's (see build_model.py)."""
    return [embed(text) for text in texts]


def whole_words() -> frozenset[str]:
    """Return the words that the model's tokenizer knows as a whole; none without the model."""
    if not available():
        return frozenset()
    vocabulary = json.loads((MODEL_DIR / TOKENIZER_FILE).read_text("utf-8"))["model"]["vocab"]
    return frozenset(word for word in vocabulary if not word.startswith(("##", "[")))


@lru_cache(maxsize=1)
def _encoder(folder: Path) -> Encoder:
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.enable_cpu_mem_arena = False  # the arena keeps its highest use for ever, 100 MB and more
    options.intra_op_num_threads = options.inter_op_num_threads = THREADS
    session = onnxruntime.InferenceSession(folder / MODEL_FILE, options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))

    def encode(text: str, output: str) -> Vector:
        ids = np.array([tokenizer.encode(text).ids], dtype=np.int64)
        found: Vector = session.run([output], {"input_ids": ids})[0][0]
        return found

    return encode
