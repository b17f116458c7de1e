"""Transport of sound and picture: ICE servers for browsers, and a STUN responder."""
