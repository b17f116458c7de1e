"""The live room: joining, presence, moderation, and who has a slot in the mesh."""
