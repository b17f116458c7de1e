"""CreateTicket (reference, 7.2)."""

from __future__ import annotations

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.grammar import Attribute, LoginContext
from convener.apis.live_meeting.protocol.options import Kind
from convener.apis.live_meeting.protocol.writer import Element
from convener.apis.live_meeting.registry import message
from convener.domain.accounts import tickets, users
from convener.domain.permissions import CenterAction


@message(
    "CreateTicket",
    may=CenterAction.ISSUE_TICKETS,
    meaning="Makes a sign-in ticket for a user: for the user's browser, or to act as the user through authTicket.",
    attributes=[
        Attribute(
            name="duration",
            kind=Kind.DECIMAL,
            required=True,
            least=1,
            most=tickets.MAX_SECONDS,
            meaning="seconds until it expires",
        ),
        Attribute(name="oneTimeTicket", kind=Kind.BOOLEAN, meaning="True, and so if absent: good for one use"),
    ],
    children=[LoginContext()],
    faults=["Client.BadSyntax", "Client.BadData.NoSuch.UserOrGroup"],
)
def create_ticket(call: Call) -> Element:
    """Signing a browser in by the url uses the ticket as authTicket does."""
    (user,) = users.find_users(call.session, call.center, [call.arguments.text("userID") or ""])
    ticket = tickets.create_ticket(
        call.session,
        call.site,
        call.center,
        user,
        call.arguments.number("duration") or 0,
        one_time=call.arguments.attributes.get("oneTimeTicket") is not False,
        actor=call.caller,
    )
    return call.reply(url=f"{call.site.base_url}/cc/{call.center.name}?ticket={ticket}", ticket=ticket)
