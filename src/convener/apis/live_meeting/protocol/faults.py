"""Faults, information and warnings: what goes wrong, in the words of the API (reference, section 14).

:data:`FAULTS` is the one table from errors of the domain to codes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from convener.domain import errors
from convener.domain.errors import DomainError
from convener.domain.site import now

from .writer import Element, decimal_option, element, leaf, option_list, string_list_option, string_option, time_option

LONGEST_TEXT = 2047


class Fault(Exception):
    """A failure as the API says it. ``options`` go beside the time into its OptionList; ``status`` is that of HTTP."""

    def __init__(self, code: str, text: str, *options: Element, status: int = 200) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.options = options
        self.status = status
        self.at = now()

    def element(self) -> Element:
        """The Fault element."""
        return _notice("Fault", "FaultCode", "FaultString", self.code, self.text, self.at, self.options)


def info_warn(code: str, message: str, *options: Element) -> Element:
    """An InfoWarn element: information or a warning."""
    return _notice("InfoWarn", "Code", "Message", code, message, now(), options)


def _notice(
    tag: str, code_tag: str, text_tag: str, code: str, text: str, at: datetime, options: tuple[Element, ...]
) -> Element:
    return element(
        tag,
        None,
        [
            leaf(code_tag, code),
            leaf(text_tag, (text or code)[:LONGEST_TEXT]),
            option_list([time_option("time", at), *options]),
        ],
    )


def bad_syntax(text: str, field: str | None = None) -> Fault:
    """A field, or the whole request, breaks a rule of its form."""
    return Fault("Client.BadSyntax", text, *_field(field))


def not_allowed_field(field: str, text: str | None = None) -> Fault:
    """A field that must not be here."""
    return Fault("Client.BadSyntax.NotAllowed.Field", text or f"{field} is not allowed here.", *_field(field))


def bad_data(text: str, field: str) -> Fault:
    """A value is well formed and wrong in itself."""
    return Fault("Client.BadData", text, *_field(field))


def bad_character(text: str, character: str, field: str, index: int | None = None) -> Fault:
    """A character is not allowed in a text, or in an item of a list."""
    where = (
        "Client.BadSyntax.BadCharacter.String" if index is None else "Client.BadSyntax.BadCharacter.ItemInList.String"
    )
    position = [] if index is None else [decimal_option("index", index)]
    shown = repr(character)
    return Fault(
        where,
        f"{field} must not contain {shown}.",
        *_field(field),
        string_option("badCharacter", character),
        *position,
        string_option("stringValue", text[:1023]),
    )


def not_implemented(text: str) -> Fault:
    """A message that is not known."""
    return Fault("Server.OperationUnavailable.NotImplemented", text)


def no_such_center(name: str) -> Fault:
    """There is no center of this name."""
    return Fault("Client.BadData.NoSuch.URL", f"There is no conference center {name[:64]!r} here.", status=404)


def authentication_failed(text: str = "The credentials are wrong.") -> Fault:
    """Wrong credentials, without saying which part of them."""
    return Fault("Client.Authentication", text)


def _field(field: str | None) -> list[Element]:
    return [string_option("fieldName", field[:255])] if field else []


# ------------------------------------------------------------------------------------- errors of the domain


Error = TypeVar("Error", bound=DomainError)
_MAKERS: dict[type[DomainError], Callable[[DomainError, str | None], Fault]] = {}


def _capital(what: str) -> str:
    return what[:1].upper() + what[1:]


def _simple(kind: type[DomainError], code: str) -> None:
    """``fieldName`` is an option of the two levels that are about values (reference, 14.2)."""
    has_field = code.startswith(("Client.BadData", "Client.BadSyntax"))
    _MAKERS[kind] = lambda error, field: Fault(code, str(error), *_field(field if has_field else None))


def _special(kind: type[Error]) -> Callable[[Callable[[Error, str | None], Fault]], None]:
    def register(make: Callable[[Error, str | None], Fault]) -> None:
        _MAKERS[kind] = make  # type: ignore[assignment]

    return register


_simple(errors.InvalidParameter, "Client.BadSyntax")
_simple(errors.AuthFailed, "Client.Authentication")
_simple(errors.TooManyAttempts, "Client.Authentication")
_simple(errors.NotAllowed, "Client.Authorization.NotAdministrator")
_simple(errors.MayNotSchedule, "Client.Authorization.NotOrganizer")
_simple(errors.NotOwnPersonalRoom, "Client.Authorization.NotOwner.PersonalPlace")
_simple(errors.UserExists, "Client.BadData.NameInUse.UserID")
_simple(errors.UserNotFound, "Client.BadData.NoSuch.UserOrGroup")
_simple(errors.GroupNotFound, "Client.BadData.NoSuch.UserOrGroup")
_simple(errors.GroupExists, "Client.BadData.NameInUse.GroupID")
_simple(errors.MeetingExists, "Client.BadData.NameInUse.Meeting")
_simple(errors.MeetingNotFound, "Client.BadData.NoSuch.Meeting")
_simple(errors.MeetingCancelled, "Client.BadState.Meeting")
_simple(errors.PersonalRoomExists, "Client.BadMatch.Need0.Meeting")
_simple(errors.BadTimeZone, "Client.BadData.BadTimeZoneID")
_simple(errors.BadValue, "Client.BadData")
_simple(errors.NotSettable, "Client.BadSyntax.NotAllowed.Field")
_simple(errors.InvariantBroken, "Client.Invariant")
_simple(errors.EmptyGroup, "Client.Invariant.EmptyGroup")
_simple(errors.LimitReached, "Client.ResourceLimit")
_simple(errors.QuotaExceeded, "Client.ResourceLimit")
_simple(errors.Maintenance, "Client.ServiceLimit.ScheduledMaintenance")
_simple(errors.NotOffered, "Server.OperationUnavailable.NotImplemented.Meeting.Ongoing")
_simple(errors.BadRecurrence, "Client.Meeting.RecurrencePattern.Invalid")
_simple(errors.FormatNotFound, "Client.BadMatch.Need1Got0.Recording.InFormat")
_simple(errors.TransferNotFound, "Client.BadData.NoSuch.URL")
_simple(errors.TransferExpired, "Client.BadData.Expired.URL")
_simple(errors.RegistrationNeeded, "Client.Meeting.NeedsRegistration")
_simple(errors.SignInNeeded, "Client.Authorization")
_simple(errors.MailUnavailable, "Server.OperationUnavailable.Disabled.Notifications")
_simple(errors.ParticipantNotFound, "Client.BadData.NoSuch")
_simple(errors.EntryClosed, "Client.Meeting")
_simple(errors.ApiClientNotFound, "Client.BadData.NoSuch")
_simple(errors.BadFile, "Client.BadData")
_simple(errors.StorageFailed, "Server")


@_special(errors.Overloaded)
def _overloaded(error: errors.Overloaded, _name: str | None) -> Fault:
    return Fault("Server", str(error), status=503)


@_special(errors.BadMatch)
def _bad_match(error: errors.BadMatch, _name: str | None) -> Fault:
    number = "Need1GotMore" if error.found else "Need1Got0"
    known = error.what == "meeting" or (error.what == "recording" and not error.found)
    return Fault(f"Client.BadMatch.{number}" + (f".{_capital(error.what)}" if known else ""), str(error))


@_special(errors.WrongState)
def _wrong_state(error: errors.WrongState, _name: str | None) -> Fault:
    known = error.what in ("meeting", "recording")
    return Fault("Client.BadState" + (f".{_capital(error.what)}" if known else ""), str(error))


@_special(errors.NameTaken)
def _name_taken(error: errors.NameTaken, name: str | None) -> Fault:
    return Fault(f"Client.BadData.NameInUse.{_capital(error.what)}", str(error), *_field(name))


@_special(errors.NotOwner)
def _not_owner(error: errors.NotOwner, _name: str | None) -> Fault:
    known = error.what in ("meeting", "recording")
    code = "Client.Authorization.NotOwnerOrAdministrator"
    return Fault(code + (f".{_capital(error.what)}" if known else ""), str(error))


@_special(errors.UnknownUsers)
def _unknown_people(error: errors.UnknownUsers, name: str | None) -> Fault:
    return Fault("Client.BadData.NoSuch.UserOrGroup", str(error), *_field(name), string_list_option("ids", error.ids))


@_special(errors.NotMembers)
def _not_members(error: errors.NotMembers, _name: str | None) -> Fault:
    option = "groupIDs" if error.groups else "userIDs"
    return Fault("Client.BadState.RemoveMissing", str(error), string_list_option(option, error.ids))


@_special(errors.BadCharacter)
def _bad_character(error: errors.BadCharacter, name: str | None) -> Fault:
    return bad_character(error.text, error.character, name or "", error.index)


@_special(errors.TooManySeats)
def _too_many_seats(error: errors.TooManySeats, _name: str | None) -> Fault:
    return Fault("Client.ResourceLimit.Seats", str(error), decimal_option("maxUsers", error.asked))


@_special(errors.SeatsTaken)
def _seats_taken(error: errors.SeatsTaken, _name: str | None) -> Fault:
    free = [decimal_option("available", error.available)] if error.available > 0 else []
    return Fault("Client.ResourceLimit.Seats.Reserved", str(error), decimal_option("maxUsers", error.asked), *free)


@_special(errors.WrongPassword)
def _wrong_password(error: errors.WrongPassword, _name: str | None) -> Fault:
    return Fault(f"Client.Authorization.BadPassword.{_capital(error.what)}", str(error))


def fault_of(error: DomainError, name_of: Callable[[str], str]) -> Fault:
    """The Fault of an error of the domain; ``name_of`` turns its word for a field into the API's."""
    field = name_of(error.parameter) if error.parameter else None
    for kind in type(error).__mro__:
        if kind in _MAKERS:
            return _MAKERS[kind](error, field)
    return Fault("Client", str(error), *_field(field))
