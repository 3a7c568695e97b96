"""Trees as a client's walks follow them, kept per process. Versions never change, so what is kept is never stale."""

import asyncio
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.flows.overlays import queries
from resolutionflow.flows.overlays.engine import StepChange, effective
from resolutionflow.flows.service.trees import TreeCache, kept_tree, published_tree
from resolutionflow.flows.tree import Tree

CACHE_BYTES = 24 * 1024 * 1024
CHANGES = TypeAdapter(dict[str, StepChange])

_cache = TreeCache(CACHE_BYTES)


def kept(account_id: UUID, version_id: UUID, overlay_version_id: UUID | None) -> Tree | None:
    """Return the tree of these versions when this process keeps it: for the step, which must not ask for it."""
    if overlay_version_id is None:
        return kept_tree(account_id, version_id)
    return _cache.get((account_id, version_id, overlay_version_id))


async def tree_with(session: AsyncSession, account_id: UUID, version_id: UUID, overlay_version_id: UUID | None) -> Tree:
    """Return a published tree with a client's changes on it, of versions that a row of the account names."""
    base = await published_tree(session, account_id, version_id)
    if overlay_version_id is None:
        return base
    key = (account_id, version_id, overlay_version_id)
    found = _cache.get(key)
    if found is not None:
        return found
    overlay = await queries.version(session, account_id, overlay_version_id)
    assert overlay is not None, "a version is never deleted while a key names it"
    changes = CHANGES.validate_python(overlay.changes)
    tree, length = await asyncio.to_thread(lambda: ((made := effective(base, changes).tree), len(made.to_json())))
    _cache.put(key, tree, length)
    return tree
