"""The AI settings of an account, for owner and admin only."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import audit
from resolutionflow.accounts.actor import Actor
from resolutionflow.accounts.roles import Permission
from resolutionflow.ai import queries
from resolutionflow.ai.models import AIPlan, AISettings
from resolutionflow.ai.queries import Standing
from resolutionflow.ai.refusals import AiSettingsChanged, ProviderIncomplete
from resolutionflow.ai.schemas import AiSettingsChange, AiSettingsShown, PlanShown
from resolutionflow.ai.service.making import has_model, model_of
from resolutionflow.ai.service.vault import store_key
from resolutionflow.platform.settings import settings

_NULLABLE = ("provider", "model", "base_url")
_SWITCHES = ("playbook_on", "send_no_ticket_text", "zero_wait")


async def show_settings(session: AsyncSession, actor: Actor) -> AiSettingsShown:
    """Return what the account set."""
    actor.must(Permission.MANAGE_ACCOUNT)
    return _shown(await queries.standing(session, actor.account_id))


async def change_settings(
    session: AsyncSession, actor: Actor, payload: AiSettingsChange, version: int
) -> AiSettingsShown:
    """Change the settings; raise ``AiSettingsChanged`` or ``ProviderIncomplete``."""
    actor.must(Permission.MANAGE_ACCOUNT)
    row = await queries.settings_row(session, actor.account_id)
    if row.row_version != version:
        raise AiSettingsChanged
    before = _noted(row)
    key = _change(row, payload)
    if row.provider is not None and not _is_whole(row):
        raise ProviderIncomplete
    row.row_version += 1
    after = _noted(row)
    changed = [name for name in after if after[name] != before[name]]
    audit.record(
        session,
        actor,
        "ai_settings.change",
        "account",
        actor.account_id,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        **({"api_key": key} if key else {}),
    )
    await session.flush()
    return _shown(await queries.standing(session, actor.account_id))


def _change(row: AISettings, payload: AiSettingsChange) -> str:
    """Set what was sent; return what became of the key, in a word, empty when it stayed."""
    before = (row.provider, row.base_url)
    for name in payload.model_fields_set & {*_NULLABLE}:
        setattr(row, name, getattr(payload, name))
    if row.provider != before[0] and "model" not in payload.model_fields_set:
        row.model = None  # the other provider does not know it
    for name in _SWITCHES:
        if getattr(payload, name) is not None:
            setattr(row, name, getattr(payload, name))
    if payload.api_key is not None:
        store_key(row, payload.api_key)
        return "set"
    elsewhere = (row.provider, row.base_url) != before
    if row.api_key is not None and (elsewhere or "api_key" in payload.model_fields_set):
        store_key(row, None)
        return "removed"
    return ""


def _is_whole(row: AISettings) -> bool:
    return has_model(row) and (row.provider == "anthropic" or row.model is not None)


def _noted(row: AISettings) -> dict[str, Any]:
    """Return what the audit log may hold of the settings: no key and no hint of one."""
    return {name: getattr(row, name) for name in (*_NULLABLE, *_SWITCHES)}


def _shown(found: Standing) -> AiSettingsShown:
    row = found.settings or _as_it_comes()
    return AiSettingsShown(
        provider=row.provider,
        model=row.model,
        model_used=model_of(row) if has_model(row) else None,
        default_model=settings().ai_model,
        base_url=row.base_url,
        has_key=row.api_key is not None,
        key_hint=row.api_key_hint,
        playbook_on=row.playbook_on,
        send_no_ticket_text=row.send_no_ticket_text,
        zero_wait=row.zero_wait,
        billing_anchor=found.anchor,
        plan=plan_shown(found.plan),
        version=row.row_version,
    )


def _as_it_comes() -> AISettings:
    return AISettings(playbook_on=True, send_no_ticket_text=False, zero_wait=False, row_version=1)


def plan_shown(plan: AIPlan) -> PlanShown:
    """Return a plan as people see it."""
    return PlanShown.model_validate(plan, from_attributes=True)
