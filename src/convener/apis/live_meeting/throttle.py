"""Limits on guessing: failed sign-ins are counted for an account from an address, and for an address as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from convener.auth.limits import Limits, account_key
from convener.domain.errors import AuthFailed, TooManyAttempts

from .authentication import Credentials
from .protocol.faults import authentication_failed


@contextmanager
def failed_sign_ins_limited(limits: Limits, address: str, center_name: str, credentials: Credentials) -> Iterator[None]:
    """Refuse by a Fault while too many failed; count what fails inside, and make it a Fault.

    Tickets are too long to be guessed, and late ones of some people shall not keep out the others whom a program
    sends: they count for the address alone.
    """
    account = account_key(address, center_name, credentials.user) if credentials.ticket is None else None
    try:
        limits.check_credentials(address, account)
        yield
    except AuthFailed:
        limits.count_wrong_credentials(address, account)
        raise authentication_failed() from None
    except TooManyAttempts as error:
        raise authentication_failed(str(error)) from None
