"""Texts that leave a walk: note templates of the account, and time entries."""
