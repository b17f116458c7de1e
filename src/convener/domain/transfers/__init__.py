"""Addresses for one upload or download each."""
