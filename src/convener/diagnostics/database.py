"""Checks the database, and the mails that it holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from convener.diagnostics.finding import Finding, Health
from convener.domain.outbox import MailState
from convener.settings import Settings, SettingsError
from convener.storage.clock import CLOCK
from convener.storage.database import Database, NewerDatabase
from convener.storage.failures import explain_database, explain_file
from convener.storage.models import Mail

T = TypeVar("T")

CLOCK_TOLERANCE = 2.0
"""Seconds by which the clocks of two machines may differ without a warning."""


def check_database(settings: Settings) -> Iterator[Finding]:
    """Whether the database answers, has the tables of this version, and other users of the machine cannot read it."""
    name = "database"
    if not_made_yet(settings):
        yield Finding(name, Health.OK, "SQLite in the data folder is made at the first start")
        return
    try:
        database = Database(settings.sqlalchemy_url)
    except SettingsError as error:
        yield Finding(name, Health.BROKEN, str(error))
        return
    except OSError as error:
        explanation = explain_file(error)
        yield Finding(name, Health.BROKEN, explanation.problem, explanation.advice)
        return
    kind = "SQLite" if database.sqlite else database.url.get_backend_name()
    try:
        if database.migrated():
            yield Finding(name, Health.OK, f"{kind} answers; its tables are those of this version")
        else:
            yield Finding(
                name,
                Health.WARNING,
                f"{kind} answers; its tables are of another version",
                "the next start brings them up",
            )
        with database.look() as connection:
            deviation = CLOCK.deviation(connection).total_seconds()
        if abs(deviation) >= CLOCK_TOLERANCE:
            yield Finding(
                name,
                Health.WARNING,
                f"the clock of this machine is {abs(deviation):.1f} s {'ahead of' if deviation > 0 else 'behind'}"
                " that of the database, by which all servers go",
                "have NTP set both clocks",
            )
        if database.sqlite and _others_can_read(Path(database.url.database or "")):
            yield Finding(
                name,
                Health.WARNING,
                "others on this machine can read it: passwords of meetings, addresses of people",
                f"chmod 600 {database.url.database}*",
            )
    except NewerDatabase as error:
        yield Finding(
            name, Health.BROKEN, str(error), "install that version, or restore a backup that this one has made"
        )
    except (SQLAlchemyError, sqlite3.Error) as error:
        explanation = explain_database(error)
        where = database.url.render_as_string(hide_password=True)
        yield Finding(name, Health.BROKEN, f"{where}: {explanation.problem}", explanation.advice)
    finally:
        database.close()


def check_mails(settings: Settings) -> Iterator[Finding]:
    """How many mails wait, were sent, or could not be sent."""
    numbers = read_database(settings, _count_mails)
    if numbers is None:
        return
    waiting = numbers.get(MailState.QUEUED.value, 0)
    unsent = [state.value for state in (MailState.FAILED, MailState.UNCERTAIN) if state.value in numbers]
    if unsent:
        counts = ", ".join(f"{numbers[state]} {state}" for state in unsent)
        listed = " ".join(f"--state {state}" for state in unsent)
        yield Finding("invitations", Health.WARNING, f"{counts}, {waiting} waiting", f"convener mail list {listed}")
    else:
        yield Finding("invitations", Health.OK, f"{numbers.get(MailState.SENT.value, 0)} sent, {waiting} waiting")


def _count_mails(session: Session) -> dict[str, int]:
    query = select(Mail.state, func.count()).group_by(Mail.state)
    numbers: dict[str, int] = dict(session.execute(query).all())
    return numbers


def read_database(settings: Settings, read: Callable[[Session], T]) -> T | None:
    """What ``read`` finds in the database; None where it is not made yet, does not answer or has no such tables, which
    :func:`check_database` reports."""
    if not_made_yet(settings):
        return None
    try:
        database = Database(settings.sqlalchemy_url)
    except (SettingsError, OSError):
        return None
    try:
        with database.read() as session:
            return read(session)
    except (SQLAlchemyError, sqlite3.Error):
        return None
    finally:
        database.close()


def not_made_yet(settings: Settings) -> bool:
    """Whether the first start will make the database."""
    return not settings.database_url and not (settings.data / "convener.sqlite3").exists()


def _others_can_read(file: Path) -> bool:
    """Whether another user of this machine gets through to the file: of its folders only the last one is looked at."""
    return all(path.exists() and path.stat().st_mode & rights for path, rights in ((file, 0o044), (file.parent, 0o011)))
