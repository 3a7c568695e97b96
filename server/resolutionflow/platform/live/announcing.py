"""Saying what changed: heard after the commit, never after a rollback."""

from typing import Any
from uuid import UUID

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session, SessionTransaction

from resolutionflow.platform.live.hub import Hint, Topic, hub, mark

_SAID = "live.said"
_UNDONE = "live.undone"


def announce(session: AsyncSession, topic: Topic, id: UUID | None = None, *, user_id: UUID | None = None) -> None:  # noqa: A002
    """Let people in the account of this transaction hear, once it has committed, that ``id`` changed.

    ``user_id`` says who alone hears it. Costs no round trip.
    """
    inner = session.sync_session
    hint = Hint(session.info["account_id"], topic, id, user_id, session.info.get("mark"))
    inner.info.setdefault(_SAID, []).append((hint, inner.get_nested_transaction()))


def published(account_id: UUID, topic: Topic, id: UUID | None = None, *, token_hash: bytes | None = None) -> None:  # noqa: A002
    """Let people in ``account_id`` hear that ``id`` was changed, by whoever has the token: for what is committed."""
    hub.publish(Hint(account_id, topic, id, None, mark(token_hash) if token_hash else None))


@event.listens_for(Session, "after_commit")
def _tell(session: Session) -> None:
    if _SAID not in session.info or session.in_nested_transaction():
        return
    undone: list[SessionTransaction] = session.info.pop(_UNDONE, [])
    for hint in dict.fromkeys(hint for hint, inside in session.info.pop(_SAID) if not _is_undone(inside, undone)):
        hub.publish(hint)


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, previous: SessionTransaction) -> None:
    if _SAID not in session.info:
        return
    if previous.nested:
        session.info.setdefault(_UNDONE, []).append(previous)
    else:
        session.info.pop(_SAID)
        session.info.pop(_UNDONE, None)


def _is_undone(inside: SessionTransaction | None, undone: list[Any]) -> bool:
    while inside is not None:
        if inside in undone:
            return True
        inside = inside.parent
    return False
