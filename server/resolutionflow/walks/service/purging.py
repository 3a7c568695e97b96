"""Removing a person from walks: their rows go to the tombstone, their own words are cleared, the path stays."""

from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts.service import tombstone_id

_EVENTS = """
update l1_walk_events set l1_note = null, evidence = null, details = null, user_id = :heir
 where account_id = :account_id and user_id = :user_id
"""
_WORDS = """
delete from escalation_words
 where account_id = :account_id and of_reason
   and walk_id in (select id from l1_walk_sessions where account_id = :account_id and created_by_user_id = :user_id)
"""
_BEGUN = """
update l1_walk_sessions
   set walk_notes = '[]', resolution_notes = null, waiting_on = null, escalation_package = null,
       escalation_reason = case when escalated_at is null then null else '' end, escalation_override_reason = null,
       created_by_user_id = :heir
 where account_id = :account_id and created_by_user_id = :user_id
"""
_TAKEN = """
update l1_walk_sessions set walk_notes = '[]', resolution_notes = null, assigned_to_user_id = :heir
 where account_id = :account_id and assigned_to_user_id = :user_id
"""
_RECIPIENT = """
update l1_walk_sessions set escalation_recipient_ids = escalation_recipient_ids - cast(cast(:user_id as uuid) as text)
 where account_id = :account_id and escalation_recipient_ids ? cast(cast(:user_id as uuid) as text)
"""
_TIME = """
update time_entries set note = null, user_id = :heir where account_id = :account_id and user_id = :user_id
"""


async def purge_person(session: AsyncSession, account_id: UUID, user_id: UUID) -> None:
    """Hand a person's walks and events to the tombstone and clear what they wrote.

    Runs under the role that owns the tables: events can't be changed by any other.
    """
    heir = await tombstone_id(session, account_id)
    for step in (_EVENTS, _WORDS, _BEGUN, _TAKEN, _RECIPIENT, _TIME):
        await session.execute(text(step), {"account_id": account_id, "user_id": user_id, "heir": heir})
