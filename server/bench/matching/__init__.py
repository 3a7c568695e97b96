"""Matching, measured on a pack of real problems and flows that is not part of this project."""
