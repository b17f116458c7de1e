"""Mail: what invitations say, in which words and form, and how they leave the house."""
