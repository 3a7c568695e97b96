"""Every operation of the API, read out of its OpenAPI document, so that none can be forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from resolutionflow.main import API
from tests.support.document import document

Json = dict[str, Any]
PLACEHOLDER = re.compile(r"\{([^}]+)\}")


@dataclass(frozen=True)
class Operation:
    """A method on a path; ``path`` stands without the ``/api/v1`` in front."""

    method: str
    path: str
    spec: Json

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def address(self) -> str:
        """The path as it is called."""
        return self.path if self.path.endswith("z") and self.path.count("/") == 1 else API + self.path

    @property
    def parameters(self) -> list[str]:
        """Path parameters, each as the path up to and with it: ``/flows/{flow_id}``."""
        return [self.path[: found.end()] for found in PLACEHOLDER.finditer(self.path)]

    @property
    def takes_body(self) -> bool:
        return bool(self.spec.get("requestBody", {}).get("required"))

    @property
    def takes_picture(self) -> bool:
        return "image/png" in self.spec.get("requestBody", {}).get("content", {})

    @property
    def takes_if_match(self) -> bool:
        return any(
            one["in"] == "header" and one["name"].lower() == "if-match" for one in self.spec.get("parameters", ())
        )

    @property
    def query_ids(self) -> list[str]:
        """Query parameters that are the id of something."""
        found = (one for one in self.spec.get("parameters", ()) if one["in"] == "query")
        return [one["name"] for one in found if is_id(one["schema"]) or one["name"].endswith("_id")]

    @property
    def body_ids(self) -> list[str]:
        """Places in the body that hold the id of something, as ``ticket.id`` or ``member_ids[]``."""
        content = self.spec.get("requestBody", {}).get("content", {}).get("application/json")
        return sorted(set(ids_in(content["schema"], "", 0))) if content else []


@cache
def operations() -> list[Operation]:
    """All of them, in the order of their paths."""
    return [
        Operation(method.upper(), path.removeprefix(API), spec)
        for path, item in sorted(document()["paths"].items())
        for method, spec in item.items()
    ]


def named(name: str) -> Operation:
    """The operation ``METHOD /path``."""
    return next(one for one in operations() if str(one) == name)


def is_id(schema: Json) -> bool:
    """Whether a value of the schema is the id of something."""
    return schema.get("format") == "uuid" or any(is_id(one) for one in schema.get("anyOf", ()))


def ids_in(schema: Json, place: str, depth: int) -> Iterator[str]:
    """Every place under the schema that holds an id; trees and other free JSON hold none."""
    if depth > 6:
        return
    if is_id(schema):
        yield place
    if "$ref" in schema:
        yield from ids_in(document()["components"]["schemas"][schema["$ref"].rpartition("/")[2]], place, depth + 1)
    for one in (*schema.get("anyOf", ()), *schema.get("oneOf", ()), *schema.get("allOf", ())):
        yield from ids_in(one, place, depth + 1)
    for name, one in schema.get("properties", {}).items():
        if name == "tree":  # a draft may still be unfinished; what it starts with is judged when it is published
            continue
        yield from ids_in(one, f"{place}.{name}".lstrip("."), depth + 1)
    if isinstance(schema.get("items"), dict):
        yield from ids_in(schema["items"], f"{place}[]", depth + 1)
