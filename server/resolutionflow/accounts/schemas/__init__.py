"""What the API of accounts takes and gives."""
