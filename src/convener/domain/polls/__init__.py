"""Polls in a meeting, their votes and results."""
