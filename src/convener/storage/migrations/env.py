"""Alembic runs this for each migration; :meth:`convener.storage.database.Database.migrate` hands it a connection."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from convener.storage.models import Base
from convener.storage.types import Instant


def plain_types(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Migrations name what is in the database, not our types: those may change, a migration must not."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Instant) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=plain_types,
    compare_type=True,
)
context.run_migrations()
