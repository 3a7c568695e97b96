"""What a model must answer with: one fixed flat schema a task, and how its JSON becomes what features get.

A schema never depends on a request: providers keep a prompt in their caches only under the same schema.
"""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from resolutionflow.ai.port import (
    BranchProposed,
    Draft,
    DraftNode,
    DraftOption,
    Finding,
    Made,
    NodeMade,
    NodeType,
    Scaffold,
    Task,
)
from resolutionflow.kit.visible import visible

FINDINGS = 12
LINE = 200

Words = Annotated[str, AfterValidator(visible), AfterValidator(str.strip), StringConstraints(max_length=4_000)]
Some = Annotated[Words, Field(min_length=1)]
Minutes = Annotated[float, Field(ge=0, le=24 * 60)]


class _Out(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, allow_inf_nan=False)


class _Proposed(_Out):
    title: Some
    description: Words


class _Scaffold(_Out):
    question: Some
    branches: Annotated[list[_Proposed], Field(min_length=1, max_length=30)]

    def made(self) -> Scaffold:
        return Scaffold(self.question, [BranchProposed(branch.title, branch.description) for branch in self.branches])


class _Option(_Out):
    label: Some
    to: Some


class _Node(_Out):
    ref: Some
    type: NodeType
    text: Some
    help: Words
    minutes: Minutes
    options: Annotated[list[_Option], Field(max_length=30)]

    def made(self) -> DraftNode:
        options = [DraftOption(option.label, option.to) for option in self.options]
        return DraftNode(self.ref, self.type, self.text, options, self.help, self.minutes or None)


class _Draft(_Out):
    root: Some
    nodes: Annotated[list[_Node], Field(min_length=1, max_length=200)]

    def made(self) -> Draft:
        return Draft(self.root, [node.made() for node in self.nodes])


class _NextNode(_Out):
    type: NodeType
    text: Some
    help: Words
    answers: Annotated[list[Some], Field(max_length=30)]
    citations: Annotated[list[Some], Field(max_length=30)]

    def made(self) -> NodeMade:
        return NodeMade(self.type, self.text, self.answers, self.help, self.citations)


class _Test(_Out):
    ok: bool


_MODELS: Mapping[Task, type[_Scaffold | _Draft | _NextNode]] = {
    Task.SCAFFOLD: _Scaffold,
    Task.BRANCH: _Draft,
    Task.NEXT_NODE: _NextNode,
}
_TEXT = {"type": "string"}
_TYPE = {"type": "string", "enum": ["question", "action", "resolution", "escalation"]}


def _object(**properties: Any) -> dict[str, Any]:
    """All fields are required, none may be added: what strict structured output asks for."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


SCHEMAS: Mapping[Task, dict[str, Any]] = {
    Task.SCAFFOLD: _object(question=_TEXT, branches=_list(_object(title=_TEXT, description=_TEXT))),
    Task.BRANCH: _object(
        root=_TEXT,
        nodes=_list(
            _object(
                ref=_TEXT,
                type=_TYPE,
                text=_TEXT,
                help=_TEXT,
                minutes={"type": "number"},
                options=_list(_object(label=_TEXT, to=_TEXT)),
            )
        ),
    ),
    Task.NEXT_NODE: _object(type=_TYPE, text=_TEXT, help=_TEXT, answers=_list(_TEXT), citations=_list(_TEXT)),
    Task.TEST: _object(ok={"type": "boolean"}),
}


def parsed(task: Task, text: str) -> tuple[Made | None, list[Finding]]:
    """Return what ``text`` makes, or what is wrong with its form."""
    try:
        return _MODELS[task].model_validate_json(_unfenced(text)).made(), []
    except ValidationError as wrong:
        return None, [_finding(dict(error)) for error in wrong.errors(include_url=False)[:FINDINGS]]


def says_ok(text: str) -> bool:
    """Say whether ``text`` is what the test of a connection asks for."""
    try:
        return _Test.model_validate_json(_unfenced(text)).ok
    except ValidationError:
        return False


def _unfenced(text: str) -> str:
    """Small local models put JSON into a Markdown fence in spite of the schema."""
    bare = text.strip()
    if bare.startswith("```") and bare.endswith("```"):
        return bare.partition("\n")[2].rpartition("```")[0]
    return bare


def _finding(error: dict[str, Any]) -> Finding:
    where = ".".join(str(part) for part in error["loc"])
    return Finding("form", where, str(error["msg"]))


def as_lines(findings: list[Finding]) -> list[str]:
    """Return at most 12 short lines for the model: at which ref, and what to do."""
    return [_line(finding) for finding in findings[:FINDINGS]]


def _line(finding: Finding) -> str:
    at = f"[{finding.ref}] " if finding.ref else ""
    return "- " + " ".join(visible(f"{at}{finding.message}").split())[:LINE]
