"""Bodies of set-up, sign-in, sessions, passwords and API keys."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from resolutionflow.accounts.roles import Permission, Role
from resolutionflow.accounts.schemas.fields import (
    Email,
    GivenPassword,
    Moment,
    NewPassword,
    Payload,
    Preference,
    PreferenceName,
    TimeZone,
    Token,
)
from resolutionflow.kit.text import Line


@dataclass(frozen=True, slots=True)
class Browser:
    """What is kept about a browser that signs in; ``token`` is the session it had before."""

    address: str
    user_agent: str
    token: str | None


class SetupState(BaseModel):
    """Whether this installation waits for its first owner, and whether the token printed by ``serve`` is asked for."""

    needed: bool
    token_needed: bool


class Setup(Payload):
    """The first account and its owner."""

    account_name: Line
    name: Line
    email: Email
    password: NewPassword = Field(repr=False)
    token: Token | None = Field(None, repr=False, description="Printed by `serve`; not needed on the same machine.")


class SignIn(Payload):
    """An e-mail address and a password."""

    email: Email
    password: GivenPassword = Field(repr=False)


class PasswordChange(Payload):
    """The present password and the one to come. Every other session of the person ends."""

    current_password: GivenPassword = Field(repr=False)
    new_password: NewPassword = Field(repr=False)


class ResetRequest(Payload):
    """Whose password is forgotten. The answer is the same whether or not the address is known here."""

    email: Email


class ResetAccepted(BaseModel):
    """What is said to everybody who asks for a reset link."""

    detail: str = "If this address is known here, a link is on its way to it. It works once, for two hours."


class PasswordReset(Payload):
    """The token of a reset link and the new password. Every session of the person ends."""

    token: Token = Field(repr=False)
    password: NewPassword = Field(repr=False)


class Me(BaseModel):
    """The person that the request acts for and what the screens need to know about them.

    ``l1_categories`` is null for those who may not read the names of categories.
    """

    id: UUID
    account_id: UUID
    account_name: str
    email: str
    name: str
    account_role: Role
    can_cover_l1: bool
    time_zone: str | None
    preferences: dict[str, bool | int | str]
    permissions: list[Permission]
    l1_categories: list[str] | None
    mail_configured: bool
    version: int


class MeChange(Payload):
    """What a person changes about themselves. A preference set to null is forgotten; those not named stay."""

    name: Line | None = None
    time_zone: TimeZone | None = None
    preferences: dict[PreferenceName, Preference] | None = Field(None, max_length=50)


class SessionShown(BaseModel):
    """A browser that is signed in; ``current`` is the one that asks."""

    id: UUID
    current: bool
    user_agent: str | None
    ip_address: str | None
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


class SessionList(BaseModel):
    """Every browser in which the person is signed in, the newest first."""

    items: list[SessionShown]


class ApiKeyNew(Payload):
    """A key to be made. Without ``role`` it gets the role of its maker, above which it never goes."""

    name: Line
    role: Role | None = None
    expires_at: Moment | None = None


class ApiKeyShown(BaseModel):
    """A key as listed; ``hint`` is its last four characters."""

    id: UUID
    name: str
    role: Role
    hint: str
    user_id: UUID
    user_name: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


class ApiKeyMade(ApiKeyShown):
    """A new key with its ``secret``, which is shown this once. Send it as ``Authorization: Bearer``."""

    secret: str
