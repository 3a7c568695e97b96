"""Text from outside: what is accepted and how it is cleaned."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints


def storable(value: str) -> str:
    """Return ``value``; raise ``ValueError`` for text that PostgreSQL can't hold (NUL, lone surrogates)."""
    if "\x00" in value:
        raise ValueError("contains a NUL character; remove it")
    if any("\ud800" <= char <= "\udfff" for char in value):
        raise ValueError("contains half of a surrogate pair; send valid Unicode")
    return value


Text = Annotated[str, AfterValidator(storable)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200), AfterValidator(storable)]
LongText = Annotated[str, StringConstraints(max_length=100_000), AfterValidator(storable)]


def casefold_email(value: str) -> str:
    """Return the form of an e-mail address under which people sign in."""
    return value.strip().casefold()
