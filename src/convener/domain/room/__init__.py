"""The live room: joining, presence, moderation, places in the mesh."""
