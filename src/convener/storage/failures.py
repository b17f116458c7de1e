"""What keeps the database or a folder from being used, said to operators: what is wrong, and what puts it right."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

_FREE_SPACE = "free some space, then try again"
_PERMIT = "give it to the user that the server runs as"

_ENDED_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""No space on the disk, none in the user's quota, no more for a file of this process."""

_SQLITE_FULL = frozenset(
    {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP}
)
"""SQLite calls it an error of writing where the space ends by a quota, a limit of the process, or beside its file."""

_NO_FOLDER = frozenset({errno.EEXIST, errno.ENOTDIR})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


@dataclass(frozen=True)
class Explanation:
    """``problem``: what is wrong; ``advice``: what to do, perhaps nothing. Neither ends with a full stop."""

    problem: str
    advice: str = ""

    def __str__(self) -> str:
        return f"{self.problem}: {self.advice}" if self.advice else self.problem


def is_full(error: BaseException | None) -> bool:
    """Whether a statement failed because there is no space left for the database."""
    if isinstance(error, sqlite3.Error):
        return _sqlite_code(error) in _SQLITE_FULL
    return getattr(error, "sqlstate", None) == "53100"


def explain_database(error: SQLAlchemyError | sqlite3.Error) -> Explanation:
    """Why the database did not do what it was asked for. Names neither its password nor any value of a statement."""
    cause: BaseException = error
    if isinstance(error, DBAPIError) and error.orig is not None:
        cause = error.orig
    reason = _first_line(cause)
    if any(is_full(one) for one in _chain(error)):
        return Explanation("the disk of the database is full", _FREE_SPACE)
    if isinstance(cause, sqlite3.Error):
        return _explain_sqlite(cause, reason)
    return _explain_postgresql(cause, reason)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and those that came before it: where the space ends SQLite ends the transaction, and whatever follows
    in it fails for another reason."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _explain_sqlite(cause: sqlite3.Error, reason: str) -> Explanation:
    match _sqlite_code(cause) & 0xFF:
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return Explanation("the file of the database may not be written to", _PERMIT)
        case sqlite3.SQLITE_CANTOPEN:
            return Explanation("the file of the database cannot be opened", f"{_PERMIT}, and its folder too")
        case sqlite3.SQLITE_NOTADB | sqlite3.SQLITE_CORRUPT:
            return Explanation(f"the file of the database is damaged ({reason})", "restore it from a backup")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return Explanation(
                "another program has locked the database", "end it, or wait until it is done, and try again"
            )
        case sqlite3.SQLITE_IOERR:
            return Explanation(f"the disk of the database fails ({reason})", "look at the log of the system")
        case _:
            return Explanation(f"the database does not do its work: {reason}")


_BY_STATE = {
    "28": Explanation("the database refuses the user or the password", "set them in CONVENER_DATABASE_URL"),
    "3D": Explanation("there is no database of this name on the server", "create it, with createdb for instance"),
    "42501": Explanation(
        "the user of the database may not do what is needed", "make this user the owner of the database"
    ),
    "53300": Explanation("the database has no connection left", "raise its max_connections, or run fewer processes"),
    "25006": Explanation("the database is read-only", "name the primary server, not a replica"),
    "57P03": Explanation("the database does not answer yet: it is starting or stopping", "try again in a moment"),
}
"""By SQLSTATE, or the class of one."""

_BY_WORDS = {
    "authentication failed": _BY_STATE["28"],
    "no password supplied": _BY_STATE["28"],
    'role "': _BY_STATE["28"],
    "does not exist": _BY_STATE["3D"],
    "permission denied": _BY_STATE["42501"],
    "too many clients": _BY_STATE["53300"],
    "remaining connection slots": _BY_STATE["53300"],
    "starting up": _BY_STATE["57P03"],
    "shutting down": _BY_STATE["57P03"],
}
"""Words in the message of a server that refuses a connection: libpq tells no SQLSTATE then."""


def _explain_postgresql(cause: BaseException, reason: str) -> Explanation:
    state = getattr(cause, "sqlstate", None) or ""
    for beginning, explanation in _BY_STATE.items():
        if state.startswith(beginning):
            return explanation
    if not state:
        for words, explanation in _BY_WORDS.items():
            if words in str(cause):
                return explanation
    return Explanation(
        f"the database does not answer: {reason}", "start it, or see that CONVENER_DATABASE_URL names it"
    )


def explain_file(error: OSError) -> Explanation:
    """Why a file or a folder cannot be used."""
    place = str(error.filename) if error.filename is not None else ""
    if error.errno in _ENDED_SPACE:
        return Explanation(f"the disk is full{f' ({place})' if place else ''}", _FREE_SPACE)
    if error.errno in _FORBIDDEN and place:
        return Explanation(f"{place} may not be used", _PERMIT)
    if error.errno in _NO_FOLDER and place:
        return Explanation(f"{place} is a file where a folder should be", "name another folder, or move the file away")
    return Explanation(f"{place}: {error.strerror}" if place and error.strerror else str(error))


def _sqlite_code(error: sqlite3.Error) -> int:
    """The extended result code; 0 where the error is not one of the library itself."""
    return getattr(error, "sqlite_errorcode", 0)


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
