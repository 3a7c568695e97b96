"""Tickets and the clients they come from."""
