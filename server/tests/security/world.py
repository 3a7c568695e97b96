"""Real things in an account, made through the API, one new one whenever it is asked for.

A template is JSON in which ``"$flow"`` stands for the id of a new flow, and so on for each maker in ``MAKERS``.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

from httpx import AsyncClient, Response

from resolutionflow.accounts.models import AccessToken, UserSession
from resolutionflow.kit.ids import new_id
from resolutionflow.main import API
from resolutionflow.platform.crypto import new_token, token_hash
from resolutionflow.proposals.models import FlowProposal
from tests.security import makers
from tests.security.makers import NUMBER, PROBLEM
from tests.security.operations import Json, Operation
from tests.support.drawing import picture
from tests.support.people import MadeAccount, Person

TREE: Json = {
    "root_id": "q",
    "nodes": {
        "q": {
            "id": "q",
            "type": "question",
            "text": "Is the cable plugged in?",
            "options": [{"id": "yes", "label": "Yes", "next_id": "q"}, {"id": "no", "label": "No", "next_id": "r"}],
        },
        "r": {"id": "r", "type": "resolution", "text": "Plug the cable in."},
    },
}
FLOW = {"title": "Printer does not print", "description": "", "category": "Printing", "tree": TREE}
FLOW_FILE = {"name": "flow.json", "content": json.dumps({"title": "From a file", **TREE})}
ESCALATION = {"escalation_reason": "Needs admin rights", "escalation_reason_category": "needs_access"}

Maker = Callable[["World"], Awaitable[str]]


class World:
    """An account whose owner makes things.

    ``technician`` does the L1 work, ``holder`` is whose sessions and keys are made.
    """

    def __init__(
        self, account: MadeAccount, technician: AsyncClient | None = None, holder: Person | None = None
    ) -> None:
        self.account = account
        self.technician = technician or account.owner
        self.holder = holder or account.by_role("owner")
        self.last_flow: str | None = None
        self.latest_walk = ""

    @property
    def owner(self) -> AsyncClient:
        return self.account.owner

    async def post(self, path: str, payload: Json | None = None) -> Json:
        """What the owner is answered, or the technician where it is L1 work."""
        who = self.technician if path.startswith("/l1/") else self.owner
        answer = await who.post(API + path, json=payload or {})
        assert answer.is_success, f"POST {path}: {answer.status_code} {answer.text}"
        made: Json = answer.json() if answer.content else {}
        return made

    async def new(self, kind: str) -> str:
        """The id of a new thing of that kind."""
        return await MAKERS[kind](self)

    async def filled(self, template: Any) -> Any:
        """The template with ids of new things."""
        if isinstance(template, dict):
            return {key: await self.filled(value) for key, value in template.items()}
        if isinstance(template, list):
            return [await self.filled(value) for value in template]
        if template == "$name":
            return f"Name {next(NUMBER)}"
        return await self.new(template[1:]) if isinstance(template, str) and template.startswith("$") else template


async def _user(world: World) -> str:
    return str((await world.account.add_person("engineer")).id)


async def _deactivated_user(world: World) -> str:
    user_id = await _user(world)
    await world.post(f"/users/{user_id}/deactivate")
    return user_id


async def _team(world: World) -> str:
    return str((await world.post("/teams", {"name": f"Team {next(NUMBER)}"}))["id"])


async def _client(world: World) -> str:
    return str((await world.post("/clients", {"name": f"Client {next(NUMBER)}"}))["id"])


async def _ticket(world: World) -> str:
    return str((await world.post("/tickets", {"title": "Printer does not print"}))["id"])


async def _draft(world: World) -> str:
    return str((await world.post("/flows", FLOW))["id"])


async def _flow(world: World) -> str:
    flow_id = await _draft(world)
    await world.post(f"/flows/{flow_id}/publish")
    world.last_flow = flow_id
    return flow_id


async def _overlaid_client(world: World) -> str:
    """A client for whom the flow that was made last is another."""
    flow_id, client_id = world.last_flow or await _flow(world), await _client(world)
    made = await world.post(f"/flows/{flow_id}/overlays", {"client_id": client_id})
    changes = {"changes": {"r": {"text": "Plug the red cable in."}}}
    path = f"{API}/flows/{flow_id}/overlays/{client_id}"
    saved = await world.owner.put(path, json=changes, headers={"If-Match": f'"{made["version"]}"'})
    assert saved.is_success, saved.text
    return client_id


async def _edited_flow(world: World) -> str:
    """A published flow with a draft beside it."""
    flow_id = await _flow(world)
    path = f"{API}/flows/{flow_id}/draft"
    tag = (await world.owner.get(path)).headers["ETag"]
    saved = await world.owner.put(path, json={"tree": TREE}, headers={"If-Match": tag})
    assert saved.is_success, saved.text
    return flow_id


async def _preview(world: World) -> str:
    return str((await world.post("/flows/import?preview=true", {"files": [FLOW_FILE]}))["id"])


async def _import(world: World) -> str:
    return str((await world.post("/flows/import", {"files": [FLOW_FILE]}))["id"])


async def _archived_flow(world: World) -> str:
    flow_id = await _flow(world)
    await world.post(f"/flows/{flow_id}/archive")
    return flow_id


async def _walk(world: World) -> str:
    intake = {**PROBLEM, "flow_id": await _flow(world)}
    world.latest_walk = str((await world.post("/l1/intake", intake))["session"]["id"])
    return world.latest_walk


async def _answered_walk(world: World) -> str:
    walk_id = await _walk(world)
    await world.post(f"/l1/sessions/{walk_id}/step", {"node_id": "q", "option_id": "no"})
    return walk_id


async def _led_walk(world: World) -> str:
    """A walk of the built-in playbook, where no flow fits."""
    intake = {**PROBLEM, "problem_text": "Teams: nobody hears the caller in meetings", "none_fit": True}
    world.latest_walk = str((await world.post("/l1/intake", intake))["session"]["id"])
    return world.latest_walk


async def _resolved_walk(world: World) -> str:
    walk_id = await _walk(world)
    await world.post(f"/l1/sessions/{walk_id}/resolve", {"resolution_notes": "Plugged it in."})
    world.latest_walk = ""
    return walk_id


async def _escalated_walk(world: World) -> str:
    walk_id = await _walk(world)
    told = {"recipient_ids": [await _user(world)]}
    await world.post(f"/l1/sessions/{walk_id}/escalate", ESCALATION | told)
    world.latest_walk = ""
    return walk_id


async def _invitation(world: World) -> str:
    return str((await world.post("/invitations", {"account_role": "l1_tech"}))["id"])


async def _api_key(world: World) -> str:
    answer = await world.holder.client.post(f"{API}/api-keys", json={"name": "Script"})
    return str(answer.json()["id"])


async def _session(world: World) -> str:
    """One more browser in which the holder is signed in."""
    account_id, user_id, session_id = world.account.id, world.holder.id, new_id()
    token = AccessToken(
        token_hash=token_hash(new_token()), id=session_id, kind="session", account_id=account_id, user_id=user_id
    )
    async with world.account.database.transaction(account_id) as session:
        session.add_all([token, UserSession(account_id=account_id, id=session_id, user_id=user_id)])
    return str(session_id)


async def _proposal(world: World) -> str:
    """A pending proposal; the API that makes them comes later."""
    proposal = FlowProposal(
        account_id=world.account.id, id=new_id(), proposal_type="new_flow", title="Proposed", proposed_flow_data=TREE
    )
    async with world.account.database.transaction(world.account.id) as session:
        session.add(proposal)
    return str(proposal.id)


MAKERS: dict[str, Maker] = {
    "answered_walk": _answered_walk,
    "api_key": _api_key,
    "archived_flow": _archived_flow,
    "client": _client,
    "note_template": makers.note_template,
    "time_entry": makers.time_entry,
    "deactivated_user": _deactivated_user,
    "draft": _draft,
    "edited_flow": _edited_flow,
    "escalated_walk": _escalated_walk,
    "flow": _flow,
    "flow_build": makers.flow_build,
    "worked_out_flow_build": makers.worked_out_flow_build,
    "import": _import,
    "led_walk": _led_walk,
    "preview": _preview,
    "invitation": _invitation,
    "picture": makers.picture,
    "overlaid_client": _overlaid_client,
    "notification": makers.notification,
    "delivery": makers.delivery,
    "proposal": _proposal,
    "resolved_walk": _resolved_walk,
    "session": _session,
    "made_step_report": makers.made_step_report,
    "step_report": makers.step_report,
    "team": _team,
    "ticket": _ticket,
    "user": _user,
    "walk": _walk,
    "webhook": makers.webhook,
}


async def call(client: AsyncClient, operation: Operation, path: str, body: Any, **query: str) -> Response:
    """Call the operation as it should be called: with a new idempotency key and, where it is asked for, `If-Match`."""
    headers = {"Idempotency-Key": uuid4().hex} if operation.method == "POST" else {}
    if operation.takes_if_match:
        headers["If-Match"] = await current_tag(client, operation, path)
    if operation.takes_picture:
        return await client.request(operation.method, API + path, content=picture(), headers=headers, params=query)
    return await client.request(operation.method, API + path, json=body, headers=headers, params=query)


async def current_tag(client: AsyncClient, operation: Operation, path: str) -> str:
    """The ETag under which the thing can be changed just now; `"1"` for who may not read it."""
    if operation.path.startswith("/l1/sessions/"):
        walk = (await client.get(API + path.rpartition("/")[0])).json()
        return f'"{walk.get("notes_version" if path.endswith("/notes") else "version", 1)}"'
    read = path.replace("/publish", "/draft")
    answer = await client.get(API + read)
    return str(answer.headers.get("ETag", '"1"'))
