"""Bodies of people, invitations and teams."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints

from resolutionflow.accounts.roles import Role
from resolutionflow.accounts.schemas.fields import Email, NewPassword, Payload, Token
from resolutionflow.kit.text import Line


class UserShown(BaseModel):
    """A person of the account; ``deleted_at`` is set when they are deactivated."""

    id: UUID
    email: str
    name: str
    account_role: Role
    can_cover_l1: bool
    last_seen_at: datetime | None
    created_at: datetime
    deleted_at: datetime | None
    version: int


class UserChange(Payload):
    """What an owner or admin changes about a person."""

    name: Line | None = None
    account_role: Role | None = None
    can_cover_l1: bool | None = None


class DirectoryEntry(BaseModel):
    """A person's name, for choosing recipients."""

    id: UUID
    name: str
    account_role: Role


class LinkMade(BaseModel):
    """A link that is shown this once, and until when it works."""

    id: UUID
    token: str
    link: str
    expires_at: datetime


class InvitationStatus(StrEnum):
    """What has become of an invitation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


class InvitationNew(Payload):
    """Who is invited as what. With ``email`` only that address can accept, and it is mailed when mail is set up."""

    account_role: Role
    can_cover_l1: bool = False
    email: Email | None = None


class InvitationShown(BaseModel):
    """An invitation as listed."""

    id: UUID
    email: str | None
    account_role: Role
    can_cover_l1: bool
    status: InvitationStatus
    invited_by_name: str
    created_at: datetime
    expires_at: datetime


class InvitationMade(InvitationShown):
    """A new invitation with its ``link``, which is shown this once; ``mailed`` says whether it is also mailed."""

    token: str
    link: str
    mailed: bool


class InvitationToken(Payload):
    """The token of an invitation link."""

    token: Token = Field(repr=False)


class InvitationOpened(BaseModel):
    """What an invited person sees: where they are invited, as what, and the address it was sent to."""

    account_name: str
    invited_by_name: str
    account_role: Role
    email: str | None
    expires_at: datetime


class InvitationAccept(Payload):
    """The invited person. ``email`` may be left out when the invitation names an address."""

    token: Token = Field(repr=False)
    name: Line
    email: Email | None = None
    password: NewPassword = Field(repr=False)


TeamName = Annotated[Line, StringConstraints(max_length=100)]
MemberIds = Annotated[list[UUID], Field(max_length=1_000)]


class TeamNew(Payload):
    """A team to be made."""

    name: TeamName
    member_ids: MemberIds = Field(default_factory=list)


class TeamChange(Payload):
    """What changes about a team; ``member_ids`` is the whole new list."""

    name: TeamName | None = None
    member_ids: MemberIds | None = None


class TeamShown(BaseModel):
    """A team and who is in it (deactivated people are left out)."""

    id: UUID
    name: str
    members: list[DirectoryEntry]
    created_at: datetime
    version: int
