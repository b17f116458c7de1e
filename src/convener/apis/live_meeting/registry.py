"""The messages of the API: what is declared about each, and the call that its function gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from litestar.datastructures import State
from sqlalchemy.orm import Session

from convener.domain.permissions import CenterAction, CenterRole
from convener.domain.site import Site
from convener.storage.models import Center, User

from .protocol.grammar import Attribute, Child, Given, read_given
from .protocol.reader import Element
from .protocol.writer import element


@dataclass(frozen=True)
class Call:
    """A message that may be carried out, inside its transaction. ``caller`` has the right role; what the caller may do
    with one object is asked of the domain."""

    session: Session
    site: Site
    center: Center
    caller: User
    given: Given
    message: Message
    state: State

    @property
    def administrator(self) -> bool:
        """Whether the caller may do everything in the center."""
        return self.caller.role == CenterRole.ADMINISTRATOR.value

    def reply(self, children: Iterable[Element] = (), **attributes: str) -> Element:
        """The reply element of this message."""
        return element(f"{self.message.name}Reply", attributes, children)


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message of the API and all that is declared about it. ``may``: what the caller's role must allow; ``faults``:
    codes that it can give beside those that all can (credentials, role, unknown parts); ``quick``: whether a request
    asks for a few statements only."""

    name: str
    may: CenterAction
    reads: bool
    attributes: tuple[Attribute, ...]
    children: tuple[Child, ...]
    either: tuple[str, ...]
    faults: tuple[str, ...]
    quick: Callable[[Element], bool]
    meaning: str
    carry_out: Callable[[Call], Element]

    def read(self, request: Element) -> Given:
        """What a request of this message holds."""
        return read_given(request, self.attributes, self.children, self.either)

    def name_of(self, field: str) -> str:
        """The API's name for a field of the domain, as this message knows it."""
        for attribute in self.attributes:
            if attribute.key == field:
                return attribute.name
        for child in self.children:
            if child.table is not None and (name := child.table.name_of(field)) != field:
                return name
        return field


MESSAGES: dict[str, Message] = {}
"""All messages by the name of their request element."""

BATCH = "BatchRequest"


def message(
    name: str,
    *,
    may: CenterAction,
    meaning: str,
    reads: bool = False,
    attributes: Iterable[Attribute] = (),
    children: Iterable[Child] = (),
    either: tuple[str, ...] = (),
    faults: Iterable[str] = (),
    quick: Callable[[Element], bool] = lambda _request: False,
) -> Callable[[Callable[[Call], Element]], Callable[[Call], Element]]:
    """Register a function as the message ``name`` (its request is ``name`` + ``Request``). ``reads``: it changes
    nothing. ``meaning``: what it does, for the documentation. The rest is that of :class:`Message`."""

    def register(carry_out: Callable[[Call], Element]) -> Callable[[Call], Element]:
        MESSAGES[f"{name}Request"] = Message(
            name=name,
            may=may,
            reads=reads,
            attributes=tuple(attributes),
            children=tuple(children),
            either=either,
            faults=tuple(faults),
            quick=quick,
            meaning=meaning,
            carry_out=carry_out,
        )
        return carry_out

    return register
