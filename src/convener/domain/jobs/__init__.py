"""Background jobs in the database: asked for in the transaction that needs them, done by :mod:`convener.jobs`."""
