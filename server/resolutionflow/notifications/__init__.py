"""Telling people what happened: in the app, by mail, by webhook."""
