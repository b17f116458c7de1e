"""Runs the migrations with Alembic."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from . import FOLDER


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Bring the tables to ``revision``, in the transaction of ``connection``."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
