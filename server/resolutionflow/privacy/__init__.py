"""Purge of a person, in every domain at once."""
