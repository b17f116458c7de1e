"""Batch: many messages in one request, each in a transaction of its own (Convener's extension)."""

from __future__ import annotations

from collections.abc import Callable

from .failures import internal_error
from .protocol.elements import Element
from .protocol.faults import Fault, bad_syntax
from .protocol.grammar import Attribute, Grammar
from .protocol.options import Kind
from .protocol.writer import element
from .registry import BATCH

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

GRAMMAR = Grammar(attributes=(ON_FAULT,))


def carry_out_batch(request: Element, carry_out: Callable[[Element], Element]) -> Element:
    """The BatchReply: in the order of the requests a reply, a Fault, or after a stop an empty NotRun. ``carry_out``
    gives the reply to one part."""
    arguments = GRAMMAR.read_attributes(request)
    parts = list(request)
    if not 1 <= len(parts) <= MOST_PARTS:
        raise bad_syntax(f"A Batch holds 1 to {MOST_PARTS} requests.")
    replies: list[Element] = []
    stopped = False
    elements = 0
    for part in parts:
        if stopped:
            replies.append(element("NotRun"))
            continue
        try:
            if elements > MOST_OF_A_REPLY:
                raise Fault("Client.ResourceLimit", "The reply is too long already; send the rest by itself.")
            if part.tag == BATCH:
                raise bad_syntax("A Batch cannot hold a Batch.", BATCH)
            replies.append(carry_out(part))
            elements += sum(1 for _ in replies[-1].iter())
        except Exception as error:
            # Those before have happened: the Fault of one stands in its place.
            fault = error if isinstance(error, Fault) else internal_error(error)
            replies.append(fault.element())
            stopped = arguments.text("onFault") == "Stop"
    return element("BatchReply", None, replies)
