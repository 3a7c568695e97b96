"""The OpenAPI document, made once for all tests of a process: that takes seconds."""

from functools import cache
from typing import Any

from resolutionflow.main import openapi_document


@cache
def document() -> dict[str, Any]:
    """What the code says of itself; to be read only."""
    return openapi_document()
