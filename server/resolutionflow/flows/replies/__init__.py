"""Reading a caller's reply: which answer of a question do these words speak for (docs/decisions/0007)."""
