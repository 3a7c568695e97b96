"""Answering a step under a lock: when the one statement did not do it, this does, or says why not."""

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.accounts import caller
from resolutionflow.accounts.actor import Actor
from resolutionflow.flows.overlays import trees
from resolutionflow.flows.tree import Tree
from resolutionflow.platform import live
from resolutionflow.platform.db import Database
from resolutionflow.walks import queries
from resolutionflow.walks.ai_build import stepping
from resolutionflow.walks.models import AI_BUILD, L1WalkSession, WalkEvent
from resolutionflow.walks.refusals import AnswerNotOnNode, StepAnsweredBefore, TakesNotesOnly, WalkMovedOn
from resolutionflow.walks.service import access, nodes, parking, switching
from resolutionflow.walks.service.answers import Given, Way, check_same, proof, reply, way

_APPEND = text(
    "select version, step_count from append_answer(:account_id, :walk_id, :user_id, true, true, true, :version,"
    " :pinned, :here, :there, :chosen, :label, :made, cast(:shown as jsonb), :note, cast(:proof as jsonb), :key)"
)


async def with_care(database: Database, given: Given) -> bytes:
    """Do it under a lock, and say what is wrong when it can't be done."""
    async with database.transaction() as session:
        actor = await caller.resolve(session, given.token)
        walk = await access.locked(session, actor, given.walk_id)
        before = await queries.by_key(session, actor, walk.id, given.key) if given.key else None
        if not _is_made_as_walked(walk, before):
            return await _on_tree(session, actor, walk, given, before)
        recorded = await _once(session, actor, walk, given, before)
    return await stepping.taken(database, given, recorded)


def _is_made_as_walked(walk: L1WalkSession, before: WalkEvent | None) -> bool:
    """Say whether the answer is, or was, given to a step that was made for the walk: such one names none after it."""
    return before.next_node_id is None if before is not None else walk.session_kind == AI_BUILD


async def _once(
    session: AsyncSession, actor: Actor, walk: L1WalkSession, given: Given, before: WalkEvent | None
) -> stepping.Recorded:
    if before is None:
        return await stepping.record(session, actor, walk, given)
    check_same(given, before)
    return stepping.Recorded(actor, before)


async def _on_tree(
    session: AsyncSession, actor: Actor, walk: L1WalkSession, given: Given, before: WalkEvent | None
) -> bytes:
    if before is not None:
        return _again(given, walk, await _tree_then(session, walk, before), before)
    tree = await _tree(session, walk)
    access.check_active(walk)
    taken = _checked(walk, tree, given)
    await parking.go_on(session, actor, walk)
    await session.flush()
    return await _append(session, actor, walk, given, taken, tree)


async def _append(
    session: AsyncSession, actor: Actor, walk: L1WalkSession, given: Given, taken: Way, tree: Tree
) -> bytes:
    node, option, following = taken
    shown = tree.served(node.id)
    row = (
        await session.execute(
            _APPEND,
            {
                "account_id": actor.account_id,
                "walk_id": walk.id,
                "user_id": actor.user_id,
                "version": given.version,
                "pinned": walk.flow_version_id,
                "here": node.id,
                "there": following.id,
                "chosen": option.id,
                "label": option.label,
                "made": node.made_by,
                "shown": orjson.dumps(shown).decode(),
                "note": given.payload.note,
                "proof": proof(given.payload),
                "key": given.key,
            },
        )
    ).one()
    nodes.remember(walk)
    live.announce(session, live.Topic.WALKS, walk.id)
    return reply(given, walk.session_kind, (row[0], row[1]), (shown["text"], option.label), tree.served(following.id))


async def _tree(session: AsyncSession, walk: L1WalkSession) -> Tree:
    tree = await nodes.tree_of(session, walk)
    if tree is None:
        access.check_active(walk)
        raise TakesNotesOnly
    return tree


async def _tree_then(session: AsyncSession, walk: L1WalkSession, before: WalkEvent) -> Tree:
    """Return the tree on which an answer was given, which a switch of flow may have changed since."""
    version_id, overlay_id = switching.versions_at(walk, before.step_no)
    if version_id is None:
        version_id, overlay_id = walk.flow_version_id, walk.overlay_version_id
    if version_id is None:  # given on a flow, and the switch to it was undone since
        raise StepAnsweredBefore(version=walk.version, pending_node_id=walk.pending_node_id)
    return await trees.tree_with(session, walk.account_id, version_id, overlay_id)


def _again(given: Given, walk: L1WalkSession, tree: Tree, before: WalkEvent) -> bytes:
    """Return the reply that this key had before; raise ``KeyUsedForAnotherRequest`` for another answer."""
    check_same(given, before)
    assert before.node is not None
    pending = tree.nodes.get(before.next_node_id or "")
    if pending is None:  # given on another flow, and undone since
        raise StepAnsweredBefore(version=walk.version, pending_node_id=walk.pending_node_id)
    counts, said_then = (before.walk_version, before.step_no), (before.node["text"], before.answer or "")
    return reply(given, walk.session_kind, counts, said_then, tree.served(pending.id))


def _checked(walk: L1WalkSession, tree: Tree, given: Given) -> Way:
    """Return the way that the answer takes; raise what keeps the walk from taking it."""
    if given.version is not None and walk.version != given.version:
        raise WalkMovedOn(version=walk.version)
    if walk.pending_node_id != given.payload.node_id:
        raise StepAnsweredBefore(version=walk.version, pending_node_id=walk.pending_node_id)
    taken = way(tree, given.payload)
    if taken is None:
        raise AnswerNotOnNode
    return taken
