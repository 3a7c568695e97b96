"""Accounts, people, teams, roles, the actor of a request, sign-in, keys, audit."""
