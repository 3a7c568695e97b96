"""What notifications decline to do."""

from resolutionflow.kit.errors import Conflict, Malformed, NotFound, Stale


class NoSuchNotification(NotFound):
    """There is no such notification of yours; it may have been kept for its 90 days."""


class ChoicesChanged(Stale):
    """You changed what you are told of somewhere else in the meantime. Reload; this change was not saved."""


class NoSuchWebhook(NotFound):
    """There is no such webhook."""


class NoSuchDelivery(NotFound):
    """There is no such delivery; deliveries are kept for 30 days."""


class WebhookChanged(Stale):
    """Somebody changed this webhook after you opened it. Reload to see theirs; yours was not saved."""


class TooManyWebhooks(Conflict):
    """An account has at most 10 webhooks. Remove one that is not needed any more."""


class AddressNotAllowed(Malformed):
    """Webhooks can't call this address. Nothing was saved; give the address of a server on the internet."""


class DeliveryUnderWay(Conflict):
    """This delivery is on its way already. Wait for its outcome."""
