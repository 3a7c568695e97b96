"""The billing period of an account anchored on the 31st, over a leap February, as people see it."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from resolutionflow.ai.service import looking, making, reserving
from tests.ai.modelled import Modelled, modelled
from tests.support.people import MadeAccount

CONVERSATIONS = "/api/v1/ai/flow-builder/conversations"
MOMENTS = [
    # moment, period from, until, flows used in it after one more is begun
    ("2028-01-30T23:59:59", "2027-12-31", "2028-01-31", 1),
    ("2028-01-31T00:00:00", "2028-01-31", "2028-02-29", 1),
    ("2028-02-28T23:59:59", "2028-01-31", "2028-02-29", 2),
    ("2028-02-29T00:00:00", "2028-02-29", "2028-03-31", 1),
    ("2028-03-01T12:00:00", "2028-02-29", "2028-03-31", 2),
    ("2028-03-30T23:59:59", "2028-02-29", "2028-03-31", 3),
    ("2028-03-31T00:00:00", "2028-03-31", "2028-04-30", 1),
    ("2028-04-30T00:00:00", "2028-04-30", "2028-05-31", 1),
]


@pytest.fixture
async def house(account: MadeAccount) -> Modelled:
    made = await modelled(account)
    await made.set("update ai_settings set billing_anchor = 31")
    return made


async def test_a_period_from_the_31st_ends_on_the_29th_of_a_leap_february(
    house: Modelled, monkeypatch: pytest.MonkeyPatch
) -> None:
    engineer = house.account.engineer
    for moment, begins, ends, used in MOMENTS:
        for module in (looking, making, reserving):
            monkeypatch.setattr(module, "now", lambda at=moment: datetime.fromisoformat(at).replace(tzinfo=UTC))
        key = {"Idempotency-Key": uuid4().hex}
        begun = await engineer.post(CONVERSATIONS, json={"name": "VPN"}, headers=key)
        assert begun.status_code == 201, begun.text
        quota = (await engineer.get("/api/v1/ai/quota")).json()
        seen = (quota["starts_at"][:10], quota["resets_at"][:10], quota["flows"]["used"])
        assert seen == (begins, ends, used), moment
        assert begun.json()["quota"]["flows"]["used"] == used


async def test_what_is_used_up_on_the_28th_of_a_leap_february_begins_anew_on_the_29th(
    house: Modelled, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = []
    for moment in ("2028-02-28T12:00:00", "2028-02-28T23:59:59", "2028-02-29T00:00:00"):
        for module in (looking, making, reserving):
            monkeypatch.setattr(module, "now", lambda at=moment: datetime.fromisoformat(at).replace(tzinfo=UTC))
        key = {"Idempotency-Key": uuid4().hex}
        answers.append(await house.account.engineer.post(CONVERSATIONS, json={"name": "VPN"}, headers=key))
        if len(answers) == 1:
            await house.set("update ai_periods set flows = 100")
    assert [answer.status_code for answer in answers] == [201, 429, 201]
    assert answers[1].json()["resets_at"] == "2028-02-29T00:00:00+00:00"
    assert "29 February 2028" in answers[1].json()["detail"]
