"""Work in the background: a worker that looks for what is due, and one module for each kind of work."""
