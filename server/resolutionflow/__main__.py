"""``python -m resolutionflow`` is the ``resolutionflow`` command."""

from resolutionflow.cli import main

if __name__ == "__main__":
    main()
