"""Attempts that may be guesses: refused while too many failed, and counted where they fail.

A face encloses in one of these what looks at a secret, and counts nothing itself: what is wrong is seen by the error
that leaves the block.
"""

from __future__ import annotations

from types import TracebackType
from typing import Self

from convener.domain.access.policy import EntryCheck, EntryState, Requirement
from convener.domain.errors import AuthFailed, EntryClosed, WrongPassword

from .limits import Limits


class SignInAttempt:
    """An attempt to prove who one is, from an address. Entering and :meth:`of` raise :class:`TooManyAttempts`; an
    :class:`AuthFailed` that leaves the block counts.

    ``account``: under what failures are counted besides the address (:func:`convener.auth.limits.account_key`), None
    for proofs that are too long to be guessed, as tickets are: late ones of some people shall not keep out others whom
    a program sends.
    """

    __slots__ = ("_account", "_address", "_limits")

    def __init__(self, limits: Limits, address: str, account: str | None = None) -> None:
        self._limits = limits
        self._address = address
        self._account = account

    def __enter__(self) -> Self:
        self._limits.check_credentials(self._address, self._account)
        return self

    def of(self, account: str) -> None:
        """It is an attempt for this account, which is known by now."""
        self._account = account
        self._limits.sign_in.check(account)

    def succeeded(self) -> None:
        """Forget the failures for the account."""
        if self._account is not None:
            self._limits.sign_in.forget(self._account)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, AuthFailed):
            self._limits.count_wrong_credentials(self._address, self._account)


class KeyAttempt:
    """An attempt to reach something by a link, code or name that others could guess, and by its password where it has
    one. Entering raises :class:`TooManyAttempts`; an :class:`EntryClosed` because there is no such thing and a
    :class:`WrongPassword` that leave the block count."""

    __slots__ = ("_address", "_limits", "_password", "_target")

    def __init__(self, limits: Limits, address: str) -> None:
        self._limits = limits
        self._address = address
        self._target: str | None = None
        self._password = False

    def __enter__(self) -> Self:
        self._limits.code.check(self._address)
        return self

    def enter(self) -> None:
        """Before somebody enters, which makes a participant or a visit, wanted or not. Raises
        :class:`TooManyAttempts`."""
        self._limits.entry.consume(self._address)

    def with_password(self, password: str, meeting_id: int | None = None) -> None:
        """Before this password is looked at (empty: none was given). With a ``meeting_id`` wrong ones are counted for
        the address and that meeting, and too many raise :class:`TooManyAttempts`; else they count as a wrong name
        does."""
        self._password = password != ""
        if self._password and meeting_id is not None:
            self._target = f"{self._address} meeting {meeting_id}"
            self._limits.check_credentials(self._address, self._target)

    def found(self, there: bool) -> None:
        """Count where there is nothing behind the key, for a question that has an answer all the same."""
        if not there:
            self._limits.code.count(self._address)

    def checked(self, check: EntryCheck) -> None:
        """Count what a check of an entry found wrong, which is an answer, no error."""
        if check.refused and Requirement.PASSWORD in check.needs:
            self._wrong_password()
        self.found(check.meeting is not None)

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, EntryClosed):
            self.found(error.word != EntryState.INVALID.value)
        elif isinstance(error, WrongPassword):
            self._wrong_password()

    def _wrong_password(self) -> None:
        if self._target is not None:
            self._limits.count_wrong_credentials(self._address, self._target)
        elif self._password:
            self._limits.code.count(self._address)
