"""What a person corrected after looking at a preview: flows left out, titles, categories and tags set by hand."""

from collections.abc import Iterator
from dataclasses import replace

from resolutionflow.flows.import_schemas import ImportCorrection, ImportNew
from resolutionflow.flows.models import FlowImportItem
from resolutionflow.flows.refusals import NoSuchFlowInFiles, TooMuchCorrected
from resolutionflow.flows.service.cutting import MAX_FINDINGS_KEPT, MAX_READ_AT_ONCE, Cut, cut_all
from resolutionflow.flows.service.items import read_item


def wanted_of(payload: ImportNew) -> list[tuple[int, Cut]]:
    """Return the flows to take in, each with its place in the files.

    Raise ``TooManyFlows``, ``NoSuchFlowInFiles`` or ``TooMuchCorrected``. Works on values, in a thread.
    """
    cuts = cut_all(payload.files)
    corrections = {correction.position: correction for correction in payload.corrections}
    left_out = set(payload.leave_out)
    if max([0, *corrections, *left_out]) > len(cuts):
        raise NoSuchFlowInFiles
    if sum(len(cuts[position - 1].content or "") for position in corrections) > MAX_READ_AT_ONCE:
        raise TooMuchCorrected
    return list(_corrected(cuts, corrections, left_out))


def _corrected(
    cuts: list[Cut], corrections: dict[int, ImportCorrection], left_out: set[int]
) -> Iterator[tuple[int, Cut]]:
    for position, cut in enumerate(cuts, 1):
        if position not in left_out:
            correction = corrections.get(position)
            yield position, cut if correction is None or cut.problem else _with(cut, correction)


def _with(cut: Cut, correction: ImportCorrection) -> Cut:
    """Return ``cut`` as its flow, corrected; one that is no flow stays as it is, and is refused for what it is."""
    item = FlowImportItem(
        name=cut.name,
        first_line=cut.first_line,
        format=cut.kind,
        content=cut.content,
        flow=cut.flow,
        findings=cut.findings,
    )
    made = read_item(item)
    if made.flow is None:
        return cut
    set_by_hand: dict[str, object] = correction.model_dump(exclude={"position", "tags"}, exclude_none=True)
    if correction.tags is not None:
        set_by_hand["tags"] = tuple(correction.tags)
    flow = made.flow.model_copy(update=set_by_hand)
    findings = [finding.model_dump() for finding in made.findings[:MAX_FINDINGS_KEPT]]
    return replace(cut, content=None, flow=flow.model_dump_json(), title=flow.title, findings=findings)
