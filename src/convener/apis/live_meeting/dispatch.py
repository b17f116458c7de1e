"""The way of a request, in the order of the checks (reference, 1.4): it is read, the caller is authenticated and
authorized, the message is parsed, carried out, and its reply written.

Each step is a function of its own; :meth:`Dispatcher.answer` and :meth:`Dispatcher._run` call them in their order. A
message is carried out in one transaction, in which the caller is looked up too. Whatever fails first is the one Fault
of the reply, and the transaction is rolled back.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice

from litestar.concurrency import sync_to_thread
from sqlalchemy.orm import Session

from convener.apis.inline import NotInline, answer_inline
from convener.auth.attempts import ticket_attempt
from convener.auth.center_users import (
    AccountEnded,
    PasswordUnverified,
    find_caller,
    identify,
    redeem_ticket,
    require_remembered,
)
from convener.auth.credentials import TicketCredentials, UserCredentials
from convener.auth.passwords import Identity
from convener.domain.accounts.passwords import HashNeeded, PreparedHash
from convener.domain.centers import centers
from convener.domain.errors import AuthFailed, CenterNotFound, DomainError, Overloaded, TooManyAttempts
from convener.services import Services
from convener.storage.database import Busy, repeated
from convener.storage.together import send_writes

from .authorization import require
from .batch import carry_out_batch
from .call import Call
from .failures import HttpReply, failure_reply
from .protocol.elements import Element
from .protocol.faults import Fault, authentication_failed, fault_of, no_such_center, not_allowed_field
from .protocol.writer import Markup, document
from .registry import Message, find_message
from .request import Request, read_request

FIRST_PIECES = 3
"""Pieces of a reply that streams, until the first meetings are in it: of the root, of the reply, of these."""

LARGEST_INLINE = 4096
"""Bytes of a request that is worth reading on the event loop."""


class PasswordUnhashed(Exception):
    """The message sets a password whose hash is to be computed first. ``sender``: who calls, where that was found out
    by something that is used up."""

    def __init__(self, password: str, sender: Identity | None) -> None:
        super().__init__()
        self.password = password
        self.sender = sender


@dataclass(frozen=True)
class Dispatcher:
    """Answers requests to one center. ``address``: where the caller is, for limits on guessing and the log.
    ``content_type``: what HTTP says that the request is. ``sender``: who calls, where the password of the request was
    checked before."""

    services: Services
    center: str
    address: str
    content_type: str = ""
    sender: Identity | None = None
    hashing: PreparedHash = PreparedHash()

    async def reply(self, body: bytes, *, inline: bool) -> HttpReply:
        """HTTP status and body of the reply to a request; ``inline`` where it may be answered on the event loop. Slow
        hashes are computed by threads that answer nothing else, between two tries: of a password that was not right
        lately, and of one that the message sets."""
        try:
            answer = None
            if inline:
                answer = await answer_inline(self.services.database, lambda: self.answer(body, inline=True))
            return await sync_to_thread(self.answer, body) if answer is None else answer
        except TooManyAttempts as error:
            await self.services.limits.refusals.delay()
            return failure_reply(authentication_failed(str(error)))
        except PasswordUnverified as unverified:
            step = self._verified(unverified.credentials)
        except PasswordUnhashed as unhashed:
            step = self._hashed(unhashed)
        try:
            with self._faults():
                following = await step
        except TooManyAttempts as error:
            return failure_reply(authentication_failed(str(error)))
        except Exception as error:
            return failure_reply(error)
        return await following.reply(body, inline=False)

    async def _verified(self, credentials: UserCredentials) -> Dispatcher:
        sender = await self.services.passwords.verify(self.address, self.center, credentials)
        return replace(self, sender=sender)

    async def _hashed(self, unhashed: PasswordUnhashed) -> Dispatcher:
        hashing = await self.services.passwords.prepare(self.address, unhashed.password)
        return replace(self, sender=unhashed.sender, hashing=hashing)

    def answer(self, body: bytes, *, inline: bool = False) -> HttpReply:
        """The same, in a thread or ``inline``. Raises :class:`PasswordUnverified` for a password that was not right
        lately, :class:`PasswordUnhashed` for one that it sets, and :class:`TooManyAttempts`.

        ``inline``: on the event loop, where nothing may take its time. Then it raises :class:`NotInline` for all but
        a message of a few statements from a caller whose password was right lately, and :class:`Busy` where it has to
        write and another transaction does so at this moment.
        """
        try:
            if inline and len(body) > LARGEST_INLINE:
                raise NotInline
            request = self._read(body, inline=inline)
            if inline and not request.may_run_inline:
                raise NotInline
            reply = self._authenticated(request, inline=inline)
            if isinstance(reply, Markup) and reply.streams:
                pieces = reply.documents()
                # What fails before the first meeting is there has a Fault; later the connection ends.
                begin = b"".join(islice(pieces, FIRST_PIECES))
                return 200, chain([begin], pieces)
            return 200, document(reply)
        except (Busy, NotInline, PasswordUnverified, PasswordUnhashed, TooManyAttempts):
            raise
        except Exception as error:
            return failure_reply(error)

    def _read(self, body: bytes, *, inline: bool) -> Request:
        """The request. Where it cannot be read it is asked whether there is such a center at all: an address that leads
        nowhere is the first thing to say."""
        try:
            return read_request(body, self.content_type)
        except Fault:
            if inline:
                raise NotInline from None
            try:
                with self.services.database.read() as session:
                    centers.find(session, self.center)
            except CenterNotFound:
                raise no_such_center(self.center) from None
            raise

    def _authenticated(self, request: Request, *, inline: bool) -> Element | Markup:
        with self._faults():
            if self.sender is not None:
                return self._carry_out(request, self.sender, inline=inline)
            if isinstance(request.credentials, UserCredentials):
                return self._carry_out(request, request.credentials, inline=inline)
            with ticket_attempt(self.services.limits, self.address):
                return self._carry_out(request, self._redeemed(request.credentials), inline=inline)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What is wrong with the caller is raised as a Fault."""
        try:
            yield
        except AuthFailed:
            raise authentication_failed() from None
        except CenterNotFound:
            raise no_such_center(self.center) from None
        except Overloaded as error:
            raise fault_of(error, str) from None

    def _redeemed(self, credentials: TicketCredentials) -> Identity:
        return redeem_ticket(self.services.database, self.services.site, self.center, credentials)

    def _carry_out(self, request: Request, sender: UserCredentials | Identity, *, inline: bool) -> Element | Markup:
        if request.message is None:
            return self._carry_out_batch(request, sender)
        require_remembered(self.services.passwords.remembered, self.center, sender)
        try:
            return self._run(request.message, request.element, sender, request.unknown_attribute, inline=inline)
        except HashNeeded as needed:
            raise PasswordUnhashed(needed.password, sender if isinstance(sender, Identity) else None) from None

    def _carry_out_batch(self, request: Request, sender: UserCredentials | Identity) -> Element:
        """Who calls is found out once, before the parts; each part runs in a transaction of its own."""
        services = self.services
        caller = (
            sender
            if isinstance(sender, Identity)
            else identify(services.database, services.passwords.remembered, self.center, sender)
        )
        if request.unknown_attribute is not None:
            raise not_allowed_field(request.unknown_attribute)
        return carry_out_batch(request.element, lambda part: self._run_part(part, caller))

    def _run_part(self, part: Element, caller: Identity) -> Element:
        """The reply to a part of a batch, whose other parts are not carried out again: the thread of the batch waits
        for a hash that is needed, outside of any transaction."""
        message = find_message(part)
        reply = self._run_message(message, part, caller)
        return reply.element() if isinstance(reply, Markup) else reply

    def _run_message(self, message: Message, part: Element, caller: Identity) -> Element | Markup:
        try:
            return self._run(message, part, caller)
        except HashNeeded as needed:
            try:
                hashing = self.services.passwords.submit(self.address, needed.password).result()
            except Overloaded as error:
                raise fault_of(error, str) from None
            return replace(self, hashing=hashing)._run(message, part, caller)

    def _run(
        self,
        message: Message,
        element: Element,
        sender: UserCredentials | Identity,
        unknown_attribute: str | None = None,
        *,
        inline: bool = False,
    ) -> Element | Markup:
        """The reply element of a message, carried out in a transaction of its own. Where another one of the same moment
        was in its way it is done again: then it sees what that one did, and can say so."""

        def carry_out() -> Element | Markup:
            with self._transaction(message, inline=inline) as session:
                caller = find_caller(session, self.services.passwords.remembered, self.center, sender)
                require(caller.principal, message.may)
                if unknown_attribute is not None:
                    raise not_allowed_field(unknown_attribute)
                arguments = message.grammar.read(element)
                center, user = caller.center, caller.user
                return _call(message, Call(session, self.services, center, user, message.name, arguments, self.hashing))

        try:
            return repeated(carry_out)
        except AccountEnded:
            raise authentication_failed() from None

    def _transaction(self, message: Message, *, inline: bool) -> AbstractContextManager[Session]:
        database = self.services.database
        if message.reads:
            return database.read()
        return database.write_briefly() if inline else database.write()


def _call(message: Message, call: Call) -> Element | Markup:
    """What the message's function replies; what it refuses becomes a Fault, also when its writes are carried out."""
    try:
        reply = message.carry_out(call)
        if not message.reads:
            send_writes(call.session)
        return reply
    except DomainError as error:
        raise fault_of(error, message.grammar.name_of) from error
