"""Meetings: their data, times, seats, participants, and how they are searched."""
