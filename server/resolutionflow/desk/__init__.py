"""What a person sees first: home, inbox, palette (reads over walks and tickets)."""
