"""Version 1 of the API of our own."""
