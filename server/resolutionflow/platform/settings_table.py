"""The table of settings in the documentation, made from the class that reads them."""

from resolutionflow.platform.settings import Settings


def settings_table() -> str:
    """Return a Markdown table of every setting: its environment variable, default and meaning."""
    prefix = str(Settings.model_config.get("env_prefix", ""))
    lines = ["| environment variable | default | what it is |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default in (None, "") else f"`{field.default}`"
        lines.append(f"| `{prefix}{name.upper()}` | {default} | {field.description} |")
    return "\n".join(lines) + "\n"
