"""The messages of the API, and what is declared about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from convener.domain.permissions import CenterAction

from .call import Call
from .protocol.elements import Element
from .protocol.faults import not_implemented
from .protocol.grammar import Attribute, Child, Grammar
from .protocol.writer import Markup

R = TypeVar("R", bound=Element | Markup)


@dataclass(frozen=True, kw_only=True)
class Message:
    """A message of the API and all that is declared about it. ``may``: what the caller's role must allow; ``reads``: it
    changes nothing; ``faults``: codes that it can give beside those that all can (credentials, role, unknown parts);
    ``inline``: whether a request asks for a few statements only, and so may be carried out on the event loop."""

    name: str
    may: CenterAction
    reads: bool
    grammar: Grammar
    faults: tuple[str, ...]
    inline: Callable[[Element], bool]
    meaning: str
    carry_out: Callable[[Call], Element | Markup]


MESSAGES: dict[str, Message] = {}
"""All messages by the name of their request element."""

BATCH = "BatchRequest"


def find_message(request: Element) -> Message:
    """The message of a request element; raises a Fault for one that is not known."""
    message = MESSAGES.get(str(request.tag))
    if message is None:
        raise not_implemented(f"{request.tag} is not known.")
    return message


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
    inline: Callable[[Element], bool] = lambda _request: False,
) -> Callable[[Callable[[Call], R]], Callable[[Call], R]]:
    """Register a function as the message ``name`` (its request is ``name`` + ``Request``). ``meaning``: what it does,
    for the documentation; ``attributes``, ``children`` and ``either`` are its :class:`Grammar`. The rest is that of
    :class:`Message`."""

    def register(carry_out: Callable[[Call], R]) -> Callable[[Call], R]:
        MESSAGES[f"{name}Request"] = Message(
            name=name,
            may=may,
            reads=reads,
            grammar=Grammar(attributes=tuple(attributes), children=tuple(children), either=either),
            faults=tuple(faults),
            inline=inline,
            meaning=meaning,
            carry_out=carry_out,
        )
        return carry_out

    return register
