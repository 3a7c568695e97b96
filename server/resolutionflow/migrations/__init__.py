"""The schema's history, forward only. ``resolutionflow migrate`` applies what is missing."""
