"""How a person wants to be told of each kind."""

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.notifications import queries
from resolutionflow.notifications.engine import FOR_MANAGERS, Kind, choice
from resolutionflow.notifications.models import NotificationChoices
from resolutionflow.notifications.refusals import ChoicesChanged
from resolutionflow.notifications.schemas import HowTold, Preferences, PreferencesChange


async def show(session: AsyncSession, actor: Actor, mail_configured: bool) -> Preferences:
    """Return how the actor is told of each kind that concerns their role."""
    stored = await queries.chosen(session, actor)
    choices = stored.choices if stored else {}
    manages = actor.may(Permission.MANAGE_ACCOUNT)
    told = {kind: choice(kind, choices) for kind in Kind if manages or kind not in FOR_MANAGERS}
    return Preferences(
        mail_configured=mail_configured,
        kinds=[HowTold(kind=kind, in_app=how.in_app, by_mail=how.by_mail) for kind, how in told.items()],
        version=stored.row_version if stored else 1,
    )


async def change(session: AsyncSession, actor: Actor, payload: PreferencesChange, version: int) -> None:
    """Change how the actor is told; raise ``ChoicesChanged``."""
    first = insert(NotificationChoices).values(
        account_id=actor.account_id, user_id=actor.user_id, choices={}, row_version=1
    )
    await session.execute(first.on_conflict_do_nothing())
    stored = await queries.chosen(session, actor)
    assert stored is not None, "it was stored just now"
    if stored.row_version != version:
        raise ChoicesChanged
    stored.choices = stored.choices | {kind.value: how.model_dump() for kind, how in payload.choices.items()}
    stored.row_version += 1
    await session.flush()
