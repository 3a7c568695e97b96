"""Finding escalations by their words: what they say, and the names that stand beside them."""
