"""Convener: a self-hosted conference center that applications drive by API and people enter by link."""

__version__ = "0.1.0"
