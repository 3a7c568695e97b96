"""How every operation is called, and who may: one line for each, and a test that none is missing."""

from dataclasses import dataclass
from typing import Any

from resolutionflow.accounts.roles import Permission, Role, is_allowed
from tests.security.makers import PROBLEM, WEBHOOK
from tests.security.operations import Json, Operation
from tests.security.world import ESCALATION, FLOW, FLOW_FILE, TREE, World

SIGNED_IN: tuple[Permission, ...] = ()
L1 = (Permission.DO_L1_WORK,)
WALKS = (Permission.DO_L1_WORK, Permission.READ_ALL_WALKS)
LIBRARY = (Permission.READ_LIBRARY,)
EDIT = (Permission.EDIT_FLOWS,)
NAMES = (Permission.READ_DIRECTORY,)
MANAGE = (Permission.MANAGE_ACCOUNT,)
TICKETS = (Permission.USE_TICKETS,)

KINDS = {
    "/ai/flow-builder/conversations/{conversation_id}": "flow_build",
    "/api-keys/{key_id}": "api_key",
    "/auth/sessions/{session_id}": "session",
    "/clients/{client_id}": "client",
    "/flows/{flow_id}": "flow",
    "/flows/{flow_id}/overlays/{client_id}": "overlaid_client",
    "/flows/{flow_id}/step-reports/{report_id}": "step_report",
    "/flows/imports/{import_id}": "import",
    "/invitations/{invitation_id}": "invitation",
    "/l1/sessions/{walk_id}": "walk",
    "/l1/sessions/{walk_id}/attachments/{attachment_id}": "picture",
    "/l1/sessions/{walk_id}/step-reports/{report_id}": "made_step_report",
    "/l1/time-entries/{entry_id}": "time_entry",
    "/note-templates/{template_id}": "note_template",
    "/notifications/{notification_id}": "notification",
    "/teams/{team_id}": "team",
    "/tickets/{ticket_id}": "ticket",
    "/users/{user_id}": "user",
    "/webhooks/{webhook_id}": "webhook",
    "/webhooks/{webhook_id}/deliveries/{delivery_id}": "delivery",
}
"""What each path parameter is the id of. A route with a new one fails the tests until it stands here."""

NOT_IDS = {
    "/ai/flow-builder/conversations/{conversation_id}/branches/{branch_id}": "b1",
    "/flows/imports/{import_id}/flows/{position}": "1",
    "/flows/{flow_id}/versions/{number}": "1",
    "/flows/{flow_id}/overlays/{client_id}/versions/{number}": "1",
}
"""Path parameters that are no ids, with a value that is there."""


@dataclass(frozen=True)
class Call:
    """``may``: any one of these lets a person in (none: everybody who is signed in; public: strangers too).

    ``on`` is the kind of thing to call it on, when it must be in another state than a new one. ``owned``: the thing
    must be the caller's own. ``answers``: the error code it gives in these tests in place of success, and why not.
    """

    may: tuple[Permission, ...] = SIGNED_IN
    body: Any = None
    on: str | None = None
    public: bool = False
    owned: bool = False
    answers: str | None = None

    def allows(self, role: Role, can_cover_l1: bool) -> bool:
        """Whether a person of the role may do it."""
        return not self.may or any(is_allowed(role, can_cover_l1, one) for one in self.may)


PUBLIC = Call(public=True)
OVERLAY = {"r": {"text": "Plug the red cable in."}}
STEP = {"node_id": "q", "option_id": "no"}
NOTES = {"resolution_notes": "Plugged it in.", "helpful": True}
PASSWORDS = {"current_password": "not my password", "new_password": "a new password of mine"}

