"""What was solved before: resolved walks that look like a problem, and a client's last tickets."""
