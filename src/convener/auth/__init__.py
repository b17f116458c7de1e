"""Who calls, and how often a caller may try."""
