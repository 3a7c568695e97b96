"""ResolutionFlow: guided troubleshooting for the help desks of managed service providers."""

__version__ = "0.1.0"
