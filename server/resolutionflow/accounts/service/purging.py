"""Removing every trace of a person from the tables of accounts."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.models import User
from resolutionflow.accounts.refusals import NoSuchUser
from resolutionflow.accounts.service.people import tombstone_id

_STEPS = """
delete from access_tokens where account_id = :account_id and user_id = :user_id;
delete from sign_in_names where account_id = :account_id and user_id = :user_id;
delete from sign_in_attempts where subject in ('name:' || :email, 'reset:' || :email);
delete from user_sessions where account_id = :account_id and user_id = :user_id;
delete from api_keys where account_id = :account_id and user_id = :user_id;
delete from idempotency_keys where account_id = :account_id and user_id = :user_id;
delete from team_members where account_id = :account_id and user_id = :user_id;
update invitations set email = null
 where account_id = :account_id and (accepted_by_user_id = :user_id or lower(email) = :email);
update invitations set invited_by_user_id = :tombstone
 where account_id = :account_id and invited_by_user_id = :user_id;
update account_settings set default_escalation_recipient_ids = default_escalation_recipient_ids - :user_text
 where account_id = :account_id;
update audit_events set details = '{}'
 where account_id = :account_id
   and (user_id = :user_id or subject_id = :user_text or details ->> 'email' = :written_email);
update audit_events set user_id = :tombstone where account_id = :account_id and user_id = :user_id;
update audit_events set subject_id = :tombstone_text where account_id = :account_id and subject_id = :user_text;
delete from users where account_id = :account_id and id = :user_id
"""


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Remove a person; raise ``NoSuchUser``. What they did stays in the audit log, the tombstone's and without words.

    Runs under the role that owns the tables, in the account, after every other domain has let go of the person.
    """
    user = await session.get(User, {"account_id": account_id, "id": user_id})
    if user is None or user.is_tombstone:
        raise NoSuchUser
    heir = await tombstone_id(session, account_id)
    values = {
        "account_id": account_id,
        "user_id": user_id,
        "user_text": str(user_id),
        "tombstone": heir,
        "tombstone_text": str(heir),
        "email": user.email.strip().casefold(),
        "written_email": user.email,
    }
    session.expunge(user)
    for step in _STEPS.split(";"):
        await session.execute(text(step), values)
