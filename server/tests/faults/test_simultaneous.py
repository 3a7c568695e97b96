"""Many at once: one of them wins, the others are told so, and nothing is lost."""

import asyncio
from collections import Counter
from uuid import uuid4

import pytest
from httpx import AsyncClient, Response

from resolutionflow.main import API
from tests.security.world import ESCALATION, World
from tests.support.people import MadeAccount

MANY = 64
WRITERS, ANSWERS = 8, 200


@pytest.fixture
async def walk(account: MadeAccount) -> str:
    """The path of a walk on a flow whose first question leads to itself by `yes`."""
    return f"{API}/l1/sessions/{await World(account).new('walk')}"


async def step(
    client: AsyncClient, walk: str, option: str = "yes", key: str | None = None, version: int | None = None
) -> Response:
    headers = ({"Idempotency-Key": key} if key else {}) | ({"If-Match": f'"{version}"'} if version else {})
    return await client.post(f"{walk}/step", json={"node_id": "q", "option_id": option}, headers=headers)


async def step_count(client: AsyncClient, walk: str) -> int:
    return int((await client.get(walk)).json()["step_count"])


async def test_sixty_four_answers_to_one_step_make_one_step(account: MadeAccount, walk: str) -> None:
    version = (await account.owner.get(walk)).json()["version"]
    answers = await asyncio.gather(*(step(account.owner, walk, "no", uuid4().hex, version) for _ in range(MANY)))
    statuses = Counter(answer.status_code for answer in answers)
    assert statuses[200] == 1
    assert statuses.keys() <= {200, 409, 412}, statuses
    assert await step_count(account.owner, walk) == 1


async def test_without_a_version_the_node_itself_guards_the_step(account: MadeAccount, walk: str) -> None:
    answers = await asyncio.gather(*(step(account.owner, walk, "no") for _ in range(MANY)))
    assert Counter(answer.status_code for answer in answers)[200] == 1
    assert await step_count(account.owner, walk) == 1


async def test_one_key_sent_sixty_four_times_gets_one_reply(account: MadeAccount, walk: str) -> None:
    key, version = uuid4().hex, (await account.owner.get(walk)).json()["version"]
    answers = await asyncio.gather(*(step(account.owner, walk, "yes", key, version) for _ in range(MANY)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert await step_count(account.owner, walk) == 1


async def test_a_lost_reply_sent_again_much_later_still_gets_the_first_reply(account: MadeAccount, walk: str) -> None:
    key = uuid4().hex
    first = await step(account.owner, walk, "yes", key, 1)
    for _ in range(3):
        await step(account.owner, walk, "yes", uuid4().hex)
    again = await step(account.owner, walk, "yes", key, 1)
    assert (again.status_code, again.content) == (200, first.content)
    assert await step_count(account.owner, walk) == 4


async def test_every_acknowledged_answer_of_eight_writers_is_kept(account: MadeAccount, walk: str) -> None:
    async def write() -> int:
        kept = 0
        while kept < ANSWERS:
            answer = await step(account.owner, walk, "yes", uuid4().hex)
            assert answer.status_code in (200, 409), answer.text
            kept += answer.status_code == 200
        return kept

    acknowledged = sum(await asyncio.gather(*(write() for _ in range(WRITERS))))
    assert acknowledged == WRITERS * ANSWERS
    assert await step_count(account.owner, walk) == acknowledged


CREATING = [
    ("/teams", {"name": "Night shift"}),
    ("/clients", {"name": "Fabrikam"}),
    ("/tickets", {"title": "No sound"}),
    ("/api-keys", {"name": "Script"}),
    ("/invitations", {"account_role": "l1_tech"}),
    ("/l1/intake", {"problem_text": "No sound", "ticket": {"kind": "internal"}, "adhoc": True}),
    ("/l1/escalations", {"problem_text": "No sound", "ticket": {"kind": "internal"}, **ESCALATION}),
]


@pytest.mark.parametrize(("path", "payload"), CREATING, ids=[path for path, _ in CREATING])
async def test_creating_twice_with_one_key_makes_one(
    path: str, payload: dict[str, object], account: MadeAccount
) -> None:
    headers = {"Idempotency-Key": uuid4().hex}
    answers = await asyncio.gather(*(account.owner.post(API + path, json=payload, headers=headers) for _ in range(8)))
    assert {answer.is_success for answer in answers} == {True}, [answer.text for answer in answers]
    assert all(answer.json() == answers[0].json() for answer in answers)
    other = await account.owner.post(API + path, json={**payload, "name": "Other", "title": "Other"}, headers=headers)
    assert other.status_code == 422


@pytest.mark.parametrize("ending", ["resolve", "escalate", "abandon"])
async def test_a_walk_is_ended_once_however_many_end_it(ending: str, account: MadeAccount, walk: str) -> None:
    payload = {"resolve": {"resolution_notes": "Done"}, "escalate": ESCALATION, "abandon": {}}[ending]
    answers = await asyncio.gather(*(account.owner.post(f"{walk}/{ending}", json=payload) for _ in range(16)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 15}


async def test_of_many_who_take_an_escalated_walk_one_gets_it(account: MadeAccount) -> None:
    walk = f"{API}/l1/sessions/{await World(account).new('escalated_walk')}"
    people = [await account.add_person("engineer") for _ in range(16)]
    answers = await asyncio.gather(*(person.client.post(f"{walk}/take") for person in people))
    statuses = [answer.status_code for answer in answers]
    assert Counter(statuses) == {200: 1, 409: 15}
    winner = people[statuses.index(200)]
    name = (await winner.client.get(f"{API}/me")).json()["name"]
    assert all(name in answer.text for answer in answers if answer.status_code == 409)
