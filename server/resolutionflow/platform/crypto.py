"""Secrets: tokens and their hashes, passwords, and the key of the installation."""

import hashlib
import os
import secrets
import tempfile
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()


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
