"""Answering a step: the hot path, measured and explained in ``docs/decisions/0006-answering-a-step.md``.

A walk's version rarely changes and published trees are kept, so the next node is known before the database is asked.
``answer_walk`` then finds the caller, checks what they may do, moves the walk on and appends the answer: one statement,
one transaction, one round trip. Whatever it does not do, ``careful`` does or explains.
"""

from collections.abc import Iterable

import asyncpg
import orjson

from resolutionflow.accounts.roles import LOWEST_FIRST, Permission, Role, is_allowed
from resolutionflow.flows.overlays import trees
from resolutionflow.platform import live
from resolutionflow.platform.crypto import token_hash
from resolutionflow.platform.db import Database
from resolutionflow.walks.service import nodes
from resolutionflow.walks.service.answers import Given, proof, reply, way
from resolutionflow.walks.service.careful import with_care


def _array(roles: Iterable[Role]) -> str:
    return "'{" + ",".join(role.value for role in roles) + "}'"


def _allowed(permission: Permission) -> str:
    return _array(role for role in Role if is_allowed(role, False, permission))


def _covering(permission: Permission) -> str:
    return _array(r for r in Role if is_allowed(r, True, permission) and not is_allowed(r, False, permission))


_ROLES = (
    _array(LOWEST_FIRST),
    _allowed(Permission.DO_L1_WORK),
    _covering(Permission.DO_L1_WORK),
    _allowed(Permission.READ_ALL_WALKS),
    _allowed(Permission.TAKE_OVER),
)
"""Which role may do what, written into the statement from the one table of ``accounts.roles``."""

_AT_ONCE = (
    f"select version, step_count from answer_walk($1, {', '.join(_ROLES)},"  # noqa: S608  (names of an enum)
    " $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
)


async def answer(database: Database, given: Given) -> bytes:
    """Record an answer and return the reply as JSON (``StepTaken``).

    Raise ``NotSignedIn``, ``RoleDoesNotAllow``, ``WalkNotFound``, ``WalkNotActive``, ``TakesNotesOnly``,
    ``StepAnsweredBefore``, ``WalkMovedOn``, ``AnswerNotOnNode`` or ``KeyUsedForAnotherRequest``.
    """
    return await _at_once(database, given) or await with_care(database, given)


async def _at_once(database: Database, given: Given) -> bytes | None:
    """Record the answer in one statement; null when it is not as simple as that."""
    pin = nodes.pin_of(given.walk_id)
    tree = trees.kept(pin.account_id, pin.version_id, pin.overlay_version_id) if pin else None
    taken = way(tree, given.payload) if tree else None
    if pin is None or tree is None or taken is None:
        return None
    node, option, following = taken
    shown = tree.served(node.id)
    arguments = (
        token_hash(given.token),
        given.walk_id,
        given.version,
        pin.version_id,
        node.id,
        following.id,
        option.id,
        option.label,
        node.made_by,
        orjson.dumps(shown).decode(),
        given.payload.note,
        proof(given.payload),
        given.key,
    )
    try:
        async with database.lanes.lend() as connection:
            row = await connection.fetchrow(_AT_ONCE, *arguments)
    except asyncpg.UniqueViolationError:
        return None  # the same key arrived twice at once, and the other one was first
    if row is None:
        return None
    live.published(pin.account_id, live.Topic.WALKS, given.walk_id, token_hash=arguments[0])
    return reply(given, pin.session_kind, (row[0], row[1]), (shown["text"], option.label), tree.served(following.id))
