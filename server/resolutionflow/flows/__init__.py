"""Flows: trees, their validation, versions, matching, import and export."""
