"""Proposed flows and changes to flows, waiting for review (today: their table)."""
