"""Build hook: the wheel carries the built web app and the sentence model; an editable install needs neither."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NEEDED = ("web/index.html", "model/sentences.onnx", "model/tokenizer.json", "model/NOTICE", "model/LICENSE")


class CarryBuiltParts(BuildHookInterface[Any]):
    """Adds what `make` has built, which git does not hold, and refuses to make a wheel without it."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the built folders as artifacts of the wheel."""
        if version == "editable":
            return
        package = Path(self.root) / "resolutionflow"
        missing = [name for name in NEEDED if not (package / name).is_file()]
        if missing:
            names = ", ".join(missing)
            raise SystemExit(f"resolutionflow/ lacks {names}: run `make wheel` in the folder above, which builds them.")
        build_data["force_include"][str(Path(self.root).parent / "LICENSE")] = "resolutionflow/LICENSE"
        build_data["artifacts"] += ["resolutionflow/web/**", "resolutionflow/model/**"]
