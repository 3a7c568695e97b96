"""Reading replies, measured and fitted."""
