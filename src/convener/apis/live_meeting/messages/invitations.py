"""SendInvitations: mails to people by address (Convener's extension; the published API sends none)."""

from __future__ import annotations

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import Fault, fault_of, info_warn
from convener.apis.live_meeting.protocol.grammar import OptionList, Query
from convener.apis.live_meeting.protocol.options import Kind, Option, Table, Text, Value
from convener.apis.live_meeting.protocol.writer import Element, decimal_option, element, string_option
from convener.apis.live_meeting.registry import message
from convener.apis.live_meeting.tables.meetings import ONE_MEETING
from convener.domain.invitations import guests
from convener.domain.invitations.guests import LONGEST_NOTE, Refusal
from convener.domain.meetings import search as meeting_search
from convener.domain.permissions import CenterAction

LONGEST_ADDRESS = 1023
"""Each address is checked by itself, and a wrong one refused by itself."""

INVITING = Table(
    "invitation",
    [
        Option(
            name=name,
            kind=Kind.STRINGS,
            access="C",
            text=Text.ANY,
            shortest=0,
            longest=LONGEST_ADDRESS,
            meaning=f"e-mail addresses of those who come as {side}",
        )
        for name, side in (("audience", "audience"), ("presenters", "presenters"))
    ]
    + [
        Option(
            name="text",
            kind=Kind.STRING,
            access="C",
            field="note",
            text=Text.LINES,
            shortest=0,
            longest=LONGEST_NOTE,
            meaning="what the mails say above the invitation",
        )
    ],
)


@message(
    "SendInvitations",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Invites people by e-mail address: each gets a place in the meeting and a mail with a personal link and an "
    "entry for the calendar. Who was invited hears of later changes, and of the end, by mail too.",
    children=[Query(ONE_MEETING), OptionList(INVITING, "C", required=True)],
    faults=[
        "Client.BadMatch.Need1Got0.Meeting",
        "Client.BadMatch.Need1GotMore.Meeting",
        "Client.Authorization.NotOwnerOrAdministrator.Meeting",
        "Client.BadSyntax",
        "Client.BadSyntax.BadCharacter.ItemInList.String",
    ],
)
def send_invitations(call: Call) -> Element:
    """The mails wait in the queue of the server when the reply goes out. An address that is none is refused by a Fault
    of its own; the others are invited all the same."""
    meeting = meeting_search.lock_match(call.session, call.center, call.caller, call.arguments.text_query())
    options = call.arguments.options
    note = options.get("note")
    done = guests.invite(
        call.session,
        call.site,
        meeting,
        _texts(options.get("audience")),
        _texts(options.get("presenters")),
        note if isinstance(note, str) else "",
    )
    notices = [_fault(refusal).element() for refusal in done.refusals]
    text = f"{done.queued} invitation{'' if done.queued == 1 else 's'} queued"
    notices.append(info_warn("Info.Server.Success", text, decimal_option("queued", done.queued)))
    return call.reply([element("InfoWarnFaultList", None, notices)])


def _texts(value: Value) -> list[str]:
    return value if isinstance(value, list) else []


def _fault(refusal: Refusal) -> Fault:
    fault = fault_of(refusal.error, str)
    index = decimal_option("index", refusal.index)
    return Fault(fault.code, fault.text, *fault.options, index, string_option("stringValue", refusal.address))
