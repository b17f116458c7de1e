"""The protocol of the room socket: messages, frames to commands, states and events of the domain to messages."""
