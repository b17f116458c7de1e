"""Background work: the worker, and one module for each kind of work."""
