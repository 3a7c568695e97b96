"""The smallest body that a schema of the OpenAPI document accepts."""

from typing import Any

Json = dict[str, Any]
SCALARS = {"boolean": False, "integer": 1, "number": 1, "null": None}
FORMATS = {
    "uuid": "018f0000-0000-7000-8000-000000000000",
    "email": "somebody@example.com",
    "date-time": "2026-01-01T00:00:00Z",
    "date": "2026-01-01",
}


def example(schema: Json, document: Json) -> Any:
    """A value of the schema: required members only, the first of each choice."""
    if "$ref" in schema:
        return example(document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]], document)
    for known in ("const", "default"):
        if known in schema:
            return schema[known]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return example(schema[choice][0], document)
    if "enum" in schema:
        return schema["enum"][0]
    return _by_type(schema, document)


def _by_type(schema: Json, document: Json) -> Any:
    kind = schema.get("type", "object")
    if kind == "object":
        members = schema.get("properties", {})
        return {name: example(members[name], document) for name in schema.get("required", ())}
    if kind == "array":
        return [example(schema["items"], document)] * int(schema.get("minItems", 0))
    if kind == "string":
        return FORMATS.get(schema.get("format", ""), "x" * max(1, int(schema.get("minLength", 1))))
    return max(int(schema.get("minimum", 1)), 1) if kind == "integer" else SCALARS[kind]


def body_of(operation: Json, document: Json) -> Any:
    """A body for an operation, None when it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    return example(content["application/json"]["schema"], document) if "application/json" in content else None
