"""Schema migrations (Alembic), run by :meth:`convener.storage.database.Database.migrate`."""
