"""Whiteboards of a meeting: shared documents in which people draw together."""
