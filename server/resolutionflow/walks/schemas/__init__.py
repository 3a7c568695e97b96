"""What the API of walks takes and gives."""
