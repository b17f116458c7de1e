"""Meetings: their data, schedule, seats, entry control, participants, and how they are searched."""
