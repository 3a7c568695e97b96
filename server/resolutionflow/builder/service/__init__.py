"""What the routes and jobs ask of the flow builder."""

from resolutionflow.builder.service.assembling import assemble
from resolutionflow.builder.service.conversations import (
    change,
    change_branch,
    listed,
    purge_person,
    read,
    remove,
    start,
)
from resolutionflow.builder.service.making import (
    Begun,
    begin_branch,
    begin_scaffold,
    finish_branch,
    finish_scaffold,
)
from resolutionflow.builder.service.runs import begin_all, cancel_all

__all__ = [
    "Begun",
    "assemble",
    "begin_all",
    "begin_branch",
    "begin_scaffold",
    "cancel_all",
    "change",
    "change_branch",
    "finish_branch",
    "finish_scaffold",
    "listed",
    "purge_person",
    "read",
    "remove",
    "start",
]
