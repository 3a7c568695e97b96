"""What every domain stands on: database, HTTP, jobs, settings, log, mail, crypto."""
