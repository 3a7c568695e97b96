"""What went wrong at a provider, in the few kinds that the product tells apart."""

from collections.abc import Iterator

from resolutionflow.ai.port import Failure

BY_CLASS: tuple[tuple[str, Failure], ...] = (
    ("InvalidURL", Failure.MISCONFIGURED),
    ("UnsupportedProtocol", Failure.MISCONFIGURED),
    ("LocalProtocolError", Failure.MISCONFIGURED),
    ("UnicodeEncodeError", Failure.MISCONFIGURED),
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
    names = {kind.__name__ for one in _causes(error) for kind in type(one).__mro__}
    status = getattr(error, "status_code", None)
    if status in BY_STATUS and "ModelQuotaExceededError" not in names:
        return BY_STATUS[status]
    return next((failure for name, failure in BY_CLASS if name in names), Failure.UNAVAILABLE)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what it came of: the library wraps those of its clients, and they those of the network."""
    cause: BaseException | None = error
    for _ in range(10):
        if cause is None:
            return
        yield cause
        cause = cause.__cause__


def of_finish(reason: str | None) -> Failure | None:
    """Return the kind of an ending that isn't a whole answer, to be looked at before anything of it is read."""
    return BY_FINISH.get(reason)
