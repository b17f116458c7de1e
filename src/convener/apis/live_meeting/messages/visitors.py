"""Messages about visits: ListVisitors, ListConnectedVisitors, DisconnectVisitors (reference, 9.6 to 9.8)."""

from __future__ import annotations

from collections.abc import Iterable

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax
from convener.apis.live_meeting.protocol.grammar import Attribute, FieldList, OptionList, Query, TimesQuery
from convener.apis.live_meeting.protocol.options import Kind, Option, Table, Text, Value
from convener.apis.live_meeting.protocol.queries import Fields
from convener.apis.live_meeting.protocol.writer import Element, element, option_list
from convener.apis.live_meeting.registry import message
from convener.apis.live_meeting.tables.meetings import ONE_MEETING
from convener.domain.attendance.visits import Attendance, list_connected_visits, list_ended_visits
from convener.domain.lifecycle import LIVING, LifecycleState
from convener.domain.meetings import search as meeting_search
from convener.domain.permissions import CenterAction
from convener.domain.room import moderation
from convener.domain.search import TimeSearch

from .meetings import MATCH_FAULTS

_S, _T = Kind.STRING, Kind.TIME

VISIT = Table(
    "visit",
    [
        Option(name="userName", kind=_S, access="R", field="name", text=Text.ANY, meaning="display name"),
        Option(name="vid", kind=_S, access="R", longest=16, meaning="id of the visit"),
        Option(
            name="startTime", kind=_T, access="R", field="start", meaning="connected, or at the full hour continued"
        ),
        Option(name="endTime", kind=_T, access="R", field="end", meaning="disconnected, or at the full hour"),
        Option(name="email", kind=_S, access="R", meaning="from extended registration, entry URL or account"),
        Option(name="company", kind=_S, access="R", text=Text.ANY, meaning="the same"),
        Option(name="browser", kind=_S, access="R", text=Text.ANY, meaning="User-Agent header"),
        Option(name="extra1", kind=_S, access="R", text=Text.ANY, longest=128, meaning="from the entry URL"),
        Option(name="extra2", kind=_S, access="R", text=Text.ANY, longest=128, meaning="from the entry URL"),
        Option(name="extra3", kind=_S, access="R", text=Text.ANY, meaning="from the entry URL"),
        Option(name="ipAddr", kind=_S, access="R", field="address", meaning="IP address of the connection"),
        Option(name="src", kind=_S, access="R", meaning="meaning not known; without value"),
        Option(name="userID", kind=_S, access="R", field="user_id", meaning="if the visitor was signed in"),
        Option(name="role", kind=_S, access="R", meaning="attend or present"),
    ],
)

DISCONNECTING = Table(
    "disconnecting",
    [Option(name="vids", kind=Kind.STRINGS, access="C", longest=16, meaning="ids of the visits to end")],
)

STARTED = Fields(times={"startTime": "start"})
DELETED_OK = Attribute(name="deletedOK", kind=Kind.BOOLEAN, meaning="True: match deleted ones as well")


def _visitors(visits: Iterable[Attendance], requested: list[Option]) -> list[Element]:
    found = []
    for visit in visits:
        values: list[tuple[Option, Value]] = [(option, getattr(visit, option.key, None)) for option in requested]
        options = option_list(option.write(value) for option, value in values if value is not None and value != "")
        found.append(element("Visitor", None, [options]))
    return found


@message(
    "ListVisitors",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="Ended visits to one meeting, cut at full hours, in the order of their starts.",
    attributes=[DELETED_OK],
    children=[Query(ONE_MEETING), TimesQuery(STARTED), FieldList(VISIT)],
    faults=MATCH_FAULTS,
)
def list_visitors(call: Call) -> Element:
    """Attendance after the fact."""
    states = frozenset(LifecycleState) if call.arguments.flag("deletedOK") else LIVING
    meeting = meeting_search.match(call.session, call.center, call.caller, call.arguments.text_query(), fits=states)
    times = call.arguments.times
    if isinstance(times, TimeSearch):
        visits = list_ended_visits(call.session, meeting, times.start, times.end)
    else:
        visits = list_ended_visits(call.session, meeting)
    return call.reply(_visitors(visits, call.arguments.requested))


@message(
    "ListConnectedVisitors",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="Who is inside a meeting now.",
    children=[Query(ONE_MEETING), TimesQuery(STARTED), FieldList(VISIT)],
    faults=MATCH_FAULTS,
)
def list_connected_visitors(call: Call) -> Element:
    """Visits that have not ended."""
    meeting = meeting_search.match(call.session, call.center, call.caller, call.arguments.text_query())
    times = call.arguments.times
    if isinstance(times, TimeSearch):
        visits = list_connected_visits(call.session, meeting, times.start, times.end)
    else:
        visits = list_connected_visits(call.session, meeting)
    return call.reply(_visitors(visits, call.arguments.requested))


@message(
    "DisconnectVisitors",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Removes participants from a meeting. A visit that has ended meanwhile is no error.",
    children=[Query(ONE_MEETING), OptionList(DISCONNECTING, "C", required=True)],
    faults=[*MATCH_FAULTS, "Client.BadData"],
)
def disconnect_visitors(call: Call) -> Element:
    """All of the visits, or none where one never was in this meeting."""
    vids = call.arguments.options.get("vids")
    if not isinstance(vids, list) or not vids:
        raise bad_syntax("vids needs a String.", "vids")
    meeting = meeting_search.lock_match(call.session, call.center, call.caller, call.arguments.text_query())
    moderation.disconnect_visits(call.session, call.site, meeting, vids)
    return call.reply()
