"""The libraries that call models take seconds and 100 MB: a server that calls none never loads them."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("anthropic", "genai_prices", "httpx2", "openai", "pydantic_ai", "tiktoken")
SERVER = Path(__file__).resolve().parents[2]


def loaded(statement: str) -> set[str]:
    """Which of them a fresh process has loaded after ``statement``."""
    script = f"{statement}\nimport sys\nprint(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", script], cwd=SERVER, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module", ["resolutionflow.main", "resolutionflow.cli", "resolutionflow.worker", "resolutionflow.ai.gateway"]
)
def test_nothing_that_starts_with_the_server_loads_a_model_library(module: str) -> None:
    assert loaded(f"import {module}") == set()


def test_a_call_loads_them() -> None:
    assert {"anthropic", "openai", "pydantic_ai"} <= loaded("from resolutionflow.ai import wire; wire._library()")
