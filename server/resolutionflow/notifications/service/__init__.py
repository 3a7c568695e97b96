"""What other domains may ask of notifications."""
