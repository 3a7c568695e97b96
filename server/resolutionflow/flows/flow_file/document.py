"""What a flow file says, and the judgement of any value that is meant to be one."""

from dataclasses import dataclass, field
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from resolutionflow.flows.findings import Finding, of_shape
from resolutionflow.flows.tree import MAX_TREE_BYTES, Tree
from resolutionflow.flows.validator import check, has_errors

FORMAT = 1
_NO_NUL = r"^[^\x00]*$"
_TREE_FIELDS = ("root_id", "nodes", "starts_with")


class Head(BaseModel):
    """What a flow file says about the flow besides its tree."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: UUID | None = None
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=255, pattern=_NO_NUL)]
    description: Annotated[str, StringConstraints(max_length=10_000, pattern=_NO_NUL)] = ""
    category: (
        Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100, pattern=_NO_NUL)] | None
    ) = None
    tags: Annotated[
        tuple[
            Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=50, pattern=_NO_NUL)], ...
        ],
        Field(max_length=20),
    ] = ()


class FlowFile(Head):
    """A whole flow as a file holds it."""

    tree: Tree


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a value: the flow when it can be taken in, the findings, and its title as far as it has one."""

    flow: FlowFile | None
    findings: list[Finding] = field(default_factory=list)
    title: str | None = None


def judge(raw: Any) -> Judged:
    """Return the flow that ``raw`` describes, with the findings of the validator; never raises.

    The tree may stand under ``tree``, as the API has it. A flow with an error among its findings is not returned.
    """
    if not isinstance(raw, dict):
        return Judged(None, [_finding("not_a_flow", "A flow file is a map with `title`, `root_id` and `nodes`.")])
    version = raw.get("resolutionflow", FORMAT)
    if version != FORMAT:
        words = f"The file has format {str(version)[:20]!r}; format {FORMAT} is read here. Update ResolutionFlow."
        return Judged(None, [_finding("unknown_format", words)], _title(raw))
    named = {name: raw[name] for name in _TREE_FIELDS if name in raw}
    tree = raw["tree"] if "tree" in raw and not named else named
    findings = _head_findings(raw) + check(tree)
    if has_errors(findings):
        return Judged(None, findings, _title(raw))
    flow = FlowFile.model_validate({**_present(raw), "tree": tree})
    if len(flow.tree.to_json().encode()) > MAX_TREE_BYTES:
        words = f"The tree takes more than {MAX_TREE_BYTES} bytes. Split it into two flows, or shorten its texts."
        return Judged(None, [_finding("too_large", words)], flow.title)
    return Judged(flow, findings, flow.title)


def _finding(code: str, message: str) -> Finding:
    return Finding(severity="error", code=code, message=message)


def _present(raw: dict[Any, Any]) -> dict[str, Any]:
    """Return the head's fields that are filled; an empty ``category:`` in YAML is none."""
    return {name: raw[name] for name in Head.model_fields if raw.get(name) is not None}


def _head_findings(raw: dict[Any, Any]) -> list[Finding]:
    known = {*Head.model_fields, *_TREE_FIELDS, "tree", "resolutionflow"}
    strange = [
        Finding(
            severity="warning",
            code="unknown_field",
            message=f"The file: `{str(key)[:50].encode('utf-8', 'replace').decode()}` is not a field of a flow "
            "and is left out.",
        )
        for key in raw
        if key not in known
    ][:20]
    try:
        Head.model_validate(_present(raw))
    except ValidationError as error:
        return of_shape(error.errors(include_url=False, include_input=False), raw, "The file") + strange
    return strange


def _title(raw: dict[Any, Any]) -> str | None:
    title = raw.get("title")
    if not isinstance(title, str) or not title.strip():
        return None
    return title.strip()[:255].encode("utf-8", "replace").decode().replace("\x00", "")
