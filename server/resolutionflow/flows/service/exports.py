"""Exports of a flow as a file, and the starter flows that come with the product."""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.flows import queries
from resolutionflow.flows.export import markdown, mermaid
from resolutionflow.flows.flow_file import FlowFile, decoded, judge, parsed, parts, to_json, to_yaml
from resolutionflow.flows.models import Flow
from resolutionflow.flows.refusals import NoSuchFlow, NoSuchStarter, NoSuchVersion
from resolutionflow.flows.schemas import (
    ExportFormat,
    Publish,
    Starter,
    StarterInstall,
    StarterList,
    StartersInstalled,
)
from resolutionflow.flows.service.drafts import newest_draft_tree
from resolutionflow.flows.service.library import listed
from resolutionflow.flows.service.publishing import publish
from resolutionflow.flows.service.taking_in import Choices, take_in
from resolutionflow.flows.tree import Tree

MEDIA_TYPES: dict[ExportFormat, str] = {
    "yaml": "application/yaml",
    "json": "application/json",
    "mermaid": "text/vnd.mermaid",
    "markdown": "text/markdown",
}
ENDINGS: dict[ExportFormat, str] = {"yaml": "yaml", "json": "json", "mermaid": "mmd", "markdown": "md"}
STARTER_NOTE = "Starter flow"


@dataclass(frozen=True, slots=True)
class Exported:
    """A flow as the text of a file."""

    text: str
    media_type: str
    file_name: str


async def export(
    session: AsyncSession, actor: Actor, flow_id: UUID, file_format: ExportFormat, version: int | None = None
) -> Exported:
    """Return a flow as a file: the version asked for, else the newest, else its draft.

    Raise ``NoSuchFlow`` or ``NoSuchVersion``. Files hold the tree as it was written, pictures and pages as it is
    walked, with its shared start.
    """
    actor.must(Permission.READ_LIBRARY)
    flow = await queries.one(session, actor, flow_id)
    if flow is None:
        raise NoSuchFlow
    written, walked = await _trees(session, actor, flow, version or flow.published_version)
    name = f"{_file_name(flow.title)}.{ENDINGS[file_format]}"
    return Exported(_text(flow, written, walked, file_format), MEDIA_TYPES[file_format], name)


async def _trees(session: AsyncSession, actor: Actor, flow: Flow, number: int | None) -> tuple[Tree, Tree]:
    if number is None:
        draft = await newest_draft_tree(session, actor, flow)
        return draft, draft
    version = await queries.version(session, actor.account_id, flow.id, number)
    if version is None:
        raise NoSuchVersion
    walked = Tree.model_validate_json(version.tree)
    return (Tree.model_validate_json(version.authored_tree) if version.authored_tree else walked), walked


def _text(flow: Flow, written: Tree, walked: Tree, file_format: ExportFormat) -> str:
    if file_format == "mermaid":
        return mermaid(walked, flow.title)
    if file_format == "markdown":
        return markdown(walked, flow.title, flow.description)
    file = FlowFile.model_construct(
        id=flow.id,
        title=flow.title,
        description=flow.description,
        category=flow.category,
        tags=tuple(flow.tags),
        tree=written,
    )
    return to_json(file) if file_format == "json" else to_yaml(file)


def _file_name(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:80] or "flow"


@lru_cache(maxsize=1)
def starter_files() -> dict[str, FlowFile]:
    """Return the flows that come with the product, by the name of their file."""
    found: dict[str, FlowFile] = {}
    for entry in sorted(files("resolutionflow.starter").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            (part,) = parts(decoded(entry.read_bytes()))
            flow = judge(parsed(part)).flow
            assert flow is not None, entry.name
            found[entry.name.removesuffix(".yaml")] = flow
    return found


async def starters(session: AsyncSession, actor: Actor) -> StarterList:
    """Return the flows that come with the product, and which of them the account has."""
    actor.must(Permission.EDIT_FLOWS)
    known = starter_files()
    ids = [flow.id for flow in known.values() if flow.id is not None]
    here = await queries.listed(session, actor, ids)
    return StarterList(
        items=[
            Starter(
                key=key,
                title=flow.title,
                description=flow.description,
                category=flow.category,
                tags=list(flow.tags),
                node_count=len(flow.tree.nodes),
                flow_id=flow.id if flow.id in here else None,
            )
            for key, flow in known.items()
        ]
    )


async def install_starters(session: AsyncSession, actor: Actor, payload: StarterInstall) -> StartersInstalled:
    """Take starter flows into the account; those that are there stay as they are. Raise ``NoSuchStarter``."""
    actor.must(Permission.EDIT_FLOWS)
    known = starter_files()
    keys = list(known) if payload.keys is None else list(dict.fromkeys(payload.keys))
    if any(key not in known for key in keys):
        raise NoSuchStarter
    return StartersInstalled(
        items=[await listed(session, actor, await _installed(session, actor, known[key], payload)) for key in keys]
    )


async def _installed(session: AsyncSession, actor: Actor, file: FlowFile, payload: StarterInstall) -> UUID:
    assert file.id is not None
    if await queries.one(session, actor, file.id) is None:
        await take_in(session, actor, file, Choices())
        if payload.publish:
            await publish(session, actor, file.id, Publish(note=STARTER_NOTE))
    return file.id
