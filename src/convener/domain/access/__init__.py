"""Who may enter a meeting, and what is still missing."""
