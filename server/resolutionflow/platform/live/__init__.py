"""Live updates: people's browsers hear that something changed, and read it again.

In a service: ``live.announce(session, Topic.TICKETS, ticket.id)``. It is heard once the transaction has committed, and
never when it was rolled back. What is sent is a hint, a topic and an id and no content, so that it tells nobody
anything; one that is lost does no harm, because browsers read again when they connect again.
"""

from resolutionflow.platform.live.announcing import announce, published
from resolutionflow.platform.live.hub import Hint, Hub, Stream, TooManyStreams, Topic, hub, mark
from resolutionflow.platform.live.relay import relay, send_on
from resolutionflow.platform.live.stream import LiveResponse

__all__ = [
    "Hint",
    "Hub",
    "LiveResponse",
    "Stream",
    "TooManyStreams",
    "Topic",
    "announce",
    "hub",
    "mark",
    "published",
    "relay",
    "send_on",
]
