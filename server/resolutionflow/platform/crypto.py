"""Secrets: tokens and their hashes, passwords, and the key that encrypts stored credentials."""

import hashlib
import os
import secrets
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
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return hashlib.sha256(path.read_bytes()).digest()
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_hex(32).encode())
    return hashlib.sha256(path.read_bytes()).digest()
