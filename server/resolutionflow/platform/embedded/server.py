"""A running server as its users see it."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote


@dataclass(frozen=True)
class EmbeddedServer:
    """A running server, reached over its unix socket."""

    socket_dir: Path
    port: int = 5432

    def url(self, role: str, database: str) -> str:
        """A libpq URI over the unix socket, for psycopg and asyncpg alike."""
        host = quote(str(self.socket_dir), safe="")
        return f"postgresql://{quote(role, safe='')}@/{quote(database, safe='')}?host={host}"
