"""Leave to ask: of many at once with one left one passes, and what was not used is given back."""

import asyncio
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from resolutionflow.ai.port import Answer, Failure, Task, Used
from resolutionflow.ai.refusals import AiSwitchedOff, FlowCallsSpent, QuotaSpent, TooManyAtOnce
from resolutionflow.ai.service import maker, release, reserve, settle, spent_on
from resolutionflow.ai.service.housekeeping import everywhere, give_back_lapsed
from resolutionflow.kit.errors import Refusal
from resolutionflow.main import build_app
from resolutionflow.platform.db import Database
from resolutionflow.platform.settings import Settings
from tests.ai.modelled import SETTINGS, Modelled, actor_of, modelled
from tests.support.declared import Declared
from tests.support.people import MadeAccount, make_account
from tests.support.work import run_jobs

GOOD = Answer(None, "model", calls=[Used("m", 100, 50, cost=0.01, request_id="req_1", prompt_version="v1")])
OVERLOADED = Answer(None, "model", Failure.OVERLOADED, calls=[Used("m", failure=Failure.OVERLOADED)])


@pytest.fixture
async def house(account: MadeAccount) -> Modelled:
    return await modelled(account)


async def refused(database: Database, house: Modelled, **how: object) -> Refusal | None:
    """Why a call was not let through, null when it was."""
    try:
        async with database.transaction(house.account.id) as session:
            await reserve(session, house.actor, Task.SCAFFOLD, **how)  # type: ignore[arg-type]
    except Refusal as refusal:
        return refusal
    return None


async def beside_an_open_one(house: Modelled, database: Database, many: int) -> list[Refusal | None]:
    """How ``many`` calls end, the first of which has its leave and commits only when another one waits for it.

    Left to themselves the first one may be done before the others have a connection: nothing would be at once then.
    """
    async with database.transaction(house.account.id) as first:
        await reserve(first, house.actor, Task.SCAFFOLD)
        others = [asyncio.create_task(refused(database, house)) for _ in range(many - 1)]
        await until_waiting(first, 1, others)
    return [None, *await asyncio.gather(*others)]


async def until_waiting(session: AsyncSession, many: int, calls: list[asyncio.Task[Refusal | None]]) -> None:
    """Wait until ``many`` transactions are kept waiting by a lock, or a call was not and ended."""
    waiting = text("select count(distinct pid) from pg_locks where not granted")
    for _ in range(1000):
        if any(call.done() for call in calls) or (await session.execute(waiting)).scalar_one() >= many:
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nobody waits and nobody ends")


def one_more_flow() -> dict[str, object]:
    """What begins a flow of its own."""
    return {"conversation_id": uuid4(), "counts": "flow", "calls": 0}


async def test_of_sixty_four_starts_with_one_left_one_passes(house: Modelled, database: Database) -> None:
    assert await refused(database, house, **one_more_flow()) is None
    await house.set("update ai_periods set flows = 99")
    async with database.transaction(house.account.id) as gate:  # nobody counts on before several came this far
        await gate.execute(text("select from ai_periods for update"))
        calls = [asyncio.create_task(refused(database, house, **one_more_flow())) for _ in range(64)]
        await until_waiting(gate, 4, calls)
    ends = await asyncio.gather(*calls)
    assert ends.count(None) == 1
    spent = [end for end in ends if isinstance(end, QuotaSpent)]
    assert len(spent) == 63
    assert {end.extra["what"] for end in spent} == {"flows"}
    period = await house.period()
    assert period["flows"] == 100
    assert spent[0].extra["resets_at"] == period["ends_at"].isoformat()
    assert str(period["ends_at"].year) in spent[0].detail
    assert int(spent[0].headers["Retry-After"]) > 0


async def test_of_sixty_four_calls_with_the_last_dollar_one_passes(house: Modelled, database: Database) -> None:
    assert await refused(database, house, **one_more_flow()) is None
    await house.set("update ai_periods set cost = 19.99")
    ends = await beside_an_open_one(house, database, 64)
    assert ends.count(None) == 1
    spent = [end.extra["what"] for end in ends if isinstance(end, QuotaSpent)]
    assert spent == ["cost"] * 63


async def test_a_flow_counts_once_however_many_calls_it_takes(house: Modelled, database: Database) -> None:
    flow = uuid4()
    for calls in (0, 1, 2):
        assert await refused(database, house, conversation_id=flow, counts="flow", calls=calls) is None
    assert (await house.period())["flows"] == 1


