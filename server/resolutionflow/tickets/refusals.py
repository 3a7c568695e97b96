"""How clients and tickets say no."""

from resolutionflow.kit.errors import Conflict, NotFound, Stale


class ClientNotFound(NotFound):
    """There is no such client in your account."""


class ClientNameTaken(Conflict):
    """A client of this name is there already. Use that one, or give this one another name."""


class ClientChanged(Stale):
    """Somebody changed this client after you opened it. Reload to see their version; yours was not saved."""


class TicketNotFound(NotFound):
    """There is no such ticket in your account."""


class TicketThere(Conflict):
    """This ticket of your ticket system is here already; ``ticket_id`` names it."""


class TicketChanged(Stale):
    """Somebody changed this ticket after you opened it. Reload to see their version; yours was not saved."""


class NoSuchAssignee(NotFound):
    """There is no such person in your account, or they have left."""


class StatusNotByHand(Conflict):
    """A ticket can't be taken to this status by hand; `may_become` names those it can. Walks resolve and escalate."""


class QueueEmpty(Conflict):
    """Nothing waits in the queue: no open ticket is unassigned."""
