"""What can go wrong with the embedded PostgreSQL, each with what to do about it."""


class EmbeddedError(Exception):
    """The embedded PostgreSQL can't do what was asked; the message says what happened and what to do."""


class NoBinaries(EmbeddedError):
    """No PostgreSQL programs for this platform are installed."""


class NoAccount(EmbeddedError):
    """There is no operating-system account PostgreSQL can run as."""


class WrongOwner(EmbeddedError):
    """The data folder belongs to an account other than the one asking."""


class WrongVersion(EmbeddedError):
    """The cluster was made by another major version of PostgreSQL."""


class DiskFull(EmbeddedError):
    """There is no room left on the disk."""


class ForeignServer(EmbeddedError):
    """A PostgreSQL which was not started here uses the data folder."""


class SocketFolder(EmbeddedError):
    """No folder can be made for the server's socket."""


class InitFailed(EmbeddedError):
    """initdb could not make a cluster."""


class StartFailed(EmbeddedError):
    """The server could not be started."""


class StopFailed(EmbeddedError):
    """The server did not stop in time."""


NO_ROOM = ("No space left on device", "could not extend file", "Disk quota exceeded")


def from_output(output: str, kind: type[EmbeddedError], what: str) -> EmbeddedError:
    """The error which the output of a PostgreSQL program tells of; `kind` when it names no known cause."""
    if any(sign in output for sign in NO_ROOM):
        return DiskFull(f"{what}: the disk is full. Make room and start again; nothing stored was lost.")
    lines = [line for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if any(level in line for level in ("FATAL", "PANIC", "ERROR", "error:"))]
    said = "\n".join((telling or lines)[-5:]) or "it said nothing"
    return kind(f"{what}: {said}")
