"""What counts as a wrong guess, and for whom."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from convener.auth.attempts import CodeAttempt, ProofAttempt, client_attempt, link_attempt, ticket_attempt
from convener.auth.limits import Limits
from convener.domain.errors import AuthFailed, EntryClosed, NotAllowed, TooManyAttempts, WrongPassword
from tests.factories.limits import limits_of

ADDRESS, OTHER = "192.0.2.1", "192.0.2.2"
INVALID = EntryClosed("invalid", "There is no such meeting.")


@pytest.fixture
def limits() -> Limits:
    """Two failures for a meeting, three of each kind from an address, five entries."""
    return limits_of(target=2, address=3, entry=5)


def fail(attempt: ProofAttempt | CodeAttempt, error: Exception, *, becomes: type[Exception] | None = None) -> None:
    with pytest.raises(becomes or type(error)), attempt:
        raise error


def guess_codes(limits: Limits, number: int = 3) -> None:
    for _ in range(number):
        fail(CodeAttempt(limits, ADDRESS), INVALID)


def try_password(limits: Limits, password: str, meeting_id: int | None = None) -> None:
    """A password that is wrong."""

    def look() -> None:
        with CodeAttempt(limits, ADDRESS) as attempt:
            attempt.with_password(password, meeting_id)
            raise WrongPassword("meeting")

    with pytest.raises(WrongPassword):
        look()


@pytest.mark.parametrize(
    ("make", "error"),
    [(client_attempt, AuthFailed("wrong")), (ticket_attempt, AuthFailed("wrong")), (link_attempt, INVALID)],
)
def test_what_is_too_long_to_be_guessed_is_never_refused(
    limits: Limits, make: Callable[[Limits, str], ProofAttempt], error: Exception
) -> None:
    for _ in range(3):
        fail(make(limits, ADDRESS), error)
    assert make(limits, ADDRESS).is_suspect
    assert not make(limits, OTHER).is_suspect
    for _ in range(3):
        fail(make(limits, ADDRESS), error, becomes=TooManyAttempts)
        with make(limits, ADDRESS):
            pass
    fail(make(limits, OTHER), error)


def test_a_link_that_leads_nowhere_counts_where_it_is_no_error(limits: Limits) -> None:
    for _ in range(3):
        with link_attempt(limits, ADDRESS) as attempt:
            attempt.found(False)
    with link_attempt(limits, ADDRESS) as attempt:
        attempt.found(True)
    with pytest.raises(TooManyAttempts), link_attempt(limits, ADDRESS) as attempt:
        attempt.found(False)


def test_each_kind_has_a_budget_of_its_own(limits: Limits) -> None:
    guess_codes(limits)
    for make in (client_attempt, ticket_attempt, link_attempt):
        assert not make(limits, ADDRESS).is_suspect
        for _ in range(4):
            with pytest.raises((AuthFailed, TooManyAttempts)), make(limits, ADDRESS):
                raise AuthFailed("wrong")
    limits.password.consume(ADDRESS, f"{ADDRESS} ann")
    limits.meeting_password.consume(ADDRESS, f"{ADDRESS} meeting 7")
    limits.entry.consume(ADDRESS)
    with CodeAttempt(limits, OTHER):
        pass


def test_other_errors_are_no_guesses(limits: Limits) -> None:
    for _ in range(9):
        fail(ticket_attempt(limits, ADDRESS), NotAllowed("may not"))
        fail(link_attempt(limits, ADDRESS), EntryClosed("early", "Not yet."))
        fail(CodeAttempt(limits, ADDRESS), EntryClosed("early", "Not yet."))


def test_codes_that_lead_nowhere_are_limited(limits: Limits) -> None:
    guess_codes(limits, 1)
    with CodeAttempt(limits, ADDRESS) as attempt:
        attempt.found(False)
    try_password(limits, "guess")
    with pytest.raises(TooManyAttempts), CodeAttempt(limits, ADDRESS):
        pytest.fail("it must not be looked at")
    with CodeAttempt(limits, OTHER):
        pass


def test_who_is_proven_guesses_for_themselves(limits: Limits) -> None:
    guess_codes(limits)
    for _ in range(3):
        with CodeAttempt(limits, ADDRESS, lambda: "user 7"):
            pass
        fail(CodeAttempt(limits, ADDRESS, lambda: "user 8"), INVALID)
    with pytest.raises(TooManyAttempts), CodeAttempt(limits, ADDRESS, lambda: "user 8"):
        pytest.fail("it must not be looked at")
    with pytest.raises(TooManyAttempts), CodeAttempt(limits, ADDRESS, lambda: None):
        pytest.fail("it must not be looked at")


def test_what_is_no_guess_of_a_code(limits: Limits) -> None:
    for _ in range(5):
        try_password(limits, "")
        with CodeAttempt(limits, ADDRESS) as attempt:
            attempt.found(True)
            attempt.with_password("right", 7)


def test_passwords_of_a_meeting_are_limited_for_it(limits: Limits) -> None:
    for _ in range(2):
        try_password(limits, "guess", 7)
    with pytest.raises(TooManyAttempts), CodeAttempt(limits, ADDRESS) as attempt:
        attempt.with_password("guess", 7)
    with CodeAttempt(limits, ADDRESS) as attempt:
        attempt.with_password("", 7)
        attempt.with_password("guess", 8)
    try_password(limits, "guess", 8)
    with pytest.raises(TooManyAttempts), CodeAttempt(limits, ADDRESS) as attempt:
        attempt.with_password("guess", 9)


def test_entries_are_limited(limits: Limits) -> None:
    def come_too_early() -> None:
        with CodeAttempt(limits, ADDRESS) as attempt:
            attempt.enter()
            raise EntryClosed("early", "Who did not enter is not counted.")

    for _ in range(9):
        with pytest.raises(EntryClosed):
            come_too_early()
    for _ in range(5):
        with CodeAttempt(limits, ADDRESS) as attempt:
            attempt.enter()
    with pytest.raises(TooManyAttempts), CodeAttempt(limits, ADDRESS) as attempt:
        attempt.enter()
