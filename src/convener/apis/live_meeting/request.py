"""A request as its envelope says it: one message in the root element, and who claims to send it."""

from __future__ import annotations

from dataclasses import dataclass

from convener.auth.center_users import Credentials
from convener.auth.credentials import TicketCredentials, UserCredentials
from convener.domain.accounts import user_ids
from convener.observability.logging import add_access_fields

from .protocol.elements import Element, attributes_of
from .protocol.faults import authentication_failed, bad_syntax
from .protocol.options import Text, check_text
from .protocol.reader import read_document
from .protocol.writer import ROOT
from .registry import BATCH, Message, find_message

LONGEST_PASSWORD = 256
LONGEST_TICKET = 64


@dataclass(frozen=True)
class Request:
    """One message that is known. ``message`` is None for a batch of them; ``unknown_attribute``: one of the root that
    does not belong there, to be refused once it is known who calls."""

    element: Element
    message: Message | None
    credentials: Credentials
    unknown_attribute: str | None

    @property
    def may_run_inline(self) -> bool:
        """Whether it takes a few statements only, all in the one transaction of its message."""
        if self.message is None or isinstance(self.credentials, TicketCredentials):
            return False
        return self.message.inline(self.element)


def read_request(body: bytes, content_type: str = "") -> Request:
    """The request of a body; ``content_type``: of the HTTP request. Raises a Fault for what is not well-formed, not
    known, or without credentials."""
    root = read_document(body, content_type)
    if root.tag != ROOT:
        raise bad_syntax(f"The root element must be {ROOT}.")
    if len(root) != 1:
        raise bad_syntax("There must be exactly one message.")
    message = None if root[0].tag == BATCH else find_message(root[0])
    credentials, unknown_attribute = _read_attributes(root)
    return Request(root[0], message, credentials, unknown_attribute)


def _read_attributes(root: Element) -> tuple[Credentials, str | None]:
    """Who calls, and an attribute that does not belong there. Where user and ticket are both there it is a mistake of
    form; missing ones are wrong ones."""
    attributes = attributes_of(root)
    user, password = attributes.pop("authUser", None), attributes.pop("authPassword", None)
    ticket = attributes.pop("authTicket", None)
    for spelling in ("clientAppId", "clientAppID"):
        program = attributes.pop(spelling, None)
        if program is not None:
            add_access_fields(program=check_text(program, spelling, Text.ANY, 0, 64))
    unknown = next(iter(attributes), None)
    if ticket is not None:
        if user is not None or password is not None:
            raise bad_syntax("Give either authTicket or authUser and authPassword.", "authTicket")
        return TicketCredentials(ticket[:LONGEST_TICKET]), unknown
    if user is None or password is None or not user_ids.is_valid_id(user) or len(password) > LONGEST_PASSWORD:
        raise authentication_failed()
    return UserCredentials(user.rstrip(" "), password), unknown
