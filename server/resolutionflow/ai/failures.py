"""What went wrong at a provider, in the few kinds that the product tells apart."""

from resolutionflow.ai.port import Failure

BY_CLASS: tuple[tuple[str, Failure], ...] = (
    ("ModelQuotaExceededError", Failure.BUDGET),
    ("ModelRateLimitError", Failure.RATE_LIMITED),
    ("ModelOverloadedError", Failure.OVERLOADED),
    ("ModelTimeoutError", Failure.TIMEOUT),
    ("ModelRequestTimeout", Failure.TIMEOUT),
    ("ContentFilterError", Failure.REFUSED),
    ("OutputTokenLimitExceeded", Failure.TRUNCATED),
    ("ModelRequestRejectedError", Failure.MISCONFIGURED),
    ("ModelUnavailableError", Failure.OVERLOADED),
    ("ModelServerError", Failure.UNAVAILABLE),
    ("ModelConnectionError", Failure.UNAVAILABLE),
    ("UserError", Failure.MISCONFIGURED),
)
"""Classes of the library, the narrower first: an error is often of several."""

BY_STATUS = {408: Failure.TIMEOUT, 429: Failure.RATE_LIMITED, 503: Failure.OVERLOADED, 504: Failure.TIMEOUT}
BY_FINISH = {"content_filter": Failure.REFUSED, "length": Failure.TRUNCATED, None: Failure.UNAVAILABLE}
"""Why a stream ended; none given: it was cut."""


def of_error(error: Exception) -> Failure:
    """Return the kind of an exception of the library or of what it stands on."""
    status = getattr(error, "status_code", None)
    if status in BY_STATUS:
        return BY_STATUS[status]
    names = {kind.__name__ for kind in type(error).__mro__}
    return next((failure for name, failure in BY_CLASS if name in names), Failure.UNAVAILABLE)


def of_finish(reason: str | None) -> Failure | None:
    """Return the kind of an ending that isn't a whole answer, to be looked at before anything of it is read."""
    return BY_FINISH.get(reason)
