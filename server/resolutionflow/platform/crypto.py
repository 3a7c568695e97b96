"""Secrets: tokens and their hashes, passwords, and the key of the installation."""

import hashlib
import hmac
import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_hasher = PasswordHasher()
_NONCE = 12


class CannotUnseal(Exception):
    """What was sealed under another key, or for another purpose, can't be opened."""


def new_token(prefix: str = "") -> str:
    """Return a random token of 256 bits, after ``prefix``."""
    return prefix + secrets.token_urlsafe(32)


def token_hash(token: str) -> bytes:
    """Return the SHA-256 of ``token``, the only form in which a token is stored."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def hash_password(password: str) -> str:
    """Return the Argon2id hash of ``password`` (about 0.1 s of CPU: call it in a thread)."""
    return _hasher.hash(password)


def password_matches(password: str, stored: str) -> bool:
    """Say whether ``password`` is the one hashed in ``stored`` (about 0.1 s of CPU: call it in a thread)."""
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def secret_key(given: str | None, data_dir: Path) -> bytes:
    """Return the installation's 32-byte key: derived from ``given``, else made once and kept in ``data_dir``."""
    if given:
        return hashlib.sha256(given.encode()).digest()
    path = data_dir / "secret.key"
    if not path.exists():
        _make_key(path)
    return hashlib.sha256(path.read_bytes()).digest()


def _make_key(path: Path) -> None:
    """Write a new key aside and link it into place: of several processes at once one wins, and none sees half a key."""
    descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=".secret.")
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        Path(aside).unlink()


def seal(key: bytes, plain: str, context: bytes) -> bytes:
    """Return ``plain`` encrypted under the installation's ``key``; it opens again only with the same ``context``."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(key).encrypt(nonce, plain.encode(), context)


def unseal(key: bytes, sealed: bytes, context: bytes) -> str:
    """Return what was sealed; raise ``CannotUnseal`` when the key or the context is another, or a byte was changed."""
    from cryptography.exceptions import InvalidTag

    try:
        return _cipher(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], context).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotUnseal from error


def _cipher(key: bytes) -> "AESGCM":
    """Return AES-256-GCM under a key of its own, derived from the installation's; loaded when it is needed."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(hmac.digest(key, b"sealed secrets", "sha256"))
