"""Walks whose steps a model or the playbook makes as they are walked.

``engine`` is pure: ways, judging, what a step becomes. ``claims`` commits the leave to make a step, ``making`` has it
made with no transaction open and keeps it, ``starting``, ``stepping`` and ``going_on`` are what people do,
``ahead`` makes the next steps before they are asked for (docs/decisions/0012-steps-made-as-walked.md).
"""
