"""What other domains and the routes ask flows to do."""

from resolutionflow.flows.service.drafts import drop_draft, read_draft, save_draft
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
    "kept_tree",
    "library",
    "publish",
    "published_tree",
    "read",
    "read_draft",
    "read_version",
    "restore",
    "save_draft",
    "startable",
    "unarchive",
    "versions",
]
