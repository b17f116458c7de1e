"""Recordings: found, changed, viewed, ended."""