async def test_a_walk_and_its_nodes_count_as_one_walk(house: Modelled, database: Database) -> None:
    walk = uuid4()
    for counts in ("walk", "node", "node"):
        assert await refused(database, house, walk_id=walk, counts=counts) is None
    assert (await house.period())["walks"] == 1


async def test_a_flow_without_a_paid_call_is_given_back_and_one_with_stays(house: Modelled, database: Database) -> None:
    unpaid, paid = uuid4(), uuid4()
    for flow, answer in ((unpaid, OVERLOADED), (paid, GOOD)):
        async with database.transaction(house.account.id) as session:
            leave = await reserve(session, house.actor, Task.SCAFFOLD, conversation_id=flow, counts="flow")
        async with database.transaction(house.account.id) as session:
            await release(session, house.account.id, conversation_id=flow)
        assert (await house.period())["flows"] == 1, "a call of it is out"
        async with database.transaction(house.account.id) as session:
            await settle(session, leave, [answer])
            await release(session, house.account.id, conversation_id=flow)
            await release(session, house.account.id, conversation_id=flow)
        assert (await house.period())["flows"] == (0 if flow == unpaid else 1)


async def test_calls_of_a_flow_end_at_its_limit_retries_counted(house: Modelled, database: Database) -> None:
    flow = uuid4()
    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, house.actor, Task.SCAFFOLD, conversation_id=flow, counts="flow")
        retried = Answer(None, "model", calls=[Used("m", 1, 1)] * 39)
        await settle(session, leave, [retried])
    assert isinstance(await refused(database, house, conversation_id=flow, counts="flow", calls=2), FlowCallsSpent)
    assert await refused(database, house, conversation_id=flow, counts="flow") is None
    assert isinstance(await refused(database, house, conversation_id=flow, counts="flow"), FlowCallsSpent)
    assert await refused(database, house, conversation_id=uuid4(), counts="flow") is None


async def test_an_account_has_only_so_many_calls_out_at_once(house: Modelled, database: Database) -> None:
    assert await refused(database, house, calls=23) is None
    ends = await beside_an_open_one(house, database, 17)
    assert ends.count(None) == 1
    assert sum(isinstance(end, TooManyAtOnce) for end in ends) == 16


async def test_each_call_leaves_a_row_and_settling_twice_changes_nothing(house: Modelled, database: Database) -> None:
    flow = uuid4()
    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, house.actor, Task.SCAFFOLD, conversation_id=flow, counts="flow", calls=3)
    for _ in range(2):
        async with database.transaction(house.account.id) as session:
            await settle(session, leave, [OVERLOADED, GOOD])
    rows = await house.rows("ai_usage")
    assert [(row["task"], row["success"], row["error"]) for row in rows] == [
        ("scaffold", False, "overloaded"),
        ("scaffold", True, None),
    ]
    assert (rows[1]["request_id"], rows[1]["prompt_version"], rows[1]["user_id"]) == (
        "req_1",
        "v1",
        house.actor.user_id,
    )
    assert float((await house.period())["cost"]) == 0.01
    async with database.transaction(house.account.id) as session:
        assert (await spent_on(session, house.account.id, conversation_id=flow)).cost == 0.01


async def test_answers_are_settled_one_by_one_and_cancelled_calls_at_the_end(
    house: Modelled, database: Database
) -> None:
    async with database.transaction(house.account.id) as session:
        leave = await reserve(session, house.actor, Task.BRANCH, calls=3)
    cancelled = Used("m", 10, 1, cost=0.002, failure=Failure.TIMEOUT)
    leave.paid.extend([*GOOD.calls, cancelled])
    async with database.transaction(house.account.id) as session:
        assert (await settle(session, leave, [GOOD], last=False)).cost == 0.01
    (held,) = await house.rows("ai_reservations")
    assert (held["state"], held["calls"]) == ("held", 2)
    async with database.transaction(house.account.id) as session:
        assert (await settle(session, leave, [])).cost == 0.002
    assert len(await house.rows("ai_usage")) == 2
    (ended,) = await house.rows("ai_reservations")
    assert (ended["state"], ended["calls"], float(ended["cost_held"])) == ("settled", 0, 0.0)


