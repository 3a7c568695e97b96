"""Flows that come with the product."""
