"""Documents brought to a meeting."""
