"""Keeps up what problems are matched with. Words are written at once; vectors follow, made with no transaction open."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.flows.matching import queries
from resolutionflow.flows.matching.library import DIMENSIONS, Entry, as_bytes
from resolutionflow.flows.matching.models import MatchSubject
from resolutionflow.flows.matching.passages import KEY_BYTES, MOST_TICKETS, Subject, passages, text_key, weights
from resolutionflow.flows.tree import Tree
from resolutionflow.kit.ids import new_id
from resolutionflow.platform import vectors
from resolutionflow.platform.db import Database

RECIPE = 2
"""Raised when passages or weights are made otherwise, so that an upgrade makes them anew."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a subject stands for: a flow or a proposal, with what is shown of it."""

    title: str
    category: str | None
    flow_id: UUID | None = None
    flow_proposal_id: UUID | None = None

    @property
    def id(self) -> UUID:
        """Return the id that is set."""
        found = self.flow_id or self.flow_proposal_id
        assert found is not None
        return found


async def put_words(session: AsyncSession, account_id: UUID, target: Target, subject: Subject) -> bool:
    """Write the subject's words; say whether vectors of its passages are missing."""
    await queries.changed(session, account_id)
    row = await queries.subject_of(session, account_id, target.id)
    if row is None:
        row = MatchSubject(account_id=account_id, flow_id=target.flow_id, flow_proposal_id=target.flow_proposal_id)
        session.add(row)
    row.title, row.category = target.title, target.category
    row.terms = Entry.of(weights(subject)).packed_terms()
    row.recipe, row.revision = RECIPE, new_id()
    await session.flush()
    return row.passage_keys != b"".join(keys(passages(subject)))


async def remove(session: AsyncSession, account_id: UUID, target_id: UUID) -> None:
    """Take a flow or proposal out of matching."""
    if await queries.remove(session, account_id, target_id):
        await queries.changed(session, account_id)


async def index_flow(session: AsyncSession, account_id: UUID, flow_id: UUID) -> bool:
    """Write a published flow's words, or take it out; say whether vectors of its passages are missing."""
    found = await _read(session, account_id, flow_id)
    if found is None:
        await remove(session, account_id, flow_id)
        return False
    return await put_words(session, account_id, *found)


async def embed_flow(database: Database, account_id: UUID, flow_id: UUID) -> None:
    """Make the vectors that a flow's passages lack; what is published meanwhile has a job of its own."""
    async with database.transaction(account_id) as session:
        found = await _read(session, account_id, flow_id)
        row = await queries.subject_of(session, account_id, flow_id)
        known = vectors_by_key(row.passage_keys, row.vectors) if row else {}
    if found is None or row is None:
        return
    made = await asyncio.to_thread(embedded, passages(found[1]), known)
    async with database.transaction(account_id) as session:
        if await _read(session, account_id, flow_id) == found:
            await put_vectors(session, account_id, flow_id, made)


async def put_vectors(session: AsyncSession, account_id: UUID, target_id: UUID, made: Mapping[bytes, bytes]) -> None:
    """Write the vectors of a subject's passages, in their order, by key."""
    await queries.changed(session, account_id)
    row = await queries.subject_of(session, account_id, target_id)
    if row is not None:
        row.passage_keys, row.vectors = b"".join(made), b"".join(made.values())
        row.revision = new_id()
        await session.flush()


def keys(texts: Sequence[str]) -> list[bytes]:
    """Return the keys of passages, which change with text and model."""
    return [text_key(f"{vectors.MODEL}\n{text}") for text in texts]


def embedded(texts: Sequence[str], known: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
    """Return the vector of each passage as bytes, by key; calls the model for those not known."""
    wanted = dict(zip(keys(texts), texts, strict=True))
    return {key: known.get(key) or as_bytes(vectors.embed(text)).tobytes() for key, text in wanted.items()}


def vectors_by_key(passage_keys: bytes | None, rows: bytes | None) -> dict[bytes, bytes]:
    """Return stored vectors by the keys of their passages."""
    if not passage_keys or not rows:
        return {}
    names = np.frombuffer(passage_keys, f"V{KEY_BYTES}")
    return {
        name.tobytes(): row.tobytes() for name, row in zip(names, np.frombuffer(rows, f"V{DIMENSIONS}"), strict=True)
    }


async def _read(session: AsyncSession, account_id: UUID, flow_id: UUID) -> tuple[Target, Subject] | None:
    found = await queries.published(session, account_id, flow_id)
    if found is None:
        return None
    flow, tree = found
    tickets = await queries.tickets(session, account_id, flow_id, MOST_TICKETS)
    texts = [node.text for node in Tree.model_validate_json(tree).breadth_first()]
    subject = Subject(flow.title, flow.description, texts, tickets, flow.tags)
    return Target(flow.title, flow.category, flow_id=flow_id), subject
