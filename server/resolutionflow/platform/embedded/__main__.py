"""The watcher as a process of its own; see `watcher`."""

import sys

from resolutionflow.platform.embedded.watcher import main

main(sys.argv[1:])
