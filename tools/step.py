"""Run one command as a named step: `step.py TITLE [--in FOLDER] COMMAND…`.

Prints the title, and when it ends the time it took. What the command prints is shown only when it fails.
"""

import subprocess
import sys
import time


def main(title: str, *command: str) -> int:
    """Run the command and return its exit status."""
    folder = None
    if command[0] == "--in":
        folder, command = command[1], command[2:]
    print(f"… {title}", flush=True)
    start = time.monotonic()
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    took = time.monotonic() - start
    if done.returncode:
        sys.stdout.buffer.write(done.stdout)
        print(f"✗ {title}: failed after {took:.1f} s with status {done.returncode}", flush=True)
    else:
        print(f"✓ {title}: {took:.1f} s", flush=True)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
