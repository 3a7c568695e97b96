"""Makers of a ``World`` that need more than one call of the API."""

from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID

from resolutionflow.builder.models import AIConversation
from resolutionflow.kit.clock import now
from resolutionflow.kit.ids import new_id
from resolutionflow.main import API
from resolutionflow.notifications.models import Notification, WebhookDelivery
from resolutionflow.walks.texts.models import TimeEntry
from tests.support import drawing

if TYPE_CHECKING:
    from tests.security.world import World

NUMBER = count(1)
PROBLEM = {"problem_text": "The printer does not print", "ticket": {"kind": "internal"}}

WEBHOOK = {"name": "Ticket system", "url": "https://93.184.215.14/hook", "kinds": ["escalated"]}
"""At an address of the public internet; nothing is sent there."""


async def step_report(world: "World") -> str:
    """A report on the flow that was made last, as the path of a report has it."""
    started = await world.post("/l1/intake", {**PROBLEM, "flow_id": world.last_flow or await world.new("flow")})
    report = {"node_id": "q", "text": "Nobody has such a cable"}
    made = await world.post(f"/l1/sessions/{started['session']['id']}/step-reports", report)
    return str(made["id"])


async def made_step_report(world: "World") -> str:
    """A report on a step made for the walk that was made last, as the path of such a report has it."""
    walk_id = world.latest_walk or await world.new("led_walk")
    walk = (await world.technician.get(f"{API}/l1/sessions/{walk_id}")).json()
    step = {"node_id": (walk["pending_node"] or {}).get("id", "q"), "text": "There is no such menu"}
    return str((await world.post(f"/l1/sessions/{walk_id}/step-reports", step))["id"])


async def picture(world: "World") -> str:
    """A picture in the walk that was made last, as the path of a picture has it."""
    walk_id = world.latest_walk or await world.new("walk")
    path = f"{API}/l1/sessions/{walk_id}/attachments"
    answer = await world.technician.post(path, content=drawing.picture(), params={"name": "Error message"})
    assert answer.is_success, answer.text
    return str(answer.json()["id"])


async def note_template(world: "World") -> str:
    template = {"name": f"Template {next(NUMBER)}", "audience": "internal", "body": "{{ticket}}"}
    return str((await world.post("/note-templates", template))["id"])


async def time_entry(world: "World") -> str:
    """Time that the holder recorded."""
    account_id, walk_id, entry_id = world.account.id, UUID(await world.new("walk")), new_id()
    entry = {"walk_id": walk_id, "user_id": world.holder.id, "minutes": 5, "work_type": "On-site"}
    async with world.account.database.transaction(account_id) as session:
        session.add(TimeEntry(account_id=account_id, id=entry_id, **entry))
    return str(entry_id)


async def notification(world: "World") -> str:
    """Something that the holder is told."""
    account_id, row_id = world.account.id, new_id()
    row = {"user_id": world.holder.id, "kind": "reminder", "event": row_id.hex, "title": "T", "link": "/", "body": ""}
    async with world.account.database.transaction(account_id) as session:
        session.add(Notification(account_id=account_id, id=row_id, in_app=True, **row))
    return str(row_id)


async def webhook(world: "World") -> str:
    """One more webhook; there is room for ten."""
    there = sorted(one["id"] for one in (await world.owner.get(f"{API}/webhooks")).json())
    for row_id in there[:-8]:
        await world.owner.delete(f"{API}/webhooks/{row_id}")
    return str((await world.post("/webhooks", WEBHOOK))["id"])


async def delivery(world: "World") -> str:
    """A delivery that was given up, to the webhook that was made last."""
    account_id, row_id = world.account.id, new_id()
    if not (await world.owner.get(f"{API}/webhooks")).json():
        await world.new("webhook")
    endpoint_id = UUID(max(one["id"] for one in (await world.owner.get(f"{API}/webhooks")).json()))
    row = {"endpoint_id": endpoint_id, "kind": "test", "event": row_id.hex, "payload": {"link": "/"}}
    async with world.account.database.transaction(account_id) as session:
        session.add(WebhookDelivery(account_id=account_id, id=row_id, status="failed", attempts=1, **row))
    return str(row_id)


LEAF = {"root_id": "b1-1", "nodes": {"b1-1": {"id": "b1-1", "type": "resolution", "text": "Plug the cable in."}}}
BRANCHES = [{"id": "b1", "title": "The printer is offline"}, {"id": "b2", "title": "A job is stuck in the queue"}]
BUILDING = {"foundation": {"name": "Printer does not print"}, "question": "What does it show?", "next_branch": 3}


async def flow_build(world: "World", *, worked_out: bool = False) -> str:
    """A conversation of the flow builder, the holder's own: its branches are named, or worked out too."""
    there = {"tree": LEAF, "detailed_by": "person", "next_node": 2} if worked_out else {}
    row = AIConversation(
        account_id=world.account.id,
        id=new_id(),
        user_id=world.holder.id,
        status="reviewing" if worked_out else "scaffolding",
        wizard_state=BUILDING | {"branches": [BRANCHES[0] | there] if worked_out else BRANCHES},
        expires_at=now() + timedelta(hours=24),
    )
    async with world.account.database.transaction(world.account.id) as session:
        session.add(row)
    return str(row.id)


async def worked_out_flow_build(world: "World") -> str:
    """A conversation that can be saved as a draft."""
    return await flow_build(world, worked_out=True)
