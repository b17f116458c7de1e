"""What counts as a wrong guess, and for whom."""

from __future__ import annotations

import pytest

from convener.auth.attempts import KeyAttempt, SignInAttempt
from convener.auth.limits import AttemptLimit, Limits
from convener.domain.errors import AuthFailed, EntryClosed, NotAllowed, TooManyAttempts, WrongPassword

ADDRESS, OTHER = "192.0.2.1", "192.0.2.2"


@pytest.fixture
def limits() -> Limits:
    """Two failures of an account, four of an address, three codes, five entries."""

    def limit(most: int) -> AttemptLimit:
        return AttemptLimit(most, 60)

    return Limits(sign_in=limit(2), address=limit(4), code=limit(3), entry=limit(5), call=limit(100))


def fail(limits: Limits, account: str | None, error: Exception, address: str = ADDRESS) -> None:
    with pytest.raises(type(error)), SignInAttempt(limits, address, account):
        raise error


def try_password(limits: Limits, password: str, meeting_id: int | None = None) -> None:
    """A password that is wrong."""

    def look() -> None:
        with KeyAttempt(limits, ADDRESS) as attempt:
            attempt.with_password(password, meeting_id)
            raise WrongPassword("meeting")

    with pytest.raises(WrongPassword):
        look()


def test_failures_of_an_account_are_limited(limits: Limits) -> None:
    for _ in range(2):
        fail(limits, "a", AuthFailed("wrong"))
    with pytest.raises(TooManyAttempts), SignInAttempt(limits, ADDRESS, "a"):
        pytest.fail("it must not be looked at")
    with SignInAttempt(limits, ADDRESS, "b"):
        pass
    with pytest.raises(TooManyAttempts), SignInAttempt(limits, ADDRESS) as attempt:
        attempt.of("a")


def test_failures_of_an_address_are_limited(limits: Limits) -> None:
    for number in range(4):
        fail(limits, None if number % 2 else f"account {number}", AuthFailed("wrong"))
    with pytest.raises(TooManyAttempts), SignInAttempt(limits, ADDRESS, "new"):
        pytest.fail("it must not be looked at")
    with SignInAttempt(limits, OTHER, "new"):
        pass


def test_other_errors_are_no_guesses(limits: Limits) -> None:
    for _ in range(9):
        fail(limits, "a", NotAllowed("may not"))


def test_a_success_forgets(limits: Limits) -> None:
    fail(limits, "a", AuthFailed("wrong"))
    with SignInAttempt(limits, ADDRESS, "a") as attempt:
        attempt.succeeded()
    fail(limits, "a", AuthFailed("wrong"))
    with SignInAttempt(limits, ADDRESS, "a"):
        pass


def test_keys_that_lead_nowhere_are_limited(limits: Limits) -> None:
    with pytest.raises(EntryClosed), KeyAttempt(limits, ADDRESS):
        raise EntryClosed("invalid", "There is no such meeting.")
    with KeyAttempt(limits, ADDRESS) as attempt:
        attempt.found(False)
    try_password(limits, "guess")
    with pytest.raises(TooManyAttempts), KeyAttempt(limits, ADDRESS):
        pytest.fail("it must not be looked at")
    with KeyAttempt(limits, OTHER):
        pass


def test_what_is_no_guess_of_a_key(limits: Limits) -> None:
    for _ in range(5):
        with pytest.raises(EntryClosed), KeyAttempt(limits, ADDRESS):
            raise EntryClosed("early", "Not yet.")
        try_password(limits, "")
        with KeyAttempt(limits, ADDRESS) as attempt:
            attempt.found(True)


def test_passwords_of_a_meeting_are_limited_for_it(limits: Limits) -> None:
    for _ in range(2):
        try_password(limits, "guess", 7)
    with pytest.raises(TooManyAttempts), KeyAttempt(limits, ADDRESS) as attempt:
        attempt.with_password("guess", 7)
    with KeyAttempt(limits, ADDRESS) as attempt:
        attempt.with_password("", 7)
        attempt.with_password("guess", 8)


def test_entries_are_limited(limits: Limits) -> None:
    for _ in range(5):
        with KeyAttempt(limits, ADDRESS) as attempt:
            attempt.enter()
    with pytest.raises(TooManyAttempts), KeyAttempt(limits, ADDRESS) as attempt:
        attempt.enter()
