"""What all messages share: who calls and whether they may, what the request holds, in one transaction, and what a
failure becomes.

A message is a function from a :class:`Call` to a reply element, registered by :func:`message`, which declares all about
it. The order of checks is that of the reference (1.4): well-formed, known, credentials, role, syntax; then whatever the
function asks of the domain. Whatever fails first is the one Fault of the reply, and the transaction is rolled back.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

import structlog
from litestar.datastructures import State
from sqlalchemy import and_, bindparam, select
from sqlalchemy.exc import DBAPIError, OperationalError, TimeoutError
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import tickets, user_ids, users
from convener.domain.accounts.credentials import is_password_cached, verify_user_password
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, CenterNotFound, DomainError, TooMany
from convener.domain.permissions import CenterAction, CenterRole, center_allows
from convener.observability.logging import tell
from convener.storage import core
from convener.storage.database import Busy, is_conflict
from convener.storage.models import Center, User

from .protocol.faults import Fault, authentication_failed, bad_syntax, fault_of, not_allowed_field, not_implemented
from .protocol.options import Text, check_text
from .protocol.reader import Element, attributes_of, read_document
from .protocol.writer import ROOT, document
from .registry import BATCH, MESSAGES, Call, Message

log = structlog.get_logger("convener.livemeeting")

Done = TypeVar("Done")

OK, NOT_FOUND, UNAVAILABLE = 200, 404, 503

TRIES = 5
"""How often a message is carried out that others of the same moment are in the way of."""

LARGEST_QUICK = 4096
"""Bytes of a request that is worth looking at for an answer at once."""


@dataclass(frozen=True)
class Credentials:
    """What a request carries to say who calls: user and password, or a ticket."""

    user: str
    password: str
    ticket: str | None = None


class UnknownCenter(Exception):
    """No center of this name."""


class _MustVerify(Exception):
    """The password is not one that was right lately: checking it takes long, and is not done inside a transaction."""


@dataclass(frozen=True)
class Dispatcher:
    """Answers requests to one center. ``address``: where the caller is, for limits on guessing and the log."""

    state: State
    center: str
    address: str

    def answer(self, body: bytes) -> tuple[int, bytes]:
        """HTTP status and body of the reply to a request."""
        return reply_of(self.center, lambda: self._answer(read_document(body)))

    def answer_at_once(self, body: bytes) -> tuple[int, bytes] | None:
        """The same, on the event loop, for a request that takes a few statements of a caller whose password was right
        lately; None for everything else, which may take its time and is for :meth:`answer`. Raises :class:`Busy`
        where it has to write and somebody else does so at this moment."""
        if len(body) > LARGEST_QUICK:
            return None
        try:
            root = read_document(body)
        except Fault:
            return None
        message = MESSAGES.get(str(root[0].tag)) if root.tag == ROOT and len(root) == 1 else None
        if message is None or "authTicket" in root.attrib or not message.quick(root[0]):
            return None
        try:
            return reply_of(self.center, lambda: self._answer(root, at_once=True))
        except _MustVerify:
            return None

    def _answer(self, root: Element, *, at_once: bool = False) -> Element:
        if root.tag != ROOT:
            raise bad_syntax(f"The root element must be {ROOT}.")
        if len(root) != 1:
            raise bad_syntax("There must be exactly one message.")
        request = root[0]
        known = request.tag == BATCH or request.tag in MESSAGES
        if not known:
            raise not_implemented(f"{request.tag} is not known.")
        credentials, odd = read_credentials(root)
        with self._limited(credentials):
            if request.tag == BATCH:
                return self._batch(credentials, odd, request)
            message = MESSAGES[str(request.tag)]
            if at_once:
                return self._as_identified(message, request, credentials, odd, at_once=True)
            return self._carry_out(message, request, credentials, odd)

    # ------------------------------------------------------------------------------------------------- who calls

    @contextmanager
    def _limited(self, credentials: Credentials) -> Iterator[None]:
        """Failed sign-ins are limited for an account from an address, and for an address as a whole. Tickets are too
        long to be guessed, and late ones of some people shall not keep out the others whom a program sends."""
        limits = [(self.state.address_limit, self.address)]
        if credentials.ticket is None:
            account = f"{self.address} {self.center.lower()} {credentials.user.casefold()}"
            limits.append((self.state.sign_in_limit, account))
        try:
            for limit, key in limits:
                limit.check(key)
            yield
        except AuthFailed:
            for limit, key in limits:
                limit.count(key)
            raise authentication_failed() from None
        except TooMany as error:
            raise authentication_failed(str(error)) from None

    def identify(self, session: Session, credentials: Credentials) -> tuple[Center, User]:
        """The center and the caller, for looking at; raises :class:`AuthFailed`."""
        center, user = self._find(session, credentials)
        if not is_password_cached(user, credentials.password):
            raise _MustVerify
        if user is None or not users.is_active(user):
            raise AuthFailed("The credentials are wrong.")
        return center, user

    def _verify(self, credentials: Credentials) -> None:
        """Check a password that was not right lately, without holding a transaction meanwhile."""
        with self.state.database.read() as session:
            _, user = self._find(session, credentials)
        if not verify_user_password(user, credentials.password):
            raise AuthFailed("The credentials are wrong.")

    def _find(self, session: Session, credentials: Credentials) -> tuple[Center, User | None]:
        """The center, and who has that user ID in it."""
        found = {"center": self.center.lower(), "user": user_ids.fold_id(credentials.user)}
        row = session.connection().execute(_CALLER, found).first() if text.is_storable(self.center) else None
        if row is None:
            raise UnknownCenter(self.center)
        of_user = row[_OF_CENTER:]
        user = None if of_user[0] is None else core.seen(User, of_user)
        return core.seen(Center, row[:_OF_CENTER]), user

    def _in_transaction(self, message: Message, act: Callable[[Session], Element], *, at_once: bool = False) -> Element:
        """What ``act`` gives, in a transaction of its own. Where one of the same moment was in its way it is done
        again: then it sees what that one did, and can say so."""
        database = self.state.database
        write = database.write_briefly if at_once else database.write
        for left in reversed(range(TRIES)):
            try:
                with database.read() if message.reads else write() as session:
                    return act(session)
            except DBAPIError as error:
                if not left or not is_conflict(error):
                    raise
        raise AssertionError("the last try returns or raises")

    def redeem(self, ticket: str) -> tuple[int, int]:
        """Ids of the center and of the user that a ticket is good for; a ticket for one use is used by this."""
        with self.state.database.write() as session:
            center = find_center(session, self.center)
            user = tickets.redeem_ticket(session, self.state.site, center.id, ticket)
            return center.id, user.id

    # --------------------------------------------------------------------------------------------- carrying out

    def _carry_out(self, message: Message, request: Element, credentials: Credentials, odd: str | None) -> Element:
        if credentials.ticket is not None:
            center_id, user_id = self.redeem(credentials.ticket)
            return self.carry_out_as(message, request, center_id, user_id, odd)
        return self._verified(credentials, lambda: self._as_identified(message, request, credentials, odd))

    def _verified(self, credentials: Credentials, act: Callable[[], Done]) -> Done:
        """What ``act`` gives, after a look at the password where that was not right lately."""
        try:
            return act()
        except _MustVerify:
            self._verify(credentials)
        try:
            return act()
        except _MustVerify:
            # It was changed at this very moment.
            raise AuthFailed("The credentials are wrong.") from None

    def _as_identified(
        self,
        message: Message,
        request: Element,
        credentials: Credentials,
        odd: str | None,
        *,
        at_once: bool = False,
    ) -> Element:
        def act(session: Session) -> Element:
            center, user = self.identify(session, credentials)
            if not message.reads:
                # What is changed in them is to be written.
                session.add_all((center, user))
            return self._obey(message, request, session, center, user, odd)

        return self._in_transaction(message, act, at_once=at_once)

    def carry_out_as(
        self, message: Message, request: Element, center_id: int, user_id: int, odd: str | None = None
    ) -> Element:
        """Carry out a message, in a transaction of its own, for a caller who is known already."""

        def act(session: Session) -> Element:
            center, user = session.get_one(Center, center_id), session.get_one(User, user_id)
            if not users.is_active(user):
                raise authentication_failed()  # a part of the same batch has ended the account
            return self._obey(message, request, session, center, user, odd)

        return self._in_transaction(message, act)

    def _obey(
        self, message: Message, request: Element, session: Session, center: Center, user: User, odd: str | None
    ) -> Element:
        require(user, message.may)
        if odd is not None:
            raise not_allowed_field(odd)
        given = message.read(request)
        call = Call(session, self.state.site, center, user, given, message, self.state)
        try:
            return message.carry_out(call)
        except DomainError as error:
            raise fault_of(error, message.name_of) from error

    def _ids(self, credentials: Credentials) -> tuple[int, int]:
        """Ids of the center and the caller."""
        with self.state.database.read() as session:
            center, user = self.identify(session, credentials)
            return center.id, user.id

    def _batch(self, credentials: Credentials, odd: str | None, request: Element) -> Element:
        from .batch import carry_out_batch

        if credentials.ticket is not None:
            center_id, user_id = self.redeem(credentials.ticket)
        else:
            center_id, user_id = self._verified(credentials, lambda: self._ids(credentials))
        if odd is not None:
            raise not_allowed_field(odd)
        return carry_out_batch(self, request, center_id, user_id)


_OF_CENTER = len(core.columns(Center))
_CALLER = (
    select(*core.columns(Center), *core.columns(User))
    .select_from(Center)
    .outerjoin(
        User,
        and_(
            User.center_id == Center.id,
            User.user_id_folded == bindparam("user"),
            User.deleted_at.is_(None),
            User.api_client_id.is_(None),
        ),
    )
    .where(Center.name == bindparam("center"))
)


def find_center(session: Session, name: str) -> Center:
    """The center of this name, whatever its case; raises :class:`UnknownCenter`."""
    try:
        return centers.find(session, name)
    except CenterNotFound:
        raise UnknownCenter(name) from None


def require(user: User, action: CenterAction) -> None:
    """Raise the Fault for a role that may not do this."""
    if center_allows(user.role, action):
        return
    if center_allows(CenterRole.ORGANIZER.value, action):
        raise Fault("Client.Authorization.NotOrganizer", "Only organizers and administrators may do this.")
    raise Fault("Client.Authorization.NotAdministrator", "Only administrators may do this.")


def read_credentials(root: Element) -> tuple[Credentials, str | None]:
    """Who calls, as the root element says; and the name of an attribute that does not belong there, to be refused once
    it is known who calls. Raises a Fault where user and ticket are both there; missing ones are wrong ones."""
    attributes = attributes_of(root)
    user, password = attributes.pop("authUser", None), attributes.pop("authPassword", None)
    ticket = attributes.pop("authTicket", None)
    for spelling in ("clientAppId", "clientAppID"):
        program = attributes.pop(spelling, None)
        if program is not None:
            tell(program=check_text(program, spelling, Text.ANY, 0, 64))
    odd = next(iter(attributes), None)
    if ticket is not None:
        if user is not None or password is not None:
            raise bad_syntax("Give either authTicket or authUser and authPassword.", "authTicket")
        return Credentials("", "", ticket[:64]), odd
    if user is None or password is None or not user_ids.is_valid_id(user) or len(password) > 256:
        raise authentication_failed()
    return Credentials(user.rstrip(" "), password), odd


def internal_error(error: Exception) -> Fault:
    """What a mistake of ours or a missing database becomes: a number for the caller, the trace for the log."""
    number = secrets.token_hex(6)
    log.error("internal error", number=number, exc_info=error)
    if isinstance(error, OperationalError | TimeoutError):
        return Fault("Server", "The server cannot work at the moment; try again.")
    return Fault("Server", f"Something went wrong on the server. Tell the operator the number {number}.")


def reply_of(center: str, answer: Callable[[], Element]) -> tuple[int, bytes]:
    """HTTP status and body of what was asked of a center: the answer, or the Fault for whatever goes wrong."""
    try:
        return OK, document(answer())
    except (_MustVerify, Busy):
        raise
    except UnknownCenter:
        return NOT_FOUND, document(no_center(center).element())
    except Fault as fault:
        return OK, document(fault.element())
    except (OperationalError, TimeoutError) as error:
        return UNAVAILABLE, document(internal_error(error).element())
    except Exception as error:
        return OK, document(internal_error(error).element())


def no_center(name: str) -> Fault:
    """What is said where there is no such center."""
    return Fault("Client.BadData.NoSuch.URL", f"There is no conference center {name[:64]!r} here.")
