"""Named refusals: every way the product says no.

A refusal is raised where the rule is known and becomes an RFC 9457 problem body at the edge.
Subclass one of the families below, give the class a one-sentence docstring (it is shown in the
API's documentation), and declare it on the route that can raise it.
"""

import re
from typing import Any, ClassVar


def _code(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


class Refusal(Exception):
    """Something the product declines to do, with the words to tell the person.

    ``detail`` says what happened and what to do; ``extra`` holds further members of the body.
    """

    status: ClassVar[int] = 400
    title: ClassVar[str] = "Refused"
    error: ClassVar[str] = "refusal"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.error = _code(cls.__name__)

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        self.detail = detail or " ".join((type(self).__doc__ or self.title).replace("``", "").split())
        self.extra = extra
        super().__init__(self.detail)

    @property
    def headers(self) -> dict[str, str]:
        """Return the response headers that go with this refusal."""
        return {}


class Unauthorized(Refusal):
    """You are not signed in. Sign in and try again."""

    status, title = 401, "Not signed in"

    @property
    def headers(self) -> dict[str, str]:
        """Return the challenge that every 401 carries (RFC 9110, 15.5.2)."""
        return {"WWW-Authenticate": "Bearer"}


class Forbidden(Refusal):
    """Your role does not allow this. Ask an owner or admin of your account."""

    status, title = 403, "Not allowed"


class NotFound(Refusal):
    """There is nothing here, or it is not visible to you."""

    status, title = 404, "Not found"


class Conflict(Refusal):
    """The present state does not allow this."""

    status, title = 409, "Conflict"


class Gone(Refusal):
    """This has expired."""

    status, title = 410, "Gone"


class Stale(Refusal):
    """Somebody changed this after you opened it. Reload to see their version; yours was not saved."""

    status, title = 412, "Changed elsewhere"


class TooLarge(Refusal):
    """This is larger than what is accepted here."""

    status, title = 413, "Too large"


class Malformed(Refusal):
    """The request does not have the form that is expected here."""

    status, title = 422, "Malformed"


class PreconditionMissing(Refusal):
    """Send the ETag you were given as If-Match, so that nobody's change is overwritten."""

    status, title = 428, "If-Match is missing"


class TooMany(Refusal):
    """Too many requests. Wait a little and try again."""

    status, title = 429, "Too many"

    @property
    def headers(self) -> dict[str, str]:
        """Return ``Retry-After`` in seconds."""
        return {"Retry-After": str(self.extra.get("retry_after", 60))}


class Unavailable(Refusal):
    """The database can't be reached just now. Nothing was saved; try again in a moment."""

    status, title = 503, "Unavailable"

    @property
    def headers(self) -> dict[str, str]:
        """Return ``Retry-After`` in seconds."""
        return {"Retry-After": str(self.extra.get("retry_after", 2))}
