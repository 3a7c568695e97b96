"""What the contract says of ``l1_walk_sessions``, ``flow_proposals`` and ``ai_conversations``, as data.

A column is (type, null, default); ``ours`` marks what the contract does not have.
"""

from typing import NamedTuple


class Column(NamedTuple):
    type: str
    null: bool = False
    default: str | None = None


class Key(NamedTuple):
    columns: str
    table: str
    on_delete: str


class Table(NamedTuple):
    columns: dict[str, Column]
    ours: dict[str, Column]
    keys: set[Key]
    indexes: dict[str, str]
    checks: dict[str, str]


UUID, TEXT, JSONB, BOOLEAN, INTEGER, FLOAT = "uuid", "text", "jsonb", "boolean", "integer", "double precision"
MOMENT = "timestamp with time zone"
NOW = "now()"


def string(length: int) -> str:
    return f"character varying({length})"


def text_default(value: str) -> str:
    return f"'{value}'::character varying"


WALKS = Table(
    columns={
        "account_id": Column(UUID),
        "id": Column(UUID),
        "created_by_user_id": Column(UUID),
        "acting_as": Column(string(30), null=True),
        "ticket_id": Column(string(64)),
        "ticket_kind": Column(string(10)),
        "session_kind": Column(string(20)),
        "flow_id": Column(UUID, null=True),
        "flow_proposal_id": Column(UUID, null=True),
        "category": Column(string(100), null=True),
        "problem_text": Column(TEXT, null=True),
        "pending_node": Column(JSONB, null=True),
        "current_node_id": Column(string(100), null=True),
        "walk_notes": Column(JSONB, default="'[]'::jsonb"),
        "status": Column(string(20), default=text_default("active")),
        "resolution_notes": Column(TEXT, null=True),
        "helpful": Column(BOOLEAN, null=True),
        "escalation_reason": Column(TEXT, null=True),
        "escalation_reason_category": Column(string(30), null=True),
        "started_at": Column(MOMENT, default=NOW),
        "last_step_at": Column(MOMENT, default=NOW),
        "resolved_at": Column(MOMENT, null=True),
    },
    ours={
        "flow_version_id": Column(UUID, null=True),
        "pending_node_id": Column(string(100), null=True),
        "version": Column(INTEGER, default="1"),
        "step_count": Column(INTEGER, default="0"),
        "undone_count": Column(INTEGER, default="0"),
        "event_count": Column(INTEGER, default="0"),
        "notes_version": Column(INTEGER, default="1"),
        "client_id": Column(UUID, null=True),
        "match_score": Column(FLOAT, null=True),
        "rejected_candidates": Column(JSONB, null=True),
        "switches": Column(JSONB, default="'[]'::jsonb"),
        "waiting_on": Column(string(500), null=True),
        "waiting_for": Column(string(10), null=True),
        "reminded_at": Column(MOMENT, null=True),
        "waiting_until": Column(MOMENT, null=True),
        "escalated_at": Column(MOMENT, null=True),
        "escalation_package": Column(JSONB, null=True),
        "escalation_missing": Column(JSONB, default="'[]'::jsonb"),
        "escalation_override_reason": Column(TEXT, null=True),
        "escalation_recipient_ids": Column(JSONB, default="'[]'::jsonb"),
        "escalation_step": Column(string(300), null=True),
        "assigned_to_user_id": Column(UUID, null=True),
        "taken_over_at": Column(MOMENT, null=True),
        "ended_at": Column(MOMENT, null=True),
        "overlay_version_id": Column(UUID, null=True),  # a walk is pinned to its client's version of the flow too
    },
    keys={
        Key("account_id", "accounts", "CASCADE"),
        Key("account_id, created_by_user_id", "users", "RESTRICT"),
        Key("account_id, flow_id", "flows", "SET NULL (flow_id)"),
        Key("account_id, flow_proposal_id", "flow_proposals", "SET NULL (flow_proposal_id)"),
        Key("account_id, flow_version_id", "flow_versions", "RESTRICT"),
        Key("account_id, client_id", "clients", "SET NULL (client_id)"),
        Key("account_id, overlay_version_id", "flow_overlay_versions", "RESTRICT"),
        Key("account_id, assigned_to_user_id", "users", "SET NULL (assigned_to_user_id)"),
    },
    indexes={
        "pk_l1_walk_sessions": "(account_id, id)",
        "ix_l1_walk_sessions_account_id_created_by_user_id": (
            "(account_id, created_by_user_id, last_step_at DESC, id DESC)"
        ),
        "ix_l1_walk_sessions_account_id_status": "(account_id, status, last_step_at DESC, id DESC)",
        "ix_l1_walk_sessions_account_id_last_step_at": "(account_id, last_step_at DESC, id DESC)",
        "ix_l1_walk_sessions_escalated": (
            "(account_id, last_step_at DESC, id) WHERE ((status)::text = 'escalated'::text)"
        ),
        "ix_l1_walk_sessions_once_escalated": (
            "(account_id, escalated_at DESC, id DESC) WHERE (escalated_at IS NOT NULL)"
        ),
        "ix_l1_walk_sessions_taken": (
            "(account_id, escalated_at DESC, id DESC)"
            " WHERE ((escalated_at IS NOT NULL) AND ((status)::text = 'active'::text))"
        ),
        "ix_l1_walk_sessions_escalated_category": (
            "(account_id, category, escalated_at DESC, id DESC) WHERE (escalated_at IS NOT NULL)"
        ),
        "ix_l1_walk_sessions_account_id_started_at": "(account_id, started_at) INCLUDE (flow_id, status, escalated_at)",
        "ix_l1_walk_sessions_waiting": "(account_id, waiting_until, id) WHERE (waiting_on IS NOT NULL)",
        "ix_l1_walk_sessions_to_remind": (
            "(account_id, waiting_until) WHERE ((waiting_until IS NOT NULL) AND (reminded_at IS NULL))"
        ),
        "ix_l1_walk_sessions_account_id_ticket_id": "(account_id, ticket_id, ticket_kind)",
        "ix_l1_walk_sessions_account_id_flow_id": "(account_id, flow_id)",
        "ix_l1_walk_sessions_account_id_flow_version_id": "(account_id, flow_version_id)",
        "ix_l1_walk_sessions_flow_proposal_id": "(account_id, flow_proposal_id) WHERE (flow_proposal_id IS NOT NULL)",
        "ix_l1_walk_sessions_client_id": "(account_id, client_id) WHERE (client_id IS NOT NULL)",
        "ix_l1_walk_sessions_overlay_version_id": (
            "(account_id, overlay_version_id) WHERE (overlay_version_id IS NOT NULL)"
        ),
        "ix_l1_walk_sessions_assigned_to_user_id": (
            "(account_id, assigned_to_user_id) WHERE (assigned_to_user_id IS NOT NULL)"
        ),
    },
    checks={
        "ck_l1_walk_sessions_ticket_kind": "ticket_kind in ('psa', 'internal')",
        "ck_l1_walk_sessions_session_kind": "session_kind in ('flow', 'proposal', 'adhoc', 'ai_build')",
        "ck_l1_walk_sessions_status": "status in ('active', 'resolved', 'escalated', 'abandoned')",
        "ck_l1_walk_sessions_waiting_for": "waiting_for in ('customer', 'vendor', 'colleague', 'time')",
        "ck_l1_walk_sessions_target_consistency": (
            "(session_kind = 'flow' and flow_id is not null and flow_proposal_id is null)"
            " or (session_kind = 'proposal' and flow_proposal_id is not null and flow_id is null)"
            " or (session_kind in ('adhoc', 'ai_build') and flow_id is null and flow_proposal_id is null)"
        ),
    },
)

