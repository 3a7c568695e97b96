"""HTTP routes of notifications, all under ``/api/v1``."""

from resolutionflow.notifications.routes import live

routers = [live.router]
