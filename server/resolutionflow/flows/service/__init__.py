"""What other domains and the routes ask flows to do."""

from resolutionflow.flows.service.drafts import drop_draft, read_draft, save_draft
from resolutionflow.flows.service.exports import export, install_starters, starters
from resolutionflow.flows.service.imports import read_import, read_imported, start_import
from resolutionflow.flows.service.library import (
    archive,
    categories,
    change,
    create,
    duplicate,
    library,
    read,
    startable,
    unarchive,
)
from resolutionflow.flows.service.publishing import publish, read_version, restore, versions
from resolutionflow.flows.service.trees import kept_tree, published_tree

__all__ = [
    "archive",
    "categories",
    "change",
    "create",
    "drop_draft",
    "duplicate",
    "export",
    "install_starters",
    "kept_tree",
    "library",
    "publish",
    "published_tree",
    "read",
    "read_draft",
    "read_import",
    "read_imported",
    "read_version",
    "restore",
    "save_draft",
    "start_import",
    "startable",
    "starters",
    "unarchive",
    "versions",
]
