"""Rules of walks that need no database and no clock."""
