"""Reading one waiting flow of an import, whatever kind of document it stands in. Works on values, in a thread."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from resolutionflow.flows.findings import Finding
from resolutionflow.flows.flow_file import FlowFile, FlowFileError, Part, judge, parsed
from resolutionflow.flows.importers import Kind, NotReadable, Remark, read
from resolutionflow.flows.models import FlowImportItem


@dataclass(frozen=True, slots=True)
class ItemRead:
    """What an item's text came to: a flow, or why it is none, and what is to be said about it."""

    flow: FlowFile | None = None
    findings: Sequence[Finding] = ()
    title: str | None = None
    problem: str | None = None


def read_item(item: FlowImportItem) -> ItemRead:
    """Return what the text of ``item`` comes to; a flow that was read when the import began is taken as it is."""
    try:
        if item.content is None:
            assert item.flow is not None
            flow = FlowFile.model_validate_json(item.flow)
            return ItemRead(flow, [Remark.model_validate(finding) for finding in item.findings], flow.title)
        if item.format == "flow_file":
            judged = judge(parsed(Part(item.content, item.first_line)))
            return ItemRead(judged.flow, judged.findings, judged.title)
        made = read(cast("Kind", item.format), item.content, item.name)[0]
        return ItemRead(made.flow, made.findings, made.title, made.problem)
    except (FlowFileError, NotReadable) as error:
        return ItemRead(problem=str(error))
