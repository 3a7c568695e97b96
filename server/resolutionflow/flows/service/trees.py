"""Published trees, kept per process. A version never changes, so what is kept never goes stale."""

from collections import OrderedDict
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.flows import queries
from resolutionflow.flows.tree import Tree

CACHE_BYTES = 48 * 1024 * 1024
OBJECTS_PER_TEXT = 12
"""A parsed tree takes about ten times the bytes of its JSON text (tracemalloc, 2,000 nodes), a little more served."""

Key = tuple[UUID, ...]


class TreeCache:
    """The most recently used trees, as many as fit into ``capacity`` bytes."""

    def __init__(self, capacity: int) -> None:
        self._capacity = capacity
        self._size = 0
        self._kept: OrderedDict[Key, tuple[Tree, int]] = OrderedDict()

    def get(self, key: Key) -> Tree | None:
        """Return the tree under ``key`` when it is kept."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept[0]

    def put(self, key: Key, tree: Tree, text_length: int) -> None:
        """Keep ``tree``; let go of what was used longest ago until all fits."""
        if key in self._kept:
            return
        size = text_length * OBJECTS_PER_TEXT
        self._kept[key] = (tree, size)
        self._size += size
        while self._size > self._capacity and self._kept:
            _, (_, freed) = self._kept.popitem(last=False)
            self._size -= freed

    @property
    def size(self) -> int:
        """Return the bytes that are taken, by estimate."""
        return self._size


_cache = TreeCache(CACHE_BYTES)


def kept_tree(account_id: UUID, version_id: UUID) -> Tree | None:
    """Return the tree of a published version when this process keeps it: for the step, which must not ask for it."""
    return _cache.get((account_id, version_id))


async def published_tree(session: AsyncSession, account_id: UUID, version_id: UUID) -> Tree:
    """Return the tree of a published version that a row of the account names (so it exists: a key sees to that)."""
    key = (account_id, version_id)
    kept = _cache.get(key)
    if kept is not None:
        return kept
    text = await queries.tree_of_version(session, account_id, version_id)
    assert text is not None, "a version is never deleted while a key names it"
    tree = Tree.model_validate_json(text)
    _cache.put(key, tree, len(text))
    return tree
