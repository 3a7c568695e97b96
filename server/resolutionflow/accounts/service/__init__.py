"""What accounts do; other domains use what stands here."""

from resolutionflow.accounts.service.access import (
    actor_of,
    hash_password,
    list_sessions,
    password_matches,
    prolong_session,
    revoke_session,
    sign_out,
    start_session,
)
from resolutionflow.accounts.service.audit import list_audit
from resolutionflow.accounts.service.housekeeping import tidy_account, tidy_everywhere
from resolutionflow.accounts.service.invitations import invitation_letter, invite, list_invitations, revoke_invitation
from resolutionflow.accounts.service.joining import accept_invitation, open_invitation
from resolutionflow.accounts.service.keys import list_api_keys, make_api_key, make_key_for, revoke_api_key
from resolutionflow.accounts.service.me import change_me, get_self, me_of, show_me, zone_of
from resolutionflow.accounts.service.passwords import (
    change_password,
    check_reset,
    finish_reset,
    make_reset_link,
    request_reset,
    reset_for_request,
)
from resolutionflow.accounts.service.people import (
    active_people,
    change_user,
    deactivate_user,
    list_users,
    reactivate_user,
    read_directory,
    show_user,
    tombstone_id,
)
from resolutionflow.accounts.service.purging import purge_person
from resolutionflow.accounts.service.settings import (
    change_l1_settings,
    change_settings,
    settings_of,
    show_l1_settings,
    show_settings,
)
from resolutionflow.accounts.service.setup import account_form, make_account, set_up, set_up_needed
from resolutionflow.accounts.service.sign_in import count_attempt, find_candidate, settle_attempt
from resolutionflow.accounts.service.teams import change_team, delete_team, list_teams, make_team, show_team

__all__ = [
    "accept_invitation",
    "account_form",
    "active_people",
    "actor_of",
    "change_l1_settings",
    "change_me",
    "change_password",
    "change_settings",
    "change_team",
    "change_user",
    "check_reset",
    "count_attempt",
    "deactivate_user",
    "delete_team",
    "find_candidate",
    "finish_reset",
    "get_self",
    "hash_password",
    "invitation_letter",
    "invite",
    "list_api_keys",
    "list_audit",
    "list_invitations",
    "list_sessions",
    "list_teams",
    "list_users",
    "make_account",
    "make_api_key",
    "make_key_for",
    "make_reset_link",
    "make_team",
    "me_of",
    "open_invitation",
    "password_matches",
    "prolong_session",
    "purge_person",
    "reactivate_user",
    "read_directory",
    "request_reset",
    "reset_for_request",
    "revoke_api_key",
    "revoke_invitation",
    "revoke_session",
    "set_up",
    "set_up_needed",
    "settings_of",
    "settle_attempt",
    "show_l1_settings",
    "show_me",
    "show_settings",
    "show_team",
    "show_user",
    "sign_out",
    "start_session",
    "tidy_account",
    "tidy_everywhere",
    "tombstone_id",
    "zone_of",
]
