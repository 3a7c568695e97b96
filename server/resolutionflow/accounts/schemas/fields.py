"""Single values that people send: e-mail addresses, passwords, tokens, time zones, preferences."""

import re
from datetime import datetime
from functools import lru_cache
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StringConstraints,
)

from resolutionflow.kit.text import casefold_email, storable

MAX_EMAIL = 320
MIN_PASSWORD = 10
MAX_PASSWORD_BYTES = 1_000
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


class Payload(BaseModel):
    """What a person sends: unknown fields are refused, so that a mistyped one is never ignored in silence."""

    model_config = ConfigDict(extra="forbid")


def _email(value: str) -> str:
    if not (_EMAIL.fullmatch(value) and value.isprintable()):
        raise ValueError("is not an e-mail address")
    if len(casefold_email(value)) > MAX_EMAIL:
        raise ValueError(f"is longer than {MAX_EMAIL} characters")
    return value


def _short_enough(value: str) -> str:
    if len(value.encode()) > MAX_PASSWORD_BYTES:
        raise ValueError(f"is longer than {MAX_PASSWORD_BYTES:,} bytes")
    return value


def _long_enough(value: str) -> str:
    if len(value) < MIN_PASSWORD:
        raise ValueError(f"needs at least {MIN_PASSWORD} characters; a few words do well")
    return value


def _ordinary(value: datetime) -> datetime:
    if not 1970 <= value.year < 9000:
        raise ValueError("is not a moment between the years 1970 and 9000")
    return value


@lru_cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _zone(value: str) -> str:
    if _zones() and value not in _zones():
        raise ValueError("is not a time zone of the IANA list, such as Europe/Dublin")
    return value


Email = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=3, max_length=MAX_EMAIL),
    AfterValidator(storable),
    AfterValidator(_email),
]
GivenPassword = Annotated[
    str, StringConstraints(max_length=MAX_PASSWORD_BYTES), AfterValidator(storable), AfterValidator(_short_enough)
]
NewPassword = Annotated[GivenPassword, AfterValidator(_long_enough), Field(json_schema_extra={"minLength": 10})]
Token = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(storable)]
TimeZone = Annotated[str, StringConstraints(max_length=60, pattern=r"^[A-Za-z0-9_+\-/]+$"), AfterValidator(_zone)]
Moment = Annotated[AwareDatetime, AfterValidator(_ordinary)]
Category = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(storable)
]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
PreferenceName = Annotated[str, StringConstraints(min_length=1, max_length=60), AfterValidator(storable)]
PreferenceText = Annotated[str, StringConstraints(max_length=2_000), AfterValidator(storable)]
PreferenceNumber = Annotated[StrictInt, Field(ge=-1_000_000_000, le=1_000_000_000)]
Preference = StrictBool | PreferenceNumber | PreferenceText | None
