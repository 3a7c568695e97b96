"""Clients: the customer companies of an account."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.kit.clock import now
from resolutionflow.kit.paging import Page, page_of
from resolutionflow.platform.jobs import enqueue
from resolutionflow.tickets import queries
from resolutionflow.tickets.models import Client
from resolutionflow.tickets.refusals import ClientChanged, ClientNameTaken, ClientNotFound
from resolutionflow.tickets.schemas import ClientChange, ClientNew, ClientShown, Fact


def _shown(client: Client) -> ClientShown:
    return ClientShown(
        id=client.id,
        name=client.name,
        notes=client.notes,
        facts=[Fact.model_validate(fact) for fact in client.facts],
        version=client.row_version,
        created_at=client.created_at,
        archived_at=client.archived_at,
    )


async def list_clients(
    session: AsyncSession, actor: Actor, search: str | None, archived: bool, after: str | None, limit: int
) -> Page[ClientShown]:
    """Return a page of clients by name."""
    actor.must(Permission.USE_TICKETS)
    rows = await queries.clients(session, actor, search, archived, after, limit)
    items, following = page_of(rows, limit, lambda client: [client.name], _shown)
    return Page(items=items, next=following)


async def open_client(session: AsyncSession, actor: Actor, client_id: UUID) -> ClientShown:
    """Return a client; raise ``ClientNotFound``."""
    actor.must(Permission.USE_TICKETS)
    return _shown(await known(session, actor, client_id))


async def known(session: AsyncSession, actor: Actor, client_id: UUID) -> Client:
    """Return a client of the account; raise ``ClientNotFound``."""
    client = await queries.client(session, actor, client_id)
    if client is None:
        raise ClientNotFound
    return client


async def names(session: AsyncSession, account_id: UUID, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return names of clients by id, for other domains."""
    return await queries.client_names(session, account_id, ids) if ids else {}


async def create_client(session: AsyncSession, actor: Actor, payload: ClientNew) -> ClientShown:
    """Add a client; raise ``ClientNameTaken``."""
    actor.must(Permission.USE_TICKETS)
    await _check_name(session, actor, payload.name, None)
    client = Client(
        account_id=actor.account_id, name=payload.name, notes=payload.notes, facts=payload.model_dump()["facts"]
    )
    session.add(client)
    await session.flush()
    await session.refresh(client)
    return _shown(client)


async def change_client(
    session: AsyncSession, actor: Actor, client_id: UUID, payload: ClientChange, version: int
) -> ClientShown:
    """Change a client; raise ``ClientNotFound``, ``ClientChanged`` or ``ClientNameTaken``."""
    client = await _locked(session, actor, client_id)
    if client.row_version != version:
        raise ClientChanged
    if payload.name is not None:
        await _check_name(session, actor, payload.name, client.id)
        if client.name != payload.name:
            await enqueue(session, "walks.client_renamed", account_id=client.account_id, client_id=client.id)
        client.name = payload.name
    if "notes" in payload.model_fields_set:
        client.notes = payload.notes
    if payload.facts is not None:
        client.facts = [fact.model_dump() for fact in payload.facts]
    client.row_version += 1
    await session.flush()
    return _shown(client)


async def archive_client(session: AsyncSession, actor: Actor, client_id: UUID) -> None:
    """Offer a client no longer; raise ``ClientNotFound``."""
    client = await _locked(session, actor, client_id)
    if client.archived_at is None:
        client.archived_at = now()
        client.row_version += 1
    await session.flush()


async def unarchive_client(session: AsyncSession, actor: Actor, client_id: UUID) -> ClientShown:
    """Offer a client again; raise ``ClientNotFound``."""
    client = await _locked(session, actor, client_id)
    if client.archived_at is not None:
        client.archived_at = None
        client.row_version += 1
    await session.flush()
    return _shown(client)


async def _locked(session: AsyncSession, actor: Actor, client_id: UUID) -> Client:
    actor.must(Permission.USE_TICKETS)
    client = await queries.client(session, actor, client_id, lock=True)
    if client is None:
        raise ClientNotFound
    return client


async def _check_name(session: AsyncSession, actor: Actor, name: str, own_id: UUID | None) -> None:
    there = await queries.client_named(session, actor, name)
    if there is not None and there.id != own_id:
        raise ClientNameTaken(client_id=str(there.id), archived=there.archived_at is not None)
