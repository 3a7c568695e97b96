"""Print the path of a Chromium or Chrome for the end-to-end tests, after installing Debian's one as root."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def found() -> str | None:
    """Return the browser named by CHROMIUM_PATH, else the first on the PATH, else None."""
    given = os.environ.get("CHROMIUM_PATH")
    if given:
        return shutil.which(given)
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Install Chromium with apt-get when that is possible here."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    print("… installing Chromium with apt-get", file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", "chromium"]):
        done = subprocess.run(["apt-get", *command], env=environment, capture_output=True, check=False)
        if done.returncode:
            sys.stderr.buffer.write(done.stdout + done.stderr)
            return


def main() -> int:
    """Print the browser's path, or say how to get one."""
    if found() is None and not os.environ.get("CHROMIUM_PATH"):
        install()
    browser = found()
    if browser is None:
        print(
            "No Chromium was found for the end-to-end tests. Install it (apt-get install chromium), "
            "or name one: make test CHROMIUM_PATH=/path/to/chromium",
            file=sys.stderr,
        )
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
