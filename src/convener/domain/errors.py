"""Errors of the domain: a class with a stable word for each. Each API maps them to its protocol in one table."""

from __future__ import annotations


class DomainError(Exception):
    """A call that cannot be carried out; nothing was changed.

    ``word`` is stable and for programs, ``str(error)`` is an English sentence for people, ``parameter`` names the value
    that caused it, where there is one.
    """

    word = "failed"

    def __init__(self, message: str, parameter: str | None = None) -> None:
        super().__init__(message)
        self.parameter = parameter


class InvalidParameter(DomainError):
    """A value that cannot be accepted: missing, too long, malformed."""

    word = "invalid_parameter"


class AuthFailed(DomainError):
    """Wrong credentials; the message does not say which part of them is wrong."""

    word = "auth_failed"


class NotAllowed(DomainError):
    """The caller's role may not do this."""

    word = "not_allowed"


class MayNotSchedule(NotAllowed):
    """The user has no privilege to schedule meetings, whatever the role."""


class QuotaExceeded(DomainError):
    """The API client's quota of users or sessions is used up."""

    word = "quota_exceeded"


class TooManyAttempts(DomainError):
    """Too many attempts. ``retry_after``: seconds until the next one is allowed, a whole number."""

    word = "too_many_requests"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Overloaded(DomainError):
    """The server has too much of this to do at the moment; the same call may succeed later. ``retry_after``: seconds
    after which it is worth trying, a whole number."""

    word = "unavailable"

    def __init__(self, message: str, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class MeetingNotFound(DomainError):
    """No such meeting, or none that this caller may use."""

    word = "meeting_not_found"


class DateNotFound(DomainError):
    """The meeting is no series, or the series has no date of this name."""

    word = "date_not_found"


class MeetingExists(DomainError):
    """The meeting key is used by a meeting of another host."""

    word = "meeting_exists"


class MeetingCancelled(DomainError):
    """The meeting was cancelled, and the call needs one that was not."""

    word = "meeting_cancelled"


class ContentNotFound(DomainError):
    """No such document, or none that this caller may see."""

    word = "content_not_found"


class ParticipantNotFound(DomainError):
    """No such participant in the meeting."""

    word = "participant_not_found"


class MessageNotFound(DomainError):
    """No such message in the chat of the meeting, or none that this participant reads."""

    word = "message_not_found"


class UserNotFound(DomainError):
    """No such user in the center."""

    word = "user_not_found"


class UserExists(DomainError):
    """The user ID is used by another user."""

    word = "user_exists"


class GroupNotFound(DomainError):
    """No such group in the center."""

    word = "group_not_found"


class GroupExists(DomainError):
    """The group ID is used by another group."""

    word = "group_exists"


class ApiClientNotFound(DomainError):
    """No such API client."""

    word = "client_not_found"


class EntryClosed(DomainError):
    """A link or name that does not admit anybody now; ``word`` says why (``early``, ``cancelled``, ``deleted``, …)."""

    def __init__(self, state: str, message: str) -> None:
        super().__init__(message)
        self.word = state


class CenterNotFound(DomainError):
    """No such conference center."""

    word = "center_not_found"


class CenterExists(DomainError):
    """The name is that of another center."""

    word = "center_exists"


class BadMatch(DomainError):
    """A search found a number of objects other than one. ``what``: their kind; ``found``: 0, or 2 for several."""

    word = "bad_match"

    def __init__(self, what: str, found: int) -> None:
        super().__init__(f"{'Several' if found else 'No'} {what}s match; there must be exactly one.")
        self.what = what
        self.found = found


class PersonalRoomExists(DomainError):
    """The user has a personal room already."""

    word = "place_exists"


class WrongState(DomainError):
    """The object (``what``: meeting, recording, poll) is not in a state for this."""

    word = "wrong_state"

    def __init__(self, what: str, message: str) -> None:
        super().__init__(message)
        self.what = what


class NameTaken(DomainError):
    """The name is used by another meeting or recording (``what``) that is not deleted."""

    word = "name_taken"

    def __init__(self, what: str, name: str) -> None:
        super().__init__(f"There is already a {what} named {name!r}.", "name")
        self.what = what


class NotOwner(DomainError):
    """The object (``what``) belongs to another user, and the caller is no administrator."""

    word = "not_owner"

    def __init__(self, what: str) -> None:
        super().__init__(f"Only the owner of the {what} or an administrator may do this.")
        self.what = what


class NotOwnPersonalRoom(DomainError):
    """The personal room belongs to another user."""

    word = "not_own_place"


class UnknownUsers(DomainError):
    """No user or group has these IDs: ``ids``."""

    word = "unknown_people"

    def __init__(self, ids: list[str], parameter: str | None = None) -> None:
        super().__init__(f"No such user or group: {', '.join(ids)}.", parameter)
        self.ids = ids


class NotMembers(DomainError):
    """IDs (``ids``) of users to be removed from a group they are not in, or with ``groups`` of groups to be removed
    from a user who is not in them."""

    word = "not_members"

    def __init__(self, ids: list[str], *, groups: bool) -> None:
        super().__init__(f"Not there to be removed: {', '.join(ids)}.")
        self.ids = ids
        self.groups = groups


class BadTimeZone(DomainError):
    """Not a time zone of the IANA database."""

    word = "bad_time_zone"


class BadValue(DomainError):
    """A value that is well formed and yet cannot be used: an unknown locale, an owner who may not organize meetings."""

    word = "bad_value"


class BadCharacter(DomainError):
    """A text (``text``) contains a character that is not allowed in it. ``index``: its position where it is an item of
    a list."""

    word = "bad_character"

    def __init__(self, parameter: str, text: str, character: str, index: int | None = None) -> None:
        super().__init__(f"{parameter} must not contain {character!r}.", parameter)
        self.text = text
        self.character = character
        self.index = index


class NotSettable(DomainError):
    """A field that cannot be set in this call: an option that never changes, a setting that only the owner sets."""

    word = "not_here"


class InvariantBroken(DomainError):
    """A rule about an object would be broken."""

    word = "invariant_broken"


class EmptyGroup(InvariantBroken):
    """A new group needs a member."""

    word = "empty_group"


class TooManySeats(DomainError):
    """More seats (``asked``) than one meeting may have (``most``)."""

    word = "too_many_seats"

    def __init__(self, asked: int, most: int) -> None:
        super().__init__(f"A meeting may have at most {most} seats, not {asked}.", "seats")
        self.asked = asked
        self.most = most


class SeatsTaken(DomainError):
    """More seats (``asked``) than are free during the whole time of the meeting (``available``)."""

    word = "seats_taken"

    def __init__(self, asked: int, available: int) -> None:
        super().__init__(f"{asked} seats are asked for, {available} are free during the whole time.", "seats")
        self.asked = asked
        self.available = available


class LimitReached(DomainError):
    """A limit of the center is reached: scheduled meetings, users who may schedule."""

    word = "limit_reached"


class StorageFull(LimitReached):
    """The center may store ``limit`` bytes, of which ``used`` are taken; ``size`` more do not fit."""

    word = "storage_full"

    def __init__(self, *, limit: int, used: int, size: int) -> None:
        super().__init__(
            f"The storage of this center is full: {used:,} of {limit:,} bytes are used, and {size:,} more do not fit. "
            "Documents and recordings that are deleted for good make room."
        )
        self.limit = limit
        self.used = used
        self.size = size


class Maintenance(DomainError):
    """The time of the meeting overlaps a maintenance window."""

    word = "maintenance"


class NotOffered(DomainError):
    """The center does not offer this, for example meetings without an end."""

    word = "not_offered"


class BadRecurrence(DomainError):
    """A recurrence rule that is not supported or never occurs."""

    word = "bad_recurrence"


class FormatNotFound(DomainError):
    """The recording does not exist in the requested format."""

    word = "no_such_format"


class TransferNotFound(DomainError):
    """The address leads to no upload or download."""

    word = "no_such_transfer"


class TransferExpired(DomainError):
    """The address has expired or was used."""

    word = "transfer_expired"


class BadFile(DomainError):
    """An uploaded file that is not usable. ``reason`` is a stable word: zip, entry, image, version, type, length,
    encoding; ``entry`` names the entry of an archive that is wrong."""

    word = "bad_file"

    def __init__(self, message: str, reason: str, entry: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.entry = entry


class StorageFailed(DomainError):
    """The blob store does not accept or return a file: full, or not reachable. The same call may succeed later."""

    word = "storage_failed"


class WrongPassword(DomainError):
    """The password of a meeting or recording (``what``) is missing or wrong."""

    word = "wrong_password"

    def __init__(self, what: str) -> None:
        super().__init__(f"The password of this {what} is missing or wrong.", "password")
        self.what = what


class RegistrationNeeded(DomainError):
    """E-mail address and company are required to enter."""

    word = "registration_needed"


class SignInNeeded(DomainError):
    """Only users on a list are admitted: the caller must sign in first."""

    word = "sign_in_needed"


class MailUnavailable(DomainError):
    """No mail can be sent from this installation."""

    word = "mail_off"
