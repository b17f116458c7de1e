"""Checks whether a server may have several processes, and how many serve."""

from __future__ import annotations

import os
from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.network import readiness
from convener.settings import Settings, SettingsError
from convener.storage.database import CONNECTIONS_OF_PROCESS, Database, parsed_url


def what_keeps_it_alone(settings: Settings) -> str:
    """Why a server cannot have several processes under these settings, and what to set, as a sentence; empty where it
    can."""
    if parsed_url(settings.sqlalchemy_url).get_backend_name() == "sqlite":
        needs = "PostgreSQL and Redis: on a file of SQLite one process serves at a time"
        what = "CONVENER_DATABASE_URL (postgresql://…) and CONVENER_REDIS_URL (redis://…)"
    elif not settings.redis_url:
        needs = "Redis: by it people at different processes hear each other at once, and attempts are counted together"
        what = "CONVENER_REDIS_URL (redis://…)"
    else:
        return ""
    return f"CONVENER_WORKERS={settings.workers} needs {needs}; set {what}, or CONVENER_WORKERS=1"


def check_processes(settings: Settings) -> Iterator[Finding]:
    """Whether the server may have as many processes as it is told to, and how many serve now."""
    name = "processes"
    try:
        keeping = what_keeps_it_alone(settings)
    except SettingsError:  # the URL of the database, of which its own check tells
        return
    cores = os.cpu_count() or 1
    if settings.workers == 1:
        advice = f"CONVENER_WORKERS={cores} would use all {cores} cores" if cores > 1 and not keeping else ""
        yield Finding(name, Health.OK, "one serves", advice)
        return
    if keeping:
        yield Finding(name, Health.BROKEN, "one alone can serve", keeping)
        return
    told = readiness(settings).get("processes")
    yield Finding(name, Health.OK, f"{settings.workers} are to serve" + (f"; {told} do" if told else ""))
    allowed, wanted = _connections_allowed(settings), settings.workers * CONNECTIONS_OF_PROCESS
    if allowed is not None and wanted > allowed:
        yield Finding(
            name,
            Health.WARNING,
            f"they may want {wanted} connections to PostgreSQL, which allows {allowed}",
            "raise max_connections of PostgreSQL, or lower CONVENER_WORKERS",
        )


def _connections_allowed(settings: Settings) -> int | None:
    """How many connections the database server allows; None where it does not answer, which another check tells."""
    database = Database(settings.sqlalchemy_url)
    try:
        with database.look() as connection:
            return int(connection.execute(text("SHOW max_connections")).scalar_one())
    except SQLAlchemyError:
        return None
    finally:
        database.close()
