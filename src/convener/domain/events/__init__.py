"""What happened, recorded as it happens."""