async def test_what_a_dead_process_held_is_given_back_after_its_lease(account: MadeAccount, database: Database) -> None:
    house = await modelled(account)
    async with database.transaction(account.id) as session:
        leave = await reserve(session, house.actor, Task.NEXT_NODE, walk_id=uuid4(), counts="walk")
    async with database.transaction(account.id) as session:
        assert not await give_back_lapsed(session, account.id)
    assert (await house.rows("ai_reservations"))[0]["state"] == "held"
    await house.set("update ai_reservations set expires_at = now() - interval '1 second'")
    await house.set("update ai_units set expires_at = now() - interval '1 second'")
    async with database.transaction(account.id) as session:
        await give_back_lapsed(session, account.id)
    assert (await house.rows("ai_reservations"))[0]["state"] == "lapsed"
    assert [(row["error"], row["cost"]) for row in await house.rows("ai_usage")] == [("lost", None)]
    assert (await house.period())["walks"] == 0
    async with database.transaction(account.id) as session:
        await settle(session, leave, [GOOD])  # it was only slow: what it paid is written all the same
    assert float((await house.period())["cost"]) == 0.01


async def test_a_lease_that_ran_out_blocks_nobody_even_before_the_job_runs(house: Modelled, database: Database) -> None:
    await asyncio.gather(*(refused(database, house) for _ in range(24)))
    assert isinstance(await refused(database, house), TooManyAtOnce)
    await house.set("update ai_reservations set expires_at = now() - interval '1 second'")
    assert await refused(database, house) is None


async def test_the_job_looks_in_every_account(fresh_database: Database, settings: Settings) -> None:
    app = Declared(build_app(settings, fresh_database))
    houses = [await modelled(await make_account(app, fresh_database)) for _ in range(3)]
    for house in houses:
        await refused(fresh_database, house)
        await house.set("update ai_reservations set expires_at = now() - interval '1 second'")
    async with fresh_database.transaction() as session:
        await everywhere(session)
    await run_jobs(fresh_database)
    assert [(await house.rows("ai_reservations"))[0]["state"] for house in houses] == ["lapsed"] * 3


async def test_the_playbook_holds_and_counts_nothing(account: MadeAccount, database: Database) -> None:
    actor = actor_of(account, account.by_role("owner").id)
    async with database.transaction(account.id) as session:
        leave = await reserve(session, actor, Task.SCAFFOLD, conversation_id=uuid4(), counts="flow")
        assert (leave.source, leave.id) == ("playbook", None)
        assert (await settle(session, leave, [Answer(None, "playbook")])).calls == 0
        with pytest.raises(AiSwitchedOff):
            await reserve(session, actor, Task.SCAFFOLD, source="model")
    quota = (await account.owner.get("/api/v1/ai/quota")).json()
    assert (quota["flows"]["used"], quota["cost"]) == (0, 0)


async def test_a_person_may_choose_the_playbook_when_the_quota_is_spent(house: Modelled, database: Database) -> None:
    await refused(database, house, conversation_id=uuid4(), counts="flow", calls=0)
    await house.set("update ai_periods set flows = 100")
    async with database.transaction(house.account.id) as session:
        found = await maker(session, house.account.id, "flow")
        assert found is not None
        assert (found.source, found.trouble, found.playbook_too) == ("model", "quota_spent", True)
        assert found.resets_at is not None
        assert (await reserve(session, house.actor, Task.SCAFFOLD, source="playbook")).source == "playbook"


async def test_a_provider_that_failed_three_times_lately_is_down_until_a_call_is_good(
    house: Modelled, database: Database
) -> None:
    async def trouble_after(answer: Answer, times: int) -> str | None:
        for _ in range(times):
            async with database.transaction(house.account.id) as session:
                await settle(session, await reserve(session, house.actor, Task.TEST), [answer])
        async with database.transaction(house.account.id) as session:
            found = await maker(session, house.account.id)
            return found.trouble if found else "off"

    assert await trouble_after(OVERLOADED, 2) is None
    assert await trouble_after(OVERLOADED, 1) == "provider_down"
    assert await trouble_after(GOOD, 1) is None
    assert await trouble_after(OVERLOADED, 3) == "provider_down"
    await house.set("update ai_settings set updated_at = now()")
    assert await trouble_after(OVERLOADED, 2) is None, "what another key met says nothing of this one"


async def test_with_model_and_playbook_off_nothing_is_made(account: MadeAccount, database: Database) -> None:
    await account.owner.patch(SETTINGS, json={"playbook_on": False}, headers={"If-Match": '"1"'})
    async with database.transaction(account.id) as session:
        assert await maker(session, account.id) is None
        with pytest.raises(AiSwitchedOff):
            await reserve(session, actor_of(account, account.by_role("owner").id), Task.SCAFFOLD)
