"""Databases of earlier versions as SQL text, and what their people, programs and links are called."""
