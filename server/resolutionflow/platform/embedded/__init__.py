"""The embedded PostgreSQL: a server of ours in the data folder, started when used and stopped after."""

from resolutionflow.platform.embedded.errors import EmbeddedError
from resolutionflow.platform.embedded.server import EmbeddedServer
from resolutionflow.platform.embedded.throwaway import throwaway

__all__ = ["EmbeddedError", "EmbeddedServer", "throwaway"]
