"""Invitations by mail and their answers."""
