"""What other domains ask of notifications: ``tell`` people that something happened."""

from resolutionflow.notifications.engine import Kind
from resolutionflow.notifications.service.purging import purge_person
from resolutionflow.notifications.service.telling import tell

__all__ = ["Kind", "purge_person", "tell"]
