"""Batch: many messages in one request, each in a transaction of its own (Convener's extension)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .dispatch import internal_error
from .protocol.faults import Fault, bad_syntax, not_implemented
from .protocol.grammar import Attribute, read_given
from .protocol.options import Kind
from .protocol.reader import Element
from .protocol.writer import element
from .registry import BATCH, MESSAGES

if TYPE_CHECKING:
    from .dispatch import Dispatcher

MOST_PARTS = 100

MOST_OF_A_REPLY = 200_000
"""Elements of a reply after which no further part is carried out: a request of some kilobytes could ask for more than
fits into the memory of the server, which others use too."""

ON_FAULT = Attribute(
    name="onFault",
    kind=Kind.STRING,
    values=("Continue", "Stop"),
    meaning="Continue (default): the rest is carried out all the same; Stop: not any more.",
)


def carry_out_batch(dispatcher: Dispatcher, request: Element, center_id: int, user_id: int) -> Element:
    """The BatchReply: in the order of the requests a reply, a Fault, or after a stop an empty NotRun."""
    given = read_given(request, [ON_FAULT], [], any_parts=True)
    if not 1 <= len(given.parts) <= MOST_PARTS:
        raise bad_syntax(f"A Batch holds 1 to {MOST_PARTS} requests.")
    replies: list[Element] = []
    stopped = False
    elements = 0
    for part in given.parts:
        if stopped:
            replies.append(element("NotRun"))
            continue
        try:
            if elements > MOST_OF_A_REPLY:
                raise Fault("Client.ResourceLimit", "The reply is too long already; send the rest by itself.")
            replies.append(_carry_out(dispatcher, part, center_id, user_id))
            elements += sum(1 for _ in replies[-1].iter())
        except Exception as error:
            # Those before have happened: whatever goes wrong with one is said in its place.
            fault = error if isinstance(error, Fault) else internal_error(error)
            replies.append(fault.element())
            stopped = given.text("onFault") == "Stop"
    return element("BatchReply", None, replies)


def _carry_out(dispatcher: Dispatcher, part: Element, center_id: int, user_id: int) -> Element:
    if part.tag == BATCH:
        raise bad_syntax("A Batch cannot hold a Batch.", BATCH)
    message = MESSAGES.get(str(part.tag))
    if message is None:
        raise not_implemented(f"{part.tag} is not known.")
    return dispatcher.carry_out_as(message, part, center_id, user_id)
