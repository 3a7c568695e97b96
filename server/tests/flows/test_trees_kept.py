"""Published trees in memory: bounded in bytes, never another account's."""

from uuid import UUID, uuid4

from resolutionflow.flows.service import kept_tree, published_tree
from resolutionflow.flows.service.trees import OBJECTS_PER_TEXT, TreeCache
from resolutionflow.flows.tree import Tree
from tests.flows.test_library import FLOWS, made
from tests.flows.trees import printer
from tests.support.people import MadeAccount

TREE = Tree.model_validate(printer())


def key() -> tuple[UUID, UUID]:
    return uuid4(), uuid4()


def test_the_tree_used_longest_ago_goes_first() -> None:
    cache = TreeCache(3 * 10 * OBJECTS_PER_TEXT)
    first, second, third, fourth = key(), key(), key(), key()
    for each in (first, second, third):
        cache.put(each, TREE, 10)
    assert cache.get(first) is TREE
    cache.put(fourth, TREE, 10)
    assert cache.get(second) is None
    assert cache.get(first) is cache.get(fourth) is TREE
    assert cache.size <= 3 * 10 * OBJECTS_PER_TEXT


def test_a_tree_larger_than_all_room_is_not_kept() -> None:
    cache = TreeCache(100)
    cache.put(key(), TREE, 1_000)
    assert cache.size == 0


def test_keeping_a_tree_twice_counts_it_once() -> None:
    cache, same = TreeCache(10_000), key()
    cache.put(same, TREE, 10)
    cache.put(same, TREE, 10)
    assert cache.size == 10 * OBJECTS_PER_TEXT


async def test_a_version_keeps_its_tree_when_another_is_published(account: MadeAccount) -> None:
    flow_id = await made(account.engineer, publish=True)
    first = UUID((await account.l1.get(f"{FLOWS}/{flow_id}")).json()["published_version_id"])
    tag = (await account.engineer.get(f"{FLOWS}/{flow_id}/draft")).headers["ETag"]
    other = {"root_id": "end", "nodes": {"end": {"type": "resolution", "text": "Done."}}}
    await account.engineer.put(f"{FLOWS}/{flow_id}/draft", json={"tree": other}, headers={"If-Match": tag})
    await account.engineer.post(f"{FLOWS}/{flow_id}/publish")
    async with account.database.transaction(account.id) as session:
        assert len((await published_tree(session, account.id, first)).nodes) == 5


async def test_what_is_kept_for_one_account_is_not_given_to_another(
    account: MadeAccount, other_account: MadeAccount
) -> None:
    flow_id = await made(account.engineer, publish=True)
    version_id = UUID((await account.l1.get(f"{FLOWS}/{flow_id}")).json()["published_version_id"])
    assert kept_tree(account.id, version_id) is not None
    assert kept_tree(other_account.id, version_id) is None
