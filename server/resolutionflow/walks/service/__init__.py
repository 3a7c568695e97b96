"""What is done with walks."""
