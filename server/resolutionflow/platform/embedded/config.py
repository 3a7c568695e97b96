"""Settings of the server as text: pure."""

from collections.abc import Iterable, Mapping

OWNER = "resolutionflow_owner"
APP = "resolutionflow_app"
SUPERUSER = "postgres"
DATABASE = "resolutionflow"
EXTENSIONS = ("vector", "pg_trgm", "unaccent", "btree_gin")
MAP = "resolutionflow"

INITDB = (
    f"--username={SUPERUSER}",
    "--auth=peer",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--text-search-config=english",
    "--data-checksums",
    "--no-instructions",
)

SETTINGS: Mapping[str, str] = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "cluster_name": "resolutionflow",
    "shared_buffers": "128MB",
    "max_connections": "100",
    "fsync": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "lc_messages": "C",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_line_prefix": "%m [%p] %q%u@%d ",
}

# For data which need not outlive the process: nothing waits for the disk.
THROWAWAY: Mapping[str, str] = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "60s",
}


def hba() -> str:
    """pg_hba.conf: the local socket only, the three roles only, known operating-system accounts only."""
    return f"local all {SUPERUSER},{OWNER},{APP} peer map={MAP}\n"


def ident(accounts: Iterable[str]) -> str:
    """pg_ident.conf: each of these operating-system accounts may become each of the three roles."""
    pairs = [(account, role) for account in accounts for role in (SUPERUSER, OWNER, APP)]
    return "".join(f'{MAP} "{account}" {role}\n' for account, role in pairs)


def arguments(base: str, socket_folder: str, settings: Mapping[str, str]) -> list[str]:
    """Command line of `postgres` after the program, with `base` as the server sees it."""
    places = {
        "hba_file": f"{base}/pg_hba.conf",
        "ident_file": f"{base}/pg_ident.conf",
        "unix_socket_directories": f'"{socket_folder}"',
    }
    wanted = {**settings, **places}
    return ["-D", f"{base}/cluster", *(f"--{name}={value}" for name, value in wanted.items())]
