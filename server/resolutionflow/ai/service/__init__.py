"""What other domains ask of models and of the playbook.

``maker`` says who would make something. ``reserve`` in the caller's transaction, ``ask`` or ``ask_many`` with none
open, ``settle`` in the transaction that keeps what was made; ``release`` when a conversation or walk ends.
``warm`` and ``make_ready`` where a call of a model is near.
"""

from resolutionflow.ai.service.asking import ask, ask_many
from resolutionflow.ai.service.making import maker
from resolutionflow.ai.service.purging import purge_person
from resolutionflow.ai.service.reserving import counted, release, reserve
from resolutionflow.ai.service.settling import settle, spent_on
from resolutionflow.ai.service.values import PLAYBOOK_LABEL, Counts, Maker, Reservation, Spent, Trouble
from resolutionflow.ai.service.warming import make_ready, warm

__all__ = [
    "PLAYBOOK_LABEL",
    "Counts",
    "Maker",
    "Reservation",
    "Spent",
    "Trouble",
    "ask",
    "ask_many",
    "counted",
    "make_ready",
    "maker",
    "purge_person",
    "release",
    "reserve",
    "settle",
    "spent_on",
    "warm",
]
