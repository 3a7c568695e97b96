"""Settings of an account, for owner and admin only."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit, queries
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.models import Account, AccountSettings
from resolutionflow.accounts.refusals import SettingsChanged, ThresholdsCrossed
from resolutionflow.accounts.roles import Permission
from resolutionflow.accounts.schemas.settings import L1SettingsChange, L1SettingsShown, SettingsChange, SettingsShown
from resolutionflow.accounts.service.people import check_active


async def settings_of(session: AsyncSession, account_id: UUID) -> AccountSettings:
    """Return the settings of an account, for the work of other domains; nobody's permission is asked."""
    return await queries.settings_row(session, account_id)


async def show_settings(session: AsyncSession, actor: Actor) -> SettingsShown:
    """Return the settings of the account."""
    actor.must(Permission.MANAGE_ACCOUNT)
    row = await queries.settings_row(session, actor.account_id)
    return _shown(await queries.account(session, actor.account_id), row)


async def change_settings(session: AsyncSession, actor: Actor, payload: SettingsChange, version: int) -> SettingsShown:
    """Change the settings of the account; raise ``SettingsChanged`` or ``ThresholdsCrossed``."""
    row = await _lock(session, actor, version)
    account = await queries.account(session, actor.account_id)
    before = _shown(account, row)
    account.name = payload.name or account.name
    row.idle_limit_hours = payload.idle_limit_hours or row.idle_limit_hours
    for name in payload.model_fields_set & {"match_threshold", "suggest_threshold"}:
        setattr(row, name, getattr(payload, name))
    _check_order(row)
    row.row_version += 1
    after = _shown(account, row)
    audit.record(session, actor, "settings.change", "account", account.id, **_difference(before, after))
    await session.flush()
    return after


async def show_l1_settings(session: AsyncSession, actor: Actor) -> L1SettingsShown:
    """Return the settings of the L1 work."""
    actor.must(Permission.MANAGE_ACCOUNT)
    return _l1_shown(await queries.settings_row(session, actor.account_id))


async def change_l1_settings(
    session: AsyncSession, actor: Actor, payload: L1SettingsChange, version: int
) -> L1SettingsShown:
    """Change the settings of the L1 work; raise ``SettingsChanged`` or ``UnknownPeople``."""
    row = await _lock(session, actor, version)
    before = _l1_shown(row)
    if payload.l1_categories is not None:
        row.l1_categories = _without_doubles(payload.l1_categories)
    if payload.default_escalation_recipient_ids is not None:
        wanted = list(dict.fromkeys(payload.default_escalation_recipient_ids))
        await check_active(session, actor, wanted)
        row.default_escalation_recipient_ids = [str(user_id) for user_id in wanted]
    row.row_version += 1
    after = _l1_shown(row)
    audit.record(session, actor, "l1_settings.change", "account", actor.account_id, **_difference(before, after))
    await session.flush()
    return after


async def _lock(session: AsyncSession, actor: Actor, version: int) -> AccountSettings:
    actor.must(Permission.MANAGE_ACCOUNT)
    row = await queries.settings_row(session, actor.account_id, lock=True)
    if row.row_version != version:
        raise SettingsChanged
    return row


def _check_order(row: AccountSettings) -> None:
    match, suggest = row.match_threshold, row.suggest_threshold
    if match is not None and suggest is not None and suggest > match:
        raise ThresholdsCrossed


def _without_doubles(names: list[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.casefold(), name)
    return list(kept.values())


def _difference(before: SettingsShown | L1SettingsShown, after: SettingsShown | L1SettingsShown) -> dict[str, object]:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    changed = [name for name in new if new[name] != old[name] and name != "version"]
    return {"before": {name: old[name] for name in changed}, "after": {name: new[name] for name in changed}}


def _shown(account: Account, row: AccountSettings) -> SettingsShown:
    return SettingsShown(
        name=account.name,
        match_threshold=row.match_threshold,
        suggest_threshold=row.suggest_threshold,
        idle_limit_hours=row.idle_limit_hours,
        version=row.row_version,
    )


def _l1_shown(row: AccountSettings) -> L1SettingsShown:
    return L1SettingsShown(
        l1_categories=row.l1_categories,
        default_escalation_recipient_ids=row.default_escalation_recipient_ids,
        version=row.row_version,
    )
