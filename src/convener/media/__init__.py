"""How sound and picture travel."""
