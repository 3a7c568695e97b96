"""The keys of providers: stored encrypted, opened only to make a call."""

import logging
from uuid import UUID

from resolutionflow.ai.models import AISettings
from resolutionflow.platform.crypto import CannotUnseal, seal, secret_key, unseal
from resolutionflow.platform.settings import settings

log = logging.getLogger(__name__)

SHOWN = 4
LONG_ENOUGH = 20
"""Of keys shorter than this nothing is shown."""


def _installation_key() -> bytes:
    current = settings()
    current.data_dir.mkdir(parents=True, exist_ok=True)
    return secret_key(current.secret_key, current.data_dir)


def _context(account_id: UUID) -> bytes:
    return b"ai_settings.api_key\0" + account_id.bytes


def store_key(row: AISettings, api_key: str | None) -> None:
    """Put a key into ``row``, encrypted, with a hint by which people tell it from another; null takes it out."""
    row.api_key = seal(_installation_key(), api_key, _context(row.account_id)) if api_key else None
    row.api_key_hint = hint(api_key) if api_key else None


def hint(api_key: str) -> str:
    """Return the end of a key, which is all that is ever shown of it."""
    return "…" + api_key[-SHOWN:] if len(api_key) >= LONG_ENOUGH else "…"


def key_of(row: AISettings) -> str:
    """Return the key in ``row``, empty when there is none or when it was stored under another installation's key."""
    if row.api_key is None:
        return ""
    try:
        return unseal(_installation_key(), row.api_key, _context(row.account_id))
    except CannotUnseal:
        log.warning("the key of account %s was stored under another installation key; give it again", row.account_id)
        return ""
