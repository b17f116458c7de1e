"""Reads the answer of a calendar program out of a mail (RFC 5546, 3.2.3; RFC 6047).

Mails come from anybody: only the first calendar part is read, up to a size, and whatever cannot be read is no answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses
from itertools import islice
from typing import cast
from urllib.parse import unquote

from icalendar import Calendar, Component

from convener.domain.invitations.calendar_replies import CalendarReply
from convener.domain.invitations.invitations import Answer

LARGEST_MAIL = 1 << 20
"""Bytes of a mail. An answer has some kilobytes; some programs add a picture of the calendar."""

_LARGEST_CALENDAR = 256 << 10
_MOST_PARTS = 50
_LONGEST_HEADER = 2000
_LONGEST_ADDRESS = 800  # percent-encoded
_TYPES = ("text/calendar", "application/ics")
_ANSWERS: dict[str, Answer] = {"ACCEPTED": "accept", "DECLINED": "decline"}


class NoReply(Exception):
    """The mail contains no answer of a calendar program; the message says why."""


def read_reply(mail: bytes) -> CalendarReply:
    """The answer in a mail. Raises :class:`NoReply`."""
    if len(mail) > LARGEST_MAIL:
        raise NoReply("it is too large")
    try:
        return _read(mail)
    except NoReply:
        raise
    except RecursionError:
        raise NoReply("its parts are nested too deeply") from None
    except Exception as error:
        # The parsers have no one error for what they cannot read, and one mail must not be in the way of the others.
        raise NoReply(f"it cannot be read ({type(error).__name__})") from error


def _read(mail: bytes) -> CalendarReply:
    message = message_from_bytes(mail, policy=compat32)
    calendar = _calendar(message)
    sender = _sender(message)
    if str(calendar.get("METHOD", "")).upper() != "REPLY":
        raise NoReply("its calendar part is no answer")
    # An answer to a single date of a series has a RECURRENCE-ID. There are no links for those.
    events = [event for event in calendar.walk("VEVENT") if "RECURRENCE-ID" not in event]
    if len(events) != 1:
        raise NoReply("it answers no whole meeting")
    return _reply(events[0], sender)


def _reply(event: Component, sender: str) -> CalendarReply:
    attendee, uid = event.get("ATTENDEE"), event.get("UID")
    if uid is None or attendee is None or isinstance(uid, list) or isinstance(attendee, list):
        raise NoReply("it has not one UID and one attendee")
    scheme, _, address = str(attendee).partition(":")
    if scheme.lower() != "mailto" or len(address) > _LONGEST_ADDRESS or len(sender) > _LONGEST_ADDRESS:
        raise NoReply("its attendee has no address")
    try:
        sequence = int(str(event.get("SEQUENCE", "0")))
    except ValueError:
        raise NoReply("its sequence is no number") from None
    return CalendarReply(
        uid=str(uid).strip(),
        sequence=sequence,
        attendee=unquote(address).strip(),
        sender=sender,
        answer=_ANSWERS.get(str(attendee.params.get("PARTSTAT", "")).upper()),
    )


def _calendar(message: Message) -> Calendar:
    for part in islice(_parts(message), _MOST_PARTS):
        if part.get_content_type() not in _TYPES or part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or len(payload) > _LARGEST_CALENDAR:
            raise NoReply("its calendar part is too large")
        read = Calendar.from_ical(payload.decode("utf-8", "replace"))
        if not isinstance(read, Calendar):
            raise NoReply("its calendar part is no calendar")
        return read
    raise NoReply("it has no calendar part")


def _parts(message: Message) -> Iterator[Message]:
    return cast("Iterator[Message]", message.walk())


def _sender(message: Message) -> str:
    found = [str(value) for value in message.get_all("From", [])]
    addresses = [address for _, address in getaddresses(found)] if sum(map(len, found)) <= _LONGEST_HEADER else []
    if len(addresses) != 1 or "@" not in addresses[0]:
        raise NoReply("it has not one sender")
    return addresses[0]
