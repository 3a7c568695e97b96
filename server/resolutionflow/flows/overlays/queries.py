"""The fenced doors to the tables of overlays."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row, Select, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import User
from resolutionflow.flows.models import Flow
from resolutionflow.flows.overlays.models import FlowOverlay, FlowOverlayVersion
from resolutionflow.flows.queries import visible
from resolutionflow.kit.ids import new_id
from resolutionflow.tickets.models import Client

Listed = Row[FlowOverlay, Flow, str, FlowOverlayVersion | None, str | None]
"""An overlay with its flow, its client's name, its current version and who wrote that."""


def _listed(actor: Actor) -> Select[FlowOverlay, Flow, str, FlowOverlayVersion | None, str | None]:
    """Select the overlays of the flows that the actor may see."""
    return (
        visible(actor)
        .join(FlowOverlay, (FlowOverlay.account_id == Flow.account_id) & (FlowOverlay.flow_id == Flow.id))
        .join(Client, (Client.account_id == FlowOverlay.account_id) & (Client.id == FlowOverlay.client_id))
        .outerjoin(
            FlowOverlayVersion,
            (FlowOverlayVersion.account_id == FlowOverlay.account_id)
            & (FlowOverlayVersion.id == FlowOverlay.current_version_id),
        )
        .outerjoin(
            User, (User.account_id == FlowOverlayVersion.account_id) & (User.id == FlowOverlayVersion.author_user_id)
        )
        .with_only_columns(FlowOverlay, Flow, Client.name, FlowOverlayVersion, User.name)
        .execution_options(populate_existing=True)
    )


async def of_flow(
    session: AsyncSession, actor: Actor, flow_id: UUID, after: tuple[str, UUID] | None, limit: int
) -> Sequence[Listed]:
    """Return one row more than ``limit`` of a flow's overlays that change something, by the client's name."""
    name = func.lower(Client.name)
    query = _listed(actor).where(FlowOverlay.flow_id == flow_id, FlowOverlay.current_version_id.is_not(None))
    if after is not None:
        query = query.where(tuple_(name, FlowOverlay.id) > tuple_(func.lower(after[0]), after[1]))
    return (await session.execute(query.order_by(name, FlowOverlay.id).limit(limit + 1))).all()


async def of_client(
    session: AsyncSession, actor: Actor, client_id: UUID, after: tuple[str, UUID] | None, limit: int
) -> Sequence[Listed]:
    """Return one row more than ``limit`` of a client's overlays that change something, by the flow's title."""
    query = _listed(actor).where(FlowOverlay.client_id == client_id, FlowOverlay.current_version_id.is_not(None))
    if after is not None:
        query = query.where(tuple_(Flow.title_key, FlowOverlay.id) > tuple_(*after))
    return (await session.execute(query.order_by(Flow.title_key, FlowOverlay.id).limit(limit + 1))).all()


async def one(session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID) -> Listed | None:
    """Return the overlay of a flow for a client."""
    query = _listed(actor).where(FlowOverlay.flow_id == flow_id, FlowOverlay.client_id == client_id)
    return (await session.execute(query)).one_or_none()


async def locked(session: AsyncSession, actor: Actor, flow_id: UUID, client_id: UUID) -> FlowOverlay | None:
    """Return an overlay that is to be changed, locked."""
    query = select(FlowOverlay).where(
        FlowOverlay.account_id == actor.account_id,
        FlowOverlay.flow_id == flow_id,
        FlowOverlay.client_id == client_id,
    )
    return (await session.scalars(query.with_for_update().execution_options(populate_existing=True))).first()


async def make(session: AsyncSession, account_id: UUID, flow_id: UUID, client_id: UUID) -> None:
    """Make an overlay that changes nothing yet, unless there is one."""
    row = insert(FlowOverlay).values(account_id=account_id, id=new_id(), flow_id=flow_id, client_id=client_id)
    await session.execute(row.on_conflict_do_nothing(index_elements=["account_id", "flow_id", "client_id"]))


async def current(session: AsyncSession, account_id: UUID, flow_id: UUID, client_id: UUID) -> UUID | None:
    """Return the id of the version that a new walk for this client is pinned to."""
    query = select(FlowOverlay.current_version_id).where(
        FlowOverlay.account_id == account_id, FlowOverlay.flow_id == flow_id, FlowOverlay.client_id == client_id
    )
    return await session.scalar(query)


async def version(session: AsyncSession, account_id: UUID, version_id: UUID | None) -> FlowOverlayVersion | None:
    """Return a version by its id."""
    return await session.get(FlowOverlayVersion, (account_id, version_id)) if version_id is not None else None


async def numbered(session: AsyncSession, overlay: FlowOverlay, number: int) -> FlowOverlayVersion | None:
    """Return a version by its number."""
    query = select(FlowOverlayVersion).where(
        FlowOverlayVersion.account_id == overlay.account_id,
        FlowOverlayVersion.overlay_id == overlay.id,
        FlowOverlayVersion.number == number,
    )
    return (await session.scalars(query)).first()


async def versions(
    session: AsyncSession, overlay: FlowOverlay, before: int | None, limit: int
) -> Sequence[Row[FlowOverlayVersion, str | None]]:
    """Return one row more than ``limit`` of the versions, newest first, each with its author's name."""
    author = (User.account_id == FlowOverlayVersion.account_id) & (User.id == FlowOverlayVersion.author_user_id)
    query = (
        select(FlowOverlayVersion, User.name)
        .outerjoin(User, author)
        .where(FlowOverlayVersion.account_id == overlay.account_id, FlowOverlayVersion.overlay_id == overlay.id)
    )
    if before is not None:
        query = query.where(FlowOverlayVersion.number < before)
    return (await session.execute(query.order_by(FlowOverlayVersion.number.desc()).limit(limit + 1))).all()
