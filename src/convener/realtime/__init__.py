"""The live room: the socket gateway, its typed messages, the hub that tells everybody what happened."""
