"""Tables of accounts, people and what lets them in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, Integer, LargeBinary, String, func, text
from sqlalchemy.orm import Mapped, mapped_column

from resolutionflow.accounts.roles import MANAGERS, Role
from resolutionflow.kit.ids import new_id
from resolutionflow.platform.db import Base, CreatedAt, InAccount, Json, JsonList, within_account

_ROLES = "('owner', 'admin', 'engineer', 'l1_tech', 'viewer')"


class Account(Base):
    """One MSP: the tenant. A global table."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(200))
    plan: Mapped[str] = mapped_column(String(40), server_default="self_hosted")
    created_at: Mapped[CreatedAt]


class User(InAccount, Base):
    """A person of an account. ``deleted_at`` set: deactivated, kept because their work names them."""

    __tablename__ = "users"
    __table_args__ = (
        CheckConstraint(f"account_role in {_ROLES}", name="account_role"),
        Index("ix_users_account_id_name", "account_id", "name"),
    )

    email: Mapped[str] = mapped_column(String(320))
    name: Mapped[str] = mapped_column(String(200))
    account_role: Mapped[str] = mapped_column(String(20))
    can_cover_l1: Mapped[bool] = mapped_column(server_default=text("false"))
    is_tombstone: Mapped[bool] = mapped_column(server_default=text("false"))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    time_zone: Mapped[str | None] = mapped_column(String(60))
    preferences: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    last_seen_at: Mapped[datetime | None]
    created_at: Mapped[CreatedAt]
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())
    deleted_at: Mapped[datetime | None]

    @property
    def can_manage_account(self) -> bool:
        """Say whether this person manages the account: the one place that knows which roles do."""
        return Role(self.account_role) in MANAGERS


class SignInName(Base):
    """An e-mail address (case-folded) under which somebody signs in, unique over all accounts. A global table."""

    __tablename__ = "sign_in_names"
    __table_args__ = (
        within_account("user_id", "users", "CASCADE"),
        Index("ix_sign_in_names_account_id_user_id", "account_id", "user_id"),
    )

    email: Mapped[str] = mapped_column(String(320), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    user_id: Mapped[UUID]


class AccessToken(Base):
    """The hash of a secret that somebody holds and what it opens. A global table: it is how an account is found.

    ``kind``: ``session`` (a browser), ``api_key``, ``invitation``, ``reset``. ``id`` is the row in the table of
    that kind, when it has one; ``role`` is the ceiling of an API key.
    """

    __tablename__ = "access_tokens"
    __table_args__ = (
        CheckConstraint("kind in ('session', 'api_key', 'invitation', 'reset')", name="kind"),
        within_account("user_id", "users", "CASCADE"),
        Index("ix_access_tokens_account_id_user_id", "account_id", "user_id"),
        Index("ix_access_tokens_expires_at", "expires_at"),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    id: Mapped[UUID] = mapped_column(default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    user_id: Mapped[UUID | None]
    role: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[CreatedAt]
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]


class SignInAttempt(Base):
    """A failed try to sign in, counted before any password is hashed. A global table, emptied by a job."""

    __tablename__ = "sign_in_attempts"
    __table_args__ = (Index("ix_sign_in_attempts_subject_created_at", "subject", "created_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    subject: Mapped[str] = mapped_column(String(340))
    created_at: Mapped[CreatedAt]


class UserSession(InAccount, Base):
    """A browser that is signed in; its secret is an ``AccessToken``."""

    __tablename__ = "user_sessions"
    __table_args__ = (
        within_account("user_id", "users", "CASCADE"),
        Index("ix_user_sessions_account_id_user_id", "account_id", "user_id"),
    )

    user_id: Mapped[UUID]
    user_agent: Mapped[str | None] = mapped_column(String(300))
    ip_address: Mapped[str | None] = mapped_column(String(60))
    created_at: Mapped[CreatedAt]


class ApiKey(InAccount, Base):
    """A key with which a program acts as a person, never above that person's role."""

    __tablename__ = "api_keys"
    __table_args__ = (
        CheckConstraint(f"role in {_ROLES}", name="role"),
        within_account("user_id", "users", "CASCADE"),
        Index("ix_api_keys_account_id_user_id", "account_id", "user_id"),
    )

    user_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    hint: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Invitation(InAccount, Base):
    """A link that lets one person join with a role."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint(f"account_role in {_ROLES}", name="account_role"),
        within_account("invited_by_user_id", "users", "CASCADE"),
        within_account("accepted_by_user_id", "users", "SET NULL"),
        Index("ix_invitations_account_id_created_at", "account_id", "created_at"),
    )

    email: Mapped[str | None] = mapped_column(String(320))
    account_role: Mapped[str] = mapped_column(String(20))
    can_cover_l1: Mapped[bool] = mapped_column(server_default=text("false"))
    invited_by_user_id: Mapped[UUID]
    accepted_by_user_id: Mapped[UUID | None]
    created_at: Mapped[CreatedAt]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Team(InAccount, Base):
    """A group of users inside an account."""

    __tablename__ = "teams"
    __table_args__ = (Index("uq_teams_account_id_name", "account_id", "name", unique=True),)

    name: Mapped[str] = mapped_column(String(100))
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    created_at: Mapped[CreatedAt]


class TeamMember(Base):
    """That a user is in a team."""

    __tablename__ = "team_members"
    __table_args__ = (
        within_account("team_id", "teams", "CASCADE"),
        within_account("user_id", "users", "CASCADE"),
        Index("ix_team_members_account_id_user_id", "account_id", "user_id"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[UUID] = mapped_column(primary_key=True)


class AccountSettings(Base):
    """What owners and admins set for their account."""

    __tablename__ = "account_settings"
    __table_args__ = (
        CheckConstraint("match_threshold is null or match_threshold between 0 and 1", name="match_threshold"),
        CheckConstraint("suggest_threshold is null or suggest_threshold between 0 and 1", name="suggest_threshold"),
        CheckConstraint("idle_limit_hours between 1 and 8760", name="idle_limit_hours"),
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    l1_categories: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    default_escalation_recipient_ids: Mapped[JsonList] = mapped_column(server_default=text("'[]'"))
    match_threshold: Mapped[float | None] = mapped_column(Float)
    suggest_threshold: Mapped[float | None] = mapped_column(Float)
    idle_limit_hours: Mapped[int] = mapped_column(Integer, server_default=text("24"))
    row_version: Mapped[int] = mapped_column(Integer, server_default=text("1"))
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now(), onupdate=func.now())


class AuditEvent(InAccount, Base):
    """Something that must be accounted for: who did what to which thing, when. Appended, never edited."""

    __tablename__ = "audit_events"
    __table_args__ = (
        within_account("user_id", "users", "SET NULL"),
        Index("ix_audit_events_account_id_created_at_id", "account_id", text("created_at desc"), text("id desc")),
        Index("ix_audit_events_account_id_action", "account_id", "action"),
        Index("ix_audit_events_account_id_user_id", "account_id", "user_id"),
    )

    user_id: Mapped[UUID | None]
    action: Mapped[str] = mapped_column(String(60))
    subject_kind: Mapped[str | None] = mapped_column(String(40))
    subject_id: Mapped[str | None] = mapped_column(String(64))
    details: Mapped[Json] = mapped_column(server_default=text("'{}'"))
    created_at: Mapped[CreatedAt]
