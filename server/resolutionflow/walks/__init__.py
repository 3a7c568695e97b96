"""Walks: L1 sessions on tickets, step by step."""
