"""Errors of commands: one sentence on standard error, and the exit code."""

from __future__ import annotations

import errno
import sqlite3
import sys
from collections.abc import Callable
from functools import wraps
from typing import NoReturn, ParamSpec, TypeVar

import click
from sqlalchemy.exc import SQLAlchemyError

from convener.domain.actions.open_installation import WrongKey
from convener.domain.errors import DomainError
from convener.setting_urls import hide
from convener.settings import SettingsError
from convener.storage.blobs import BlobError
from convener.storage.database import NewerDatabase
from convener.storage.failures import explain_database, explain_file
from convener.storage.serving_lock import AlreadyServed

P = ParamSpec("P")
R = TypeVar("R")


def fail(message: str, code: int = 1) -> NoReturn:
    """Print ``message`` on standard error and end the process.

    ``code``: 1 where the command could not be carried out, 2 where it was called wrongly or a setting cannot be used.
    """
    click.echo(f"convener: {hide(message)}", err=True)
    sys.exit(code)


def report_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn the expected errors of a command into a sentence and an exit code instead of a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SettingsError as error:
            fail(str(error), 2)
        except (DomainError, AlreadyServed, BlobError, WrongKey) as error:
            fail(str(error))
        except NewerDatabase as error:
            fail(f"{error}: install that version, or restore a backup that this one has made")
        except (SQLAlchemyError, sqlite3.Error) as error:
            fail(str(explain_database(error)))
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # nobody reads any more: click ends the command without a word
            fail(str(explain_file(error)))

    return run