PROPOSALS = Table(
    columns={
        "account_id": Column(UUID),
        "id": Column(UUID),
        "team_id": Column(UUID, null=True),
        "source_session_id": Column(UUID, null=True),
        "l1_session_id": Column(UUID, null=True),
        "proposal_type": Column(string(30)),
        "target_flow_id": Column(UUID, null=True),
        "title": Column(string(255)),
        "description": Column(TEXT, null=True),
        "proposed_flow_data": Column(JSONB),
        "proposed_diff": Column(JSONB, null=True),
        "confidence_score": Column(FLOAT, default="0.0"),
        "supporting_session_count": Column(INTEGER, default="1"),
        "supporting_session_ids": Column(JSONB, default="'[]'::jsonb"),
        "problem_domain": Column(string(100), null=True),
        "status": Column(string(30), default=text_default("pending")),
        "reviewed_by": Column(UUID, null=True),
        "reviewer_notes": Column(TEXT, null=True),
        "published_flow_id": Column(UUID, null=True),
        "source": Column(string(30), default=text_default("manual_draft")),
        "linked_ticket_id": Column(string(64), null=True),
        "linked_ticket_kind": Column(string(10), null=True),
        "validated_by_outcome": Column(BOOLEAN, default="false"),
        "created_at": Column(MOMENT, default=NOW),
        "reviewed_at": Column(MOMENT, null=True),
    },
    ours={"kb_document_id": Column(UUID, null=True), "archived_at": Column(MOMENT, null=True)},
    keys={
        Key("account_id", "accounts", "CASCADE"),
        Key("account_id, team_id", "teams", "SET NULL (team_id)"),
        Key("account_id, l1_session_id", "l1_walk_sessions", "CASCADE"),
        Key("account_id, target_flow_id", "flows", "SET NULL (target_flow_id)"),
        Key("account_id, reviewed_by", "users", "SET NULL (reviewed_by)"),
        Key("account_id, published_flow_id", "flows", "SET NULL (published_flow_id)"),
    },
    indexes={
        "pk_flow_proposals": "(account_id, id)",
        "ix_flow_proposals_account_id_team_id": "(account_id, team_id)",
        "ix_flow_proposals_account_id_source_session_id": "(account_id, source_session_id)",
        "ix_flow_proposals_account_id_l1_session_id": "(account_id, l1_session_id)",
        "ix_flow_proposals_account_id_kb_document_id": "(account_id, kb_document_id)",
        "ix_flow_proposals_account_id_status": "(account_id, status, created_at DESC, id)",
        "ix_flow_proposals_account_id_target_flow_id": "(account_id, target_flow_id)",
        "ix_flow_proposals_account_id_published_flow_id": "(account_id, published_flow_id)",
        "ix_flow_proposals_account_id_reviewed_by": "(account_id, reviewed_by)",
    },
    checks={
        "ck_flow_proposals_type": "proposal_type in ('new_flow', 'enhancement', 'branch_addition', 'auto_reinforced')",
        "ck_flow_proposals_status": (
            "status in ('pending', 'approved', 'modified', 'rejected', 'dismissed', 'auto_reinforced')"
        ),
        "ck_flow_proposals_source": "source in ('ai_realtime_l1', 'kb_accelerator', 'manual_draft', 'ai_promoted')",
        "ck_flow_proposals_linked_ticket_kind": (
            "linked_ticket_kind is null or linked_ticket_kind in ('psa', 'internal')"
        ),
        "ck_flow_proposals_exactly_one_source": (
            "num_nonnulls(source_session_id, l1_session_id, kb_document_id) = 1 or (source = 'manual_draft'"
            " and num_nonnulls(source_session_id, l1_session_id, kb_document_id) = 0)"
        ),
        "ck_flow_proposals_confidence_score": "confidence_score between 0.0 and 1.0",
    },
)

