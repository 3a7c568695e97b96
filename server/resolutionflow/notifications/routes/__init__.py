"""HTTP routes of notifications, all under ``/api/v1``."""

from resolutionflow.notifications.routes import live, notifications, webhooks

routers = [live.router, notifications.router, webhooks.router]
