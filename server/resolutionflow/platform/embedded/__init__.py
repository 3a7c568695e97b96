"""The embedded PostgreSQL: a server of ours in the data folder, started when used and stopped after.

Blocking functions for Linux; call them from a thread when in an event loop. `running` and `acquire` give the lasting
server of a data folder, `throwaway` one for tests, `status` tells what is wrong.
"""

from resolutionflow.platform.embedded.config import APP, DATABASE, OWNER, SUPERUSER
from resolutionflow.platform.embedded.errors import (
    DiskFull,
    EmbeddedError,
    ForeignServer,
    InitFailed,
    NoAccount,
    NoBinaries,
    SocketFolder,
    StartFailed,
    StopFailed,
    WrongOwner,
    WrongVersion,
)
from resolutionflow.platform.embedded.server import EmbeddedServer
from resolutionflow.platform.embedded.status import Status, status
from resolutionflow.platform.embedded.throwaway import throwaway
from resolutionflow.platform.embedded.use import HeldServer, acquire, running

__all__ = [
    "APP",
    "DATABASE",
    "OWNER",
    "SUPERUSER",
    "DiskFull",
    "EmbeddedError",
    "EmbeddedServer",
    "ForeignServer",
    "HeldServer",
    "InitFailed",
    "NoAccount",
    "NoBinaries",
    "SocketFolder",
    "StartFailed",
    "Status",
    "StopFailed",
    "WrongOwner",
    "WrongVersion",
    "acquire",
    "running",
    "status",
    "throwaway",
]
