"""The traps of deleting, with walks whose steps were made."""

from collections.abc import AsyncIterator

import psycopg
import pytest

from resolutionflow.platform.db import Database, Target
from resolutionflow.privacy.service import hard_delete_user
from tests.support.loopback import Loopback
from tests.support.loopback.replies import Fails
from tests.walks.ai_build.led import Led, question
from tests.walks.desk import said


@pytest.fixture
async def owner(owner_target: Target) -> AsyncIterator[Database]:
    made = Database(owner_target, pool_size=2)
    yield made
    await made.close()


async def test_a_person_is_removed_and_what_they_walked_stays_readable(
    model: Loopback, led: Led, owner: Database
) -> None:
    model.script(question("First?"), question("Second?"), Fails(500))
    walk = await led.begin()
    second = await led.answered(walk, note="Zelda said so")
    led.desk.ok(await led.desk.act(walk, "notes", {"walk_notes": ["Zelda wrote this"]}))
    await led.answered(second)
    await hard_delete_user(owner, led.account.id, led.account.by_role("l1_tech").id)
    shown = await led.open(walk, led.account.owner)
    assert [question for question, _ in said(shown)] == [walk["pending_node"]["id"], second["pending_node"]["id"]]
    assert "Zelda" not in str(shown)
    assert (shown["making"]["state"], shown["making"]["calls"]) == ("stuck", 3)
    model.script(question("Third?"))
    gone_on = led.desk.ok(await led.next_node(walk, by=led.account.owner))
    assert gone_on["pending_node"]["text"] == "Third?"


async def test_an_account_with_walks_whose_steps_were_made_can_be_deleted(
    model: Loopback, led: Led, owner_target: Target
) -> None:
    model.script(question(), Fails(500))
    await led.answered(await led.begin())
    with psycopg.connect(owner_target.url) as connection:
        connection.execute("select set_config('app.account_id', %s, false)", [str(led.account.id)])
        made = connection.execute("select count(*) from l1_walk_nodes").fetchone()
        assert made == (2,)
        connection.execute("delete from accounts where id = %s", [led.account.id])
        assert connection.execute("select count(*) from l1_walk_nodes").fetchone() == (0,)
