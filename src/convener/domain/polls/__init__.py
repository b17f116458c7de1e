"""Polls, their votes and results."""