CALLS: dict[str, Call] = {
    "GET /healthz": PUBLIC,
    "GET /readyz": PUBLIC,
    "GET /setup": PUBLIC,
    "POST /setup": PUBLIC,
    "POST /auth/sign-in": PUBLIC,
    "POST /auth/reset": PUBLIC,
    "POST /auth/reset/finish": PUBLIC,
    "POST /invitations/open": PUBLIC,
    "POST /invitations/accept": PUBLIC,
    "POST /auth/sign-out": Call(),
    "POST /auth/password": Call(body=PASSWORDS, answers="wrong_password"),
    "GET /auth/sessions": Call(),
    "DELETE /auth/sessions/{session_id}": Call(owned=True),
    "GET /live": Call(),
    "GET /notifications": Call(),
    "GET /notifications/unread": Call(),
    "POST /notifications/read": Call(body={"up_to": "$notification"}, owned=True),
    "POST /notifications/unread": Call(body={"read_at": "2026-01-01T00:00:00Z"}),
    "GET /notifications/preferences": Call(),
    "PATCH /notifications/preferences": Call(body={"choices": {"reminder": {"in_app": True, "by_mail": False}}}),
    "POST /notifications/{notification_id}/read": Call(owned=True),
    "POST /notifications/{notification_id}/unread": Call(owned=True),
    "GET /ai/flow-builder/conversations": Call(EDIT),
    "POST /ai/flow-builder/conversations": Call(EDIT, {"name": "Printer does not print"}),
    "GET /ai/flow-builder/conversations/{conversation_id}": Call(EDIT, owned=True),
    "PATCH /ai/flow-builder/conversations/{conversation_id}": Call(EDIT, {"environment": "Windows 11"}, owned=True),
    "DELETE /ai/flow-builder/conversations/{conversation_id}": Call(EDIT, owned=True),
    "POST /ai/flow-builder/conversations/{conversation_id}/scaffold": Call(EDIT, {}, owned=True),
    "PATCH /ai/flow-builder/conversations/{conversation_id}/branches/{branch_id}": Call(
        EDIT, {"title": "No power"}, owned=True
    ),
    "POST /ai/flow-builder/conversations/{conversation_id}/branches/{branch_id}/detail": Call(EDIT, {}, owned=True),
    "POST /ai/flow-builder/conversations/{conversation_id}/detail": Call(EDIT, {}, owned=True),
    "DELETE /ai/flow-builder/conversations/{conversation_id}/detail": Call(EDIT, owned=True),
    "POST /ai/flow-builder/conversations/{conversation_id}/assemble": Call(
        EDIT, on="worked_out_flow_build", owned=True
    ),
    "GET /account/ai-settings": Call(MANAGE),
    "PATCH /account/ai-settings": Call(MANAGE, {"send_no_ticket_text": True}),
    "POST /account/ai-settings/test": Call(MANAGE, answers="no_model_set"),
    "GET /ai/estimate": Call((Permission.DO_L1_WORK, Permission.EDIT_FLOWS)),
    "GET /ai/quota": Call((Permission.DO_L1_WORK, Permission.EDIT_FLOWS)),
    "GET /ai/usage": Call(MANAGE),
    "GET /ai/usage/calls": Call(MANAGE),
    "GET /webhooks": Call(MANAGE),
    "POST /webhooks": Call(MANAGE, WEBHOOK),
    "GET /webhooks/{webhook_id}": Call(MANAGE),
    "PATCH /webhooks/{webhook_id}": Call(MANAGE, {"name": "Another name"}),
    "DELETE /webhooks/{webhook_id}": Call(MANAGE),
    "POST /webhooks/{webhook_id}/secret": Call(MANAGE),
    "POST /webhooks/{webhook_id}/test": Call(MANAGE),
    "GET /webhooks/{webhook_id}/deliveries": Call(MANAGE),
    "POST /webhooks/{webhook_id}/deliveries/{delivery_id}/resend": Call(MANAGE),
    "GET /me": Call(),
    "PATCH /me": Call(body={"name": "Another name"}),
    "GET /users": Call(MANAGE),
    "GET /users/directory": Call(NAMES),
    "GET /users/{user_id}": Call(MANAGE),
    "PATCH /users/{user_id}": Call(MANAGE, {"name": "Another name"}),
    "POST /users/{user_id}/deactivate": Call(MANAGE),
    "POST /users/{user_id}/reactivate": Call(MANAGE, on="deactivated_user"),
    "POST /users/{user_id}/reset-link": Call(MANAGE),
    "GET /teams": Call(NAMES),
    "POST /teams": Call(MANAGE, {"name": "$name", "member_ids": ["$user"]}),
    "GET /teams/{team_id}": Call(NAMES),
    "PATCH /teams/{team_id}": Call(MANAGE, {"name": "$name", "member_ids": ["$user"]}),
    "DELETE /teams/{team_id}": Call(MANAGE),
    "GET /invitations": Call(MANAGE),
    "POST /invitations": Call(MANAGE, {"account_role": "l1_tech"}),
    "DELETE /invitations/{invitation_id}": Call(MANAGE),
    "GET /api-keys": Call(),
    "POST /api-keys": Call(body={"name": "Script"}),
    "DELETE /api-keys/{key_id}": Call(owned=True),
    "GET /account/settings": Call(MANAGE),
    "PATCH /account/settings": Call(MANAGE, {"idle_limit_hours": 48}),
    "GET /account/l1-settings": Call(MANAGE),
    "PATCH /account/l1-settings": Call(
        MANAGE, {"l1_categories": ["Printing"], "default_escalation_recipient_ids": ["$user"]}
    ),
    "GET /account/time-settings": Call(MANAGE),
    "PATCH /account/time-settings": Call(MANAGE, {"work_types": ["Helpdesk"]}),
    "GET /note-templates": Call(WALKS),
    "POST /note-templates": Call(MANAGE, {"name": "$name", "audience": "internal", "body": "{{ticket}}"}),
    "POST /note-templates/try": Call(WALKS, {"audience": "internal", "body": "{{ticket}}", "walk_id": "$walk"}),
    "PATCH /note-templates/{template_id}": Call(MANAGE, {"name": "$name"}),
    "DELETE /note-templates/{template_id}": Call(MANAGE),
    "GET /l1/sessions/{walk_id}/time-entries": Call(WALKS),
    "POST /l1/sessions/{walk_id}/time-entries": Call(L1, {"minutes": 5, "work_type": "On-site"}),
    "DELETE /l1/time-entries/{entry_id}": Call(WALKS, owned=True),
    "GET /home": Call(),
    "GET /palette": Call(),
    "GET /audit": Call(MANAGE),
    "GET /clients": Call(TICKETS),
    "POST /clients": Call(TICKETS, {"name": "$name"}),
    "GET /clients/{client_id}": Call(TICKETS),
    "PATCH /clients/{client_id}": Call(TICKETS, {"notes": "Pays late"}),
    "DELETE /clients/{client_id}": Call(TICKETS),
    "POST /clients/{client_id}/unarchive": Call(TICKETS),
    "GET /clients/{client_id}/overlays": Call(TICKETS),
    "GET /clients/{client_id}/tickets": Call(TICKETS),
    "GET /tickets": Call(TICKETS),
    "POST /tickets/next": Call(TICKETS, answers="queue_empty"),
    "POST /tickets": Call(TICKETS, {"title": "No sound", "client_id": "$client", "assignee_user_id": "$user"}),
    "GET /tickets/{ticket_id}": Call(TICKETS),
    "PATCH /tickets/{ticket_id}": Call(TICKETS, {"client_id": "$client", "assignee_user_id": "$user"}),
    "GET /flows": Call(LIBRARY),
    "POST /flows": Call(EDIT, {**FLOW, "owner_user_id": "$user"}),
    "GET /flows/categories": Call(LIBRARY),
    "POST /flows/validate": Call(body={"tree": TREE}),
    "POST /flows/try-evidence": Call(body={"evidence": {"kind": "text", "regex": "a+"}, "pasted": "aa"}),
    "POST /flows/match": Call(LIBRARY, {"problem_text": "The printer does not print"}),
    "GET /flows/starters": Call(EDIT),
    "POST /flows/starters": Call(EDIT, {"publish": True}),
    "POST /flows/import": Call(EDIT, {"files": [FLOW_FILE]}),
    "GET /flows/imports/{import_id}": Call(EDIT),
    "GET /flows/imports/{import_id}/flows/{position}": Call(EDIT, on="preview"),
    "GET /flows/{flow_id}/export": Call(LIBRARY),
    "GET /flows/{flow_id}": Call(LIBRARY),
    "PATCH /flows/{flow_id}": Call(EDIT, {"title": "Another title", "owner_user_id": "$user"}),
    "POST /flows/{flow_id}/archive": Call(EDIT),
    "POST /flows/{flow_id}/unarchive": Call(EDIT, on="archived_flow"),
    "POST /flows/{flow_id}/duplicate": Call(EDIT),
    "GET /flows/{flow_id}/draft": Call(EDIT),
    "PUT /flows/{flow_id}/draft": Call(EDIT, {"tree": TREE}),
    "DELETE /flows/{flow_id}/draft": Call(EDIT, on="edited_flow"),
    "POST /flows/{flow_id}/publish": Call(EDIT, {"note": "Better"}, on="draft"),
    "GET /flows/{flow_id}/versions": Call(LIBRARY),
    "GET /flows/{flow_id}/versions/{number}": Call(LIBRARY),
    "POST /flows/{flow_id}/versions/{number}/restore": Call(EDIT, {"note": "The old one"}),
    "GET /flows/{flow_id}/overlays": Call(TICKETS),
    "POST /flows/{flow_id}/overlays": Call(EDIT, {"client_id": "$client"}),
    "POST /flows/{flow_id}/overlays/try": Call(EDIT, {"changes": OVERLAY}),
    "GET /flows/{flow_id}/overlays/{client_id}": Call(TICKETS),
    "PUT /flows/{flow_id}/overlays/{client_id}": Call(EDIT, {"changes": OVERLAY}),
    "DELETE /flows/{flow_id}/overlays/{client_id}": Call(EDIT),
    "GET /flows/{flow_id}/overlays/{client_id}/versions": Call(TICKETS),
    "GET /flows/{flow_id}/overlays/{client_id}/versions/{number}": Call(TICKETS),
    "POST /l1/look-alikes": Call(TICKETS, {"problem_text": "It does not print", "client_id": "$client"}),
    "GET /flows/{flow_id}/step-reports": Call(EDIT),
    "POST /flows/{flow_id}/step-reports/{report_id}/done": Call(EDIT, {"note": "Said so"}),
    "POST /flows/{flow_id}/step-reports/{report_id}/reopen": Call(EDIT),
    "POST /l1/intake": Call(L1, {**PROBLEM, "flow_id": "$flow", "client_id": "$client"}),
    "GET /l1/escalations": Call(WALKS),
    "GET /l1/escalations/figures": Call(MANAGE),
    "POST /l1/escalations/preview": Call(L1, {**PROBLEM, "client_id": "$client"}),
    "POST /l1/escalations": Call(L1, {**PROBLEM, **ESCALATION, "recipient_ids": ["$user"], "client_id": "$client"}),
    "GET /l1/sessions": Call(WALKS),
    "GET /l1/sessions/{walk_id}": Call(WALKS),
    "GET /l1/sessions/{walk_id}/path": Call(WALKS),
    "GET /l1/sessions/{walk_id}/package": Call(WALKS),
    "GET /l1/sessions/{walk_id}/summary": Call(WALKS),
    "POST /l1/sessions/{walk_id}/step": Call(L1, STEP),
    "POST /l1/sessions/{walk_id}/back": Call(L1, {}, on="answered_walk"),
    "POST /l1/sessions/{walk_id}/next-node": Call(L1, {}, on="led_walk"),
    "POST /l1/sessions/{walk_id}/switch": Call(L1, {"flow_id": "$flow"}),
    "GET /l1/sessions/{walk_id}/attachments": Call(WALKS),
    "POST /l1/sessions/{walk_id}/attachments": Call(L1),
    "GET /l1/sessions/{walk_id}/attachments/{attachment_id}": Call(WALKS),
    "DELETE /l1/sessions/{walk_id}/attachments/{attachment_id}": Call(L1),
    "POST /l1/sessions/{walk_id}/attachments/{attachment_id}/restore": Call(L1),
    "POST /l1/sessions/{walk_id}/join": Call(L1),
    "POST /l1/sessions/{walk_id}/here": Call(WALKS),
    "GET /l1/sessions/{walk_id}/step-reports": Call(WALKS),
    "POST /l1/sessions/{walk_id}/step-reports": Call(WALKS, {"node_id": "q", "text": "Nobody has such a cable"}),
    "POST /l1/sessions/{walk_id}/step-reports/{report_id}/done": Call(EDIT, {"note": "Said so"}, on="led_walk"),
    "POST /l1/sessions/{walk_id}/step-reports/{report_id}/reopen": Call(EDIT, on="led_walk"),
    "POST /l1/sessions/{walk_id}/notes": Call(L1, {"walk_notes": ["Called back"]}),
    "POST /l1/sessions/{walk_id}/evidence": Call(WALKS, {"evidence": "Error 0x80070035"}),
    "POST /l1/sessions/{walk_id}/read-reply": Call(WALKS, {"text": "no, it is still off"}),
    "POST /l1/sessions/{walk_id}/waiting": Call(L1, {"waiting_on": "A new cable"}),
    "POST /l1/sessions/{walk_id}/resolve": Call(L1, NOTES),
    "POST /l1/sessions/{walk_id}/escalate": Call(L1, {**ESCALATION, "recipient_ids": ["$user"]}),
    "POST /l1/sessions/{walk_id}/abandon": Call(L1),
    "POST /l1/sessions/{walk_id}/reopen": Call(L1, on="resolved_walk"),
    "POST /l1/sessions/{walk_id}/take": Call((Permission.TAKE_OVER,), on="escalated_walk"),
}


def rule_of(operation: Operation) -> Call:
    """How the operation is called; one that is not in the table yet fails a test that says so."""
    return CALLS.get(str(operation), Call())


async def path_of(world: World, operation: Operation) -> str:
    """The operation's path with the ids of new things in the world's account."""
    on = rule_of(operation).on
    filled = operation.path
    for place, parameter in enumerate(operation.parameters):
        of_another_kind = on if place == 0 else None
        value = NOT_IDS.get(parameter) or await world.new(of_another_kind or KINDS[parameter])
        filled = filled.replace(parameter[parameter.rindex("{") :], value)
    return filled


async def body_of(world: World, operation: Operation) -> Json | None:
    """A good body."""
    filled: Json | None = await world.filled(rule_of(operation).body)
    return filled
