"""Run npm in the folder web: `npm.py ARGUMENTS…`.

A Node on the PATH is used when it is new enough; otherwise Node comes from PyPI into the virtual environment
whose Python runs this file.
"""

import os
import re
import ssl
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.prefix) / "bin"
SYSTEM_AUTHORITIES = (
    ssl.get_default_verify_paths().cafile,
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
)
REQUIREMENTS = ROOT / "tools" / "requirements-node.txt"


def new_enough(version: str) -> bool:
    """Say whether this Node (`v20.19.0`) can build the web app: ^20.19 or 22.12 and later."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None:
        return False
    major, minor = int(found[1]), int(found[2])
    return (major == 20 and minor >= 19) or (major, minor) >= (22, 12)


def works(path: str) -> bool:
    """Say whether `node` and `npm` on this PATH run and are new enough."""
    environment = {**os.environ, "PATH": path}
    try:
        node = subprocess.run(["node", "--version"], env=environment, capture_output=True, text=True, check=False)
        npm = subprocess.run(["npm", "--version"], env=environment, capture_output=True, check=False)
    except OSError:
        return False
    return node.returncode == 0 and npm.returncode == 0 and new_enough(node.stdout)


def path_with_node() -> str:
    """Return a PATH on which a good Node is found, after installing one when there is none."""
    given = os.environ.get("PATH", os.defpath)
    own = f"{BIN}{os.pathsep}{given}"
    for path in (given, own):
        if works(path):
            return path
    print("… Node 20.19 or 22.12 is not on the PATH: installing one into the virtual environment", file=sys.stderr)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    subprocess.run([*command, "-r", str(REQUIREMENTS)], check=True)
    return own


def trust_as_this_machine_does() -> None:
    """Let Node trust the machine's certificate authorities too: behind a firm's proxy its own list is not enough."""
    there = next((path for path in SYSTEM_AUTHORITIES if path and Path(path).is_file()), None)
    if there is not None:
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", there)


if __name__ == "__main__":
    os.environ["PATH"] = path_with_node()
    trust_as_this_machine_does()
    os.environ.setdefault("npm_config_update_notifier", "false")
    os.chdir(ROOT / "web")
    os.execvp("npm", ["npm", *sys.argv[1:]])
