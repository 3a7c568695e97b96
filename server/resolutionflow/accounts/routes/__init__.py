"""HTTP routes of accounts, all under ``/api/v1``."""

from resolutionflow.accounts.routes import (
    api_keys,
    audit,
    auth,
    invitations,
    joining,
    me,
    passwords,
    settings,
    setup,
    teams,
    users,
)

routers = [
    setup.router,
    auth.router,
    passwords.router,
    me.router,
    users.router,
    joining.router,
    invitations.router,
    teams.router,
    api_keys.router,
    settings.router,
    audit.router,
]
