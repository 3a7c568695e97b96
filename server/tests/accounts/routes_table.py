"""Every route of accounts, who may use it, and a body that passes its form."""

from dataclasses import dataclass, field
from typing import Any

EVERYBODY = frozenset({"viewer", "l1_tech", "engineer", "admin", "owner"})
DESK = EVERYBODY - {"viewer"}
MANAGERS = frozenset({"admin", "owner"})
STRANGERS: frozenset[str] = frozenset()
"""Routes for people who are not signed in."""


@dataclass(frozen=True)
class Entry:
    """Who may use a route, and what to send it; ``text`` names the fields that hold free text."""

    roles: frozenset[str]
    body: dict[str, Any] | None = None
    text: tuple[str, ...] = field(default=())


PERSON = {"name": "Nina", "password": "correct horse battery"}

ROUTES: dict[tuple[str, str], Entry] = {
    ("GET", "/setup"): Entry(STRANGERS),
    ("POST", "/setup"): Entry(
        STRANGERS,
        {**PERSON, "account_name": "N", "email": "a@example.com"},
        ("account_name", "name", "email", "password", "token"),
    ),
    ("POST", "/auth/sign-in"): Entry(STRANGERS, {"email": "a@example.com", "password": "x"}, ("email", "password")),
    ("POST", "/auth/reset"): Entry(STRANGERS, {"email": "a@example.com"}, ("email",)),
    ("POST", "/auth/reset/finish"): Entry(
        STRANGERS, {"token": "t", "password": "correct horse battery"}, ("token", "password")
    ),
    ("POST", "/invitations/open"): Entry(STRANGERS, {"token": "t"}, ("token",)),
    ("POST", "/invitations/accept"): Entry(
        STRANGERS, {**PERSON, "token": "t", "email": "a@example.com"}, ("token", "name", "email", "password")
    ),
    ("POST", "/auth/sign-out"): Entry(EVERYBODY),
    ("GET", "/auth/sessions"): Entry(EVERYBODY),
    ("DELETE", "/auth/sessions/{session_id}"): Entry(EVERYBODY),
    ("POST", "/auth/password"): Entry(
        EVERYBODY,
        {"current_password": "x", "new_password": "correct horse battery"},
        ("current_password", "new_password"),
    ),
    ("GET", "/me"): Entry(EVERYBODY),
    ("PATCH", "/me"): Entry(EVERYBODY, {"name": "Nina"}, ("name", "time_zone")),
    ("GET", "/users"): Entry(MANAGERS),
    ("GET", "/users/directory"): Entry(DESK),
    ("GET", "/users/{user_id}"): Entry(MANAGERS),
    ("PATCH", "/users/{user_id}"): Entry(MANAGERS, {"name": "Nina"}, ("name", "account_role")),
    ("POST", "/users/{user_id}/deactivate"): Entry(MANAGERS),
    ("POST", "/users/{user_id}/reactivate"): Entry(MANAGERS),
    ("POST", "/users/{user_id}/reset-link"): Entry(MANAGERS),
    ("GET", "/invitations"): Entry(MANAGERS),
    ("POST", "/invitations"): Entry(MANAGERS, {"account_role": "viewer"}, ("email", "account_role")),
    ("DELETE", "/invitations/{invitation_id}"): Entry(MANAGERS),
    ("GET", "/teams"): Entry(DESK),
    ("POST", "/teams"): Entry(MANAGERS, {"name": "Desk"}, ("name",)),
    ("GET", "/teams/{team_id}"): Entry(DESK),
    ("PATCH", "/teams/{team_id}"): Entry(MANAGERS, {"name": "Desk"}, ("name",)),
    ("DELETE", "/teams/{team_id}"): Entry(MANAGERS),
    ("GET", "/api-keys"): Entry(EVERYBODY),
    ("POST", "/api-keys"): Entry(EVERYBODY, {"name": "script"}, ("name", "role", "expires_at")),
    ("DELETE", "/api-keys/{key_id}"): Entry(EVERYBODY),
    ("GET", "/account/settings"): Entry(MANAGERS),
    ("PATCH", "/account/settings"): Entry(MANAGERS, {"name": "Northwind"}, ("name",)),
    ("GET", "/account/l1-settings"): Entry(MANAGERS),
    ("PATCH", "/account/l1-settings"): Entry(MANAGERS, {"l1_categories": ["VPN"]}),
    ("GET", "/account/ai-settings"): Entry(MANAGERS),
    ("PATCH", "/account/ai-settings"): Entry(MANAGERS, {"playbook_on": True}, ("model", "base_url", "api_key")),
    ("POST", "/account/ai-settings/test"): Entry(MANAGERS),
    ("GET", "/account/time-settings"): Entry(MANAGERS),
    ("PATCH", "/account/time-settings"): Entry(MANAGERS, {"rounding_minutes": 15}),
    ("GET", "/audit"): Entry(MANAGERS),
}
