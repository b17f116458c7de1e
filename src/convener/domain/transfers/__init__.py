"""Addresses for one upload or one download."""
