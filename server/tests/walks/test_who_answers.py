"""Who may answer a step: the one statement judges it, and it must judge as the table of roles does."""

import pytest
from httpx import AsyncClient
from sqlalchemy import text

from resolutionflow.platform.db import Database
from resolutionflow.walks.service import answering, nodes
from tests.support.people import client_for
from tests.walks.desk import RING, Desk, Json, error


async def _key(desk: Desk, by: AsyncClient, role: str) -> AsyncClient:
    """A program with a key of somebody, at most of ``role``."""
    made = desk.ok(await by.post("/api/v1/api-keys", json={"name": "Program", "role": role}), 201)
    program = client_for(desk.account.app)
    program.headers["Authorization"] = f"Bearer {made['secret']}"
    return program


@pytest.fixture
async def walk(desk: Desk) -> Json:
    """The owner's walk, known to the process, so that answers take the short way."""
    walk = await desk.start(await desk.flow(RING), by=desk.account.owner)
    desk.ok(await desk.step(walk, "again", "yes", by=desk.account.owner))
    return walk


@pytest.mark.parametrize(
    ("role", "status"), [("owner", 200), ("admin", 200), ("engineer", 403), ("l1_tech", 404), ("viewer", 403)]
)
async def test_each_role_answers_as_the_table_says(desk: Desk, walk: Json, role: str, status: int) -> None:
    reply = await desk.step(walk, "again", "yes", by=desk.account.by_role(role).client)
    assert reply.status_code == status
    assert (await desk.open(walk, desk.account.owner))["step_count"] == (2 if status == 200 else 1)


@pytest.mark.parametrize(("role", "status"), [("owner", 200), ("l1_tech", 200), ("engineer", 403), ("viewer", 403)])
async def test_a_key_answers_as_its_own_role_not_as_its_persons(desk: Desk, walk: Json, role: str, status: int) -> None:
    program = await _key(desk, desk.account.owner, role)
    assert (await desk.step(walk, "again", "yes", by=program)).status_code == status


async def test_a_lower_key_gives_nobody_the_first_line_work_that_they_no_longer_do(desk: Desk) -> None:
    technician = desk.account.by_role("l1_tech")
    walk = await desk.start(await desk.flow(RING))
    desk.ok(await desk.step(walk, "again", "yes"))
    path, admin = f"/api/v1/users/{technician.id}", desk.account.admin
    version = (await admin.get(path)).headers["etag"]
    desk.ok(await admin.patch(path, json={"account_role": "engineer"}, headers={"If-Match": version}))
    program = await _key(desk, technician.client, "l1_tech")
    assert (await desk.step(walk, "again", "yes", by=program)).status_code == 403
    assert (await desk.open(walk, desk.account.owner))["step_count"] == 1


async def test_an_engineer_who_covers_first_line_answers_any_walk(desk: Desk, walk: Json) -> None:
    covering = await desk.account.add_person("engineer", can_cover_l1=True)
    desk.ok(await desk.step(walk, "again", "yes", by=covering.client))


async def test_whoever_was_let_go_or_signed_out_answers_no_more(desk: Desk, walk: Json, database: Database) -> None:
    owner = desk.account.by_role("owner")
    async with database.transaction(desk.account.id) as session:
        await session.execute(text("update users set deleted_at = now() where id = :id"), {"id": owner.id})
    assert error(await desk.step(walk, "again", "yes", by=owner.client)) == (401, "not_signed_in")
    assert error(await desk.step(walk, "again", "yes", by=client_for(desk.account.app))) == (401, "not_signed_in")


async def test_an_answer_from_a_page_of_another_site_is_not_carried_out(desk: Desk, walk: Json) -> None:
    foreign = {"Origin": "https://evil.example"}
    refused = await desk.step(walk, "again", "yes", by=desk.account.owner, headers=foreign)
    assert error(refused) == (403, "foreign_origin")


async def test_a_process_that_does_not_know_the_walk_answers_all_the_same(desk: Desk, walk: Json) -> None:
    nodes._pins.clear()
    desk.ok(await desk.step(walk, "again", "yes", by=desk.account.owner))
    desk.ok(await desk.step(walk, "again", "yes", by=desk.account.owner))
    assert (await desk.open(walk, desk.account.owner))["step_count"] == 3


async def test_an_answer_to_a_walk_that_is_known_takes_the_short_way(
    desk: Desk, walk: Json, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def not_needed(*_: object) -> bytes:
        raise AssertionError("the one statement did not do it")

    monkeypatch.setattr(answering, "with_care", not_needed)
    desk.ok(await desk.step(walk, "again", "yes", by=desk.account.owner, headers={"Idempotency-Key": "k"}))
