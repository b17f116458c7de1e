"""What can go wrong, as types with a stable word. Each door maps them to its protocol in one table."""

from __future__ import annotations


class DomainError(Exception):
    """A call that cannot be carried out; nothing was changed.

    ``word`` is stable and for programs, ``str(error)`` a sentence for people, ``parameter`` what is to blame.
    """

    word = "failed"

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.parameter = parameter


class InvalidParameter(DomainError):
    """A value that cannot be: missing, too long, malformed."""

    word = "invalid_parameter"


class AuthFailed(DomainError):
    """Wrong credentials, without saying which part of them."""

    word = "auth_failed"


class NotAllowed(DomainError):
    """The caller's role may not do this."""

    word = "not_allowed"


class QuotaExceeded(DomainError):
    """The API client's quota of users or sessions is used up."""

    word = "quota_exceeded"


class TooMany(DomainError):
    """Too many attempts; ``retry_after`` is in whole seconds."""

    word = "too_many_requests"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class MeetingNotFound(DomainError):
    """No such meeting, or not for this caller."""

    word = "meeting_not_found"


class MeetingExists(DomainError):
    """The meeting key is taken by a meeting of another host."""

    word = "meeting_exists"


class MeetingCancelled(DomainError):
    """The meeting was cancelled, and what is asked needs one that was not."""

    word = "meeting_cancelled"


class ParticipantNotFound(DomainError):
    """No such participant in the meeting."""

    word = "participant_not_found"


class UserNotFound(DomainError):
    """No such user in the center."""

    word = "user_not_found"


class UserExists(DomainError):
    """The user ID is taken."""

    word = "user_exists"


class GroupNotFound(DomainError):
    """No such group in the center."""

    word = "group_not_found"


class GroupExists(DomainError):
    """The group ID is taken."""

    word = "group_exists"


class ClientNotFound(DomainError):
    """No such API client."""

    word = "client_not_found"


class DoorClosed(DomainError):
    """A link that does not lead inside now; ``word`` is the door's state (``early``, ``cancelled``, …)."""

    def __init__(self, state: str, message: str) -> None:
        super().__init__(message)
        self.word = state