CONVERSATIONS = Table(
    columns={
        "account_id": Column(UUID),
        "id": Column(UUID),
        "user_id": Column(UUID),
        "status": Column(string(20), default=text_default("foundation")),
        "messages": Column(JSONB, default="'[]'::jsonb"),
        "wizard_state": Column(JSONB, default="'{}'::jsonb"),
        "generated_tree": Column(JSONB, null=True),
        "question_rounds": Column(INTEGER, default="0"),
        "expires_at": Column(MOMENT),
        "created_at": Column(MOMENT, default=NOW),
        "updated_at": Column(MOMENT, default=NOW),
    },
    ours={"row_version": Column(INTEGER, default="1"), "flow_id": Column(UUID, null=True)},
    keys={
        Key("account_id", "accounts", "CASCADE"),
        Key("account_id, user_id", "users", "CASCADE"),
        Key("account_id, flow_id", "flows", "SET NULL (flow_id)"),
    },
    indexes={
        "pk_ai_conversations": "(account_id, id)",
        "ix_ai_conversations_account_id_user_id": "(account_id, user_id, created_at DESC, id DESC)",
        "ix_ai_conversations_ending": "(account_id, expires_at) WHERE ((status)::text <> 'completed'::text)",
        "ix_ai_conversations_flow_id": "(account_id, flow_id) WHERE (flow_id IS NOT NULL)",
    },
    checks={
        "ck_ai_conversations_status": (
            "status in ('foundation', 'scaffolding', 'detailing', 'reviewing', 'completed', 'expired')"
        ),
    },
)

TABLES = {"l1_walk_sessions": WALKS, "flow_proposals": PROPOSALS, "ai_conversations": CONVERSATIONS}
