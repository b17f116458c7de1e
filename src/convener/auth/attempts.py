"""Attempts that may be guesses: refused while too many failed, and counted where they fail.

A face encloses in one of these what looks at a secret, and counts nothing itself: what is wrong is seen by the error
that leaves the block. Passwords of users are not looked at here (:mod:`convener.auth.passwords`).
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from convener.domain.access.policy import EntryCheck, EntryState, Requirement
from convener.domain.errors import AuthFailed, EntryClosed, WrongPassword

from .limits import AttemptLimit, Limits


class ProofAttempt:
    """An attempt with something that is too long to be guessed: a ticket, a token, a personal link. What is right is
    never refused, whatever others do at the same address. An :class:`AuthFailed`, or an :class:`EntryClosed` because
    there is no such thing, that leaves the block counts; beyond the limit :class:`TooManyAttempts` is raised instead.
    """

    __slots__ = ("_address", "_limit")

    def __init__(self, limit: AttemptLimit, address: str) -> None:
        self._limit = limit
        self._address = address

    def __enter__(self) -> Self:
        return self

    @property
    def is_suspect(self) -> bool:
        """Whether there were so many wrong ones that this one should be looked at before anything is locked for it."""
        return self._limit.is_used_up(self._address)

    def found(self, there: bool) -> None:
        """Count where there is nothing behind the link, for a question that has an answer all the same."""
        if not there:
            self._limit.consume(self._address)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, AuthFailed) or (isinstance(error, EntryClosed) and error.word == EntryState.INVALID.value):
            self._limit.consume(self._address)


def client_attempt(limits: Limits, address: str) -> ProofAttempt:
    """An attempt by the credentials of an API client."""
    return ProofAttempt(limits.client, address)


def ticket_attempt(limits: Limits, address: str) -> ProofAttempt:
    """An attempt by a ticket."""
    return ProofAttempt(limits.ticket, address)


def link_attempt(limits: Limits, address: str) -> ProofAttempt:
    """An attempt by a personal link, or by the token of an invitation or a playback."""
    return ProofAttempt(limits.link, address)


class CodeAttempt:
    """An attempt to reach something by a code or name that others could guess, and by its password where it has one.
    Entering raises :class:`TooManyAttempts`; an :class:`EntryClosed` because there is no such thing and a
    :class:`WrongPassword` that leave the block count.

    ``proven``: says who calls where that is proven (by a token, a session), and is asked where too many failed at the
    address: their attempts are counted for themselves then.
    """

    __slots__ = ("_address", "_counted_as", "_entering", "_limits", "_password", "_proven", "_target", "_wrong")

    def __init__(self, limits: Limits, address: str, proven: Callable[[], str | None] = lambda: None) -> None:
        self._limits = limits
        self._address = self._counted_as = address
        self._proven = proven
        self._target: str | None = None
        self._entering = False
        self._password = False
        self._wrong = False

    def __enter__(self) -> Self:
        if self._limits.code.is_used_up(self._address):
            self._counted_as = self._proven() or self._address
            self._limits.code.check(self._counted_as)
        return self

    def enter(self) -> None:
        """Before somebody enters, which makes a participant or a visit, wanted or not; an attempt that fails made none.
        Raises :class:`TooManyAttempts`."""
        self._limits.entry.consume(self._address)
        self._entering = True

    def with_password(self, password: str, meeting_id: int | None = None) -> None:
        """Before this password is looked at (empty: none was given). With a ``meeting_id`` wrong ones are counted for
        the address and that meeting, and too many raise :class:`TooManyAttempts`; else they count as a wrong name
        does."""
        self._password = password != ""
        if self._password and meeting_id is not None:
            target = f"{self._address} meeting {meeting_id}"
            self._limits.meeting_password.consume(self._address, target)
            self._target = target

    def found(self, there: bool) -> None:
        """Count where there is nothing behind the key, for a question that has an answer all the same."""
        if not there:
            self._limits.code.count(self._counted_as)

    def checked(self, check: EntryCheck) -> None:
        """Count what a check of an entry found wrong, which is an answer, no error."""
        if check.refused and Requirement.PASSWORD in check.needs:
            self._wrong = True
        self.found(check.meeting is not None)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, EntryClosed):
            self.found(error.word != EntryState.INVALID.value)
        if self._entering and error is not None:
            self._limits.entry.undo(self._address)
        self._wrong = self._wrong or isinstance(error, WrongPassword)
        if self._target is not None and not self._wrong:
            self._limits.meeting_password.undo(self._address, self._target)
        elif self._target is None and self._password and self._wrong:
            self._limits.code.count(self._counted_as)
