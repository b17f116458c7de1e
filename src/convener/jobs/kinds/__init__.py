"""The kinds of background work."""
