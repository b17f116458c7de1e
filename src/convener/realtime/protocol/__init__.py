"""The messages of the room socket, and how the domain's values become messages."""
