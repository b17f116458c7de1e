"""Use cases that need several wings, one file each."""
