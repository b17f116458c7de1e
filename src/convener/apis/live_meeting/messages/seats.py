"""GetSeatsReserved (reference, 8.4)."""

from __future__ import annotations

from datetime import timedelta

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax
from convener.apis.live_meeting.protocol.grammar import TimeInterval
from convener.apis.live_meeting.protocol.writer import Markup, instant
from convener.apis.live_meeting.registry import message
from convener.domain.meetings import capacity
from convener.domain.permissions import CenterAction

LONGEST = timedelta(days=30)


@message(
    "GetSeatsReserved",
    may=CenterAction.READ_CENTER,
    reads=True,
    meaning="How many seats all meetings of the center reserve over an interval of at most 30 days.",
    children=[TimeInterval()],
    faults=["Client.BadSyntax"],
)
def get_seats_reserved(call: Call) -> Markup:
    """The parts cover the interval without gap or overlap; neighbours differ."""
    if call.arguments.interval is None:
        raise bad_syntax("TimeInterval is required.", "TimeInterval")
    start, end = call.arguments.interval
    if end - start > LONGEST:
        raise bad_syntax("The interval may be at most 30 days long.", "endTime")
    parts = capacity.reserved(call.session, call.center.id, start, end)
    since = instant(start)
    written = []
    for _, ended, level in parts:
        until = instant(ended)
        interval = f'<TimeInterval startTime="{since}" endTime="{until}"/>'
        written.append(f'<SeatsReserved maxUsers="{level}">{interval}</SeatsReserved>')
        since = until
    return call.reply_of_text(["".join(written)])
