"""Taking one flow of a file into the account: a new flow, or a new draft of the flow whose id the file names."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.flows import queries
from resolutionflow.flows.flow_file import FlowFile
from resolutionflow.flows.import_schemas import ImportOutcome
from resolutionflow.flows.models import ARCHIVED, Flow
from resolutionflow.flows.schemas import FlowChange, FlowNew, Publish
from resolutionflow.flows.service.drafts import newest_draft_tree, put_draft
from resolutionflow.flows.service.library import change, create
from resolutionflow.flows.service.publishing import publish
from resolutionflow.kit.clock import now
from resolutionflow.kit.errors import Refusal

NOTE = "Imported from a file"
ARCHIVED_WORDS = "The flow of this id is archived. Take it out of the archive first, or remove the id from the file."
DRAFT_WORDS = "The flow of this id has a draft with other changes. Publish it, give it up, or replace drafts."
MEANWHILE = "Somebody changed the same flow at the same time. Import the file again."


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person asked for: only to look, to publish at once, to give up drafts in the way."""

    preview: bool = False
    publish: bool = False
    replace_drafts: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a flow; ``problem`` says why it was refused, or why it stayed a draft."""

    outcome: ImportOutcome
    flow_id: UUID | None = None
    problem: str | None = None


async def take_in(session: AsyncSession, actor: Actor, file: FlowFile, choices: Choices) -> Taken:
    """Take ``file`` in and say what became of it; whatever is refused leaves nothing behind."""
    try:
        async with session.begin_nested():
            taken = await _take_in(session, actor, file, choices)
    except Refusal as refusal:
        return Taken("refused", problem=refusal.detail)
    except IntegrityError:
        return Taken("refused", problem=MEANWHILE)
    wanted = choices.publish and not choices.preview and taken.outcome != "refused"
    return await _published(session, actor, taken) if wanted else taken


async def _take_in(session: AsyncSession, actor: Actor, file: FlowFile, choices: Choices) -> Taken:
    flow = await queries.one(session, actor, file.id, lock=True) if file.id is not None else None
    if flow is None:
        return await _make(session, actor, file, choices)
    if flow.status == ARCHIVED:
        return Taken("refused", flow.id, ARCHIVED_WORDS)
    draft = await queries.draft(session, actor, flow.id)
    same_tree = await newest_draft_tree(session, actor, flow) == file.tree
    if same_tree and _same_head(flow, file):
        return Taken("unchanged", flow.id)
    if draft is not None and not same_tree and not choices.replace_drafts:
        return Taken("refused", flow.id, DRAFT_WORDS)
    if not choices.preview:
        await _update(session, actor, flow, file, same_tree=same_tree)
    return Taken("updated", flow.id)


async def _make(session: AsyncSession, actor: Actor, file: FlowFile, choices: Choices) -> Taken:
    if choices.preview:
        return Taken("made")
    new = FlowNew.model_construct(
        title=file.title,
        description=file.description,
        category=file.category,
        tags=list(file.tags),
        owner_user_id=None,
        tree=file.tree,
    )
    return Taken("made", (await create(session, actor, new, file.id)).id)


def _same_head(flow: Flow, file: FlowFile) -> bool:
    mine = (flow.title, flow.description, flow.category, list(flow.tags))
    return mine == (file.title, file.description, file.category, list(dict.fromkeys(file.tags)))


async def _update(session: AsyncSession, actor: Actor, flow: Flow, file: FlowFile, *, same_tree: bool) -> None:
    if not _same_head(flow, file):
        head = FlowChange(title=file.title, description=file.description, category=file.category, tags=list(file.tags))
        await change(session, actor, flow.id, head, None)
    if not same_tree:
        await put_draft(session, actor, flow, file.tree, now())


async def _published(session: AsyncSession, actor: Actor, taken: Taken) -> Taken:
    """Publish the draft of a flow that was taken in; when that is refused it stays a draft."""
    assert taken.flow_id is not None
    if await queries.draft(session, actor, taken.flow_id) is None:
        return taken
    try:
        async with session.begin_nested():
            await publish(session, actor, taken.flow_id, Publish(note=NOTE))
    except Refusal as refusal:
        return Taken(taken.outcome, taken.flow_id, f"It is a draft: {refusal.detail}")
    outcome: ImportOutcome = "updated" if taken.outcome == "unchanged" else taken.outcome
    return Taken(outcome, taken.flow_id)
