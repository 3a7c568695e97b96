"""Put the built web app where the server serves it and the wheel takes it: web/dist → server/resolutionflow/web.

Each file that shrinks gets a gzipped twin. The new folder replaces the old one in one rename, so that a running
server never sees half of it.
"""

import gzip
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILT = ROOT / "web" / "dist"
SERVED = ROOT / "server" / "resolutionflow" / "web"
WORTH_BYTES = 1024


def pack(built: Path, served: Path) -> None:
    """Copy `built` to `served` with gzipped twins; the twins are the same for the same files."""
    fresh = served.with_name("web.new")
    old = served.with_name("web.old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(built, fresh, ignore=shutil.ignore_patterns(".*"))
    for path in [path for path in fresh.rglob("*") if path.is_file()]:
        data = path.read_bytes()
        packed = gzip.compress(data, mtime=0)
        if path.name != "index.html" and len(data) > WORTH_BYTES and len(packed) < 0.9 * len(data):
            path.with_name(path.name + ".gz").write_bytes(packed)
    if served.exists():
        served.rename(old)
    fresh.rename(served)
    shutil.rmtree(old, ignore_errors=True)


if __name__ == "__main__":
    if not (BUILT / "index.html").is_file():
        sys.exit(f"{BUILT} has no index.html: the web app was not built")
    pack(BUILT, SERVED)
