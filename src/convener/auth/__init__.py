"""Who calls, and how often somebody may try."""
