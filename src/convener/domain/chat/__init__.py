"""The chat of a meeting: messages to all, to hosts and presenters, or to one person; who reads which; how long."""
