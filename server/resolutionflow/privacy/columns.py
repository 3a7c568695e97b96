"""What becomes of each text column when a person is purged; a test holds this table to the schema."""

from enum import StrEnum


class Fate(StrEnum):
    """What becomes of a column in a purged person's rows."""

    NO_WORDS = "holds no words of a person: states, kinds, names of things"
    ROW_DELETED = "its row is deleted"
    CLEARED = "is emptied"
    TAKEN_OUT = "is a list or log entry out of which the person is taken"
    CLIENTS_MATTER = "stays: it says what a client's problem was, or is the account's knowledge, not the person's own"


def _columns(no_words: str = "", **others: str) -> dict[str, Fate]:
    found = dict.fromkeys(no_words.split(), Fate.NO_WORDS)
    for fate, names in others.items():
        found |= dict.fromkeys(names.split(), Fate[fate.upper()])
    return found


FATES: dict[str, dict[str, Fate]] = {
    "access_tokens": _columns(row_deleted="kind role"),
    "account_settings": _columns("l1_categories", taken_out="default_escalation_recipient_ids"),
    "accounts": _columns("name plan"),
    "ai_conversations": _columns(row_deleted="status messages wizard_state generated_tree"),
    "ai_plans": _columns("name"),
    "ai_reservations": _columns("task provider model unit state"),
    "ai_settings": _columns("provider model base_url api_key_hint"),
    "ai_units": _columns("kind"),
    "ai_usage": _columns("task provider model prompt_version error request_id"),
    "api_keys": _columns(row_deleted="name role hint"),
    "attachments": _columns(row_deleted="place node_id name media_type"),
    "audit_events": _columns("action subject_kind", taken_out="subject_id", cleared="details"),
    "clients": _columns(clients_matter="name notes facts"),
    "escalation_words": _columns(clients_matter="word"),
    "flow_drafts": _columns(clients_matter="tree"),
    "flow_import_items": _columns("outcome format", clients_matter="name content flow title problem findings"),
    "flow_imports": _columns("problem"),
    "flow_overlay_versions": _columns(clients_matter="changes base note"),
    "flow_proposals": _columns(
        "proposal_type problem_domain status source linked_ticket_id linked_ticket_kind supporting_session_ids",
        cleared="reviewer_notes",
        clients_matter="title description proposed_flow_data proposed_diff",
    ),
    "flow_versions": _columns(clients_matter="tree authored_tree note"),
    "flows": _columns("category tags status", clients_matter="title title_key search_text description"),
    "idempotency_keys": _columns(row_deleted="route key"),
    "invitations": _columns("account_role", cleared="email"),
    "l1_walk_events": _columns(
        "kind node_id option_id answer next_node_id made_by idempotency_key node", cleared="l1_note evidence details"
    ),
    "l1_walk_nodes": _columns("way source label failure", clients_matter="node knowledge"),
    "l1_walk_sessions": _columns(
        "acting_as ticket_id ticket_kind session_kind category pending_node current_node_id status pending_node_id"
        " escalation_reason_category rejected_candidates escalation_missing escalation_step switches waiting_for",
        cleared="walk_notes resolution_notes escalation_reason escalation_package escalation_override_reason"
        " waiting_on",
        taken_out="escalation_recipient_ids",
        clients_matter="problem_text",
    ),
    "notification_choices": _columns(row_deleted="choices"),
    "notifications": _columns(row_deleted="kind event title body link mail"),
    "webhook_deliveries": _columns("kind event payload status problem"),
    "webhook_endpoints": _columns("name url kinds"),
    "match_subjects": _columns("category", clients_matter="title"),
    "match_tickets": _columns(row_deleted="problem_text"),
    "step_reports": _columns("node_id", clients_matter="node_text text should_say done_note"),
    "sign_in_attempts": _columns(row_deleted="subject"),
    "sign_in_names": _columns(row_deleted="email"),
    "note_templates": _columns("name audience body"),
    "teams": _columns("name"),
    "tickets": _columns(
        "kind external_id link category priority status", clients_matter="title description contact asset"
    ),
    "time_entries": _columns("work_type", cleared="note"),
    "time_settings": _columns("work_types"),
    "user_sessions": _columns(row_deleted="user_agent ip_address"),
    "users": _columns(row_deleted="email name account_role password_hash time_zone preferences"),
}
"""By table and column. A column that is not here fails a test: say what becomes of it, and make it so."""
