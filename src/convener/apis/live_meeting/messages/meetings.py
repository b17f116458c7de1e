"""Messages about meetings: CreateMeeting, ModifyMeeting, DeleteMeeting, RestoreMeeting, ListMeetings
(reference, section 9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from convener.apis.live_meeting.authorization import require
from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax, info_warn
from convener.apis.live_meeting.protocol.grammar import Attribute, FieldList, OptionList, Query, RemoveList
from convener.apis.live_meeting.protocol.options import Kind, Option, Text
from convener.apis.live_meeting.protocol.writer import Element, Markup, decimal_option, element, markup
from convener.apis.live_meeting.registry import message
from convener.apis.live_meeting.tables.meetings import (
    MANY_MEETINGS,
    MEETING,
    MOST_SEATS,
    ONE_MEETING,
    MeetingWriter,
    meeting_changes,
)
from convener.domain.actions import end_meeting
from convener.domain.actions.schedule_meeting import CreatedRows, Outcome, Scheduler
from convener.domain.lifecycle import LIVING, RESTORABLE, LifecycleEvent, LifecycleState
from convener.domain.meetings import search as meeting_search
from convener.domain.meetings.search import Listing, Page
from convener.domain.permissions import CenterAction
from convener.storage.rows import MeetingRow

MOST_PER_PAGE = 2**31 - 1
AT_ONCE = 500
"""Meetings that are read, and written into a reply, at once."""

ERASE = Attribute(
    name="erase", kind=Kind.BOOLEAN, meaning="True: remove it for good, resources too; administrators only"
)
DELETED_TOO = Attribute(name="listDeleted", kind=Kind.BOOLEAN, meaning="True: Expired, Deleted and Removed ones too")
RESTORABLE_ONLY = Attribute(
    name="restorableOnly", kind=Kind.BOOLEAN, meaning="True: only those that can be restored; administrators only"
)


PARTIAL = Attribute(
    name="partialSuccessOK",
    kind=Kind.BOOLEAN,
    field="partial",
    meaning="True: unknown people on access lists are listed in the reply, as long as one is known",
)

MATCH_FAULTS = (
    "Client.BadSyntax",
    "Client.BadMatch.Need1Got0.Meeting",
    "Client.BadMatch.Need1GotMore.Meeting",
    "Client.Authorization.NotOwnerOrAdministrator.Meeting",
)
"""What a query for one meeting can give."""

CHANGE_FAULTS = (
    "Client.BadSyntax",
    "Client.BadSyntax.BadCharacter.String",
    "Client.BadSyntax.BadCharacter.ItemInList.String",
    "Client.BadSyntax.NotAllowed.Field",
    "Client.BadData",
    "Client.BadData.BadTimeZoneID",
    "Client.BadData.NameInUse.Meeting",
    "Client.BadData.NoSuch.UserOrGroup",
    "Client.Authorization.NotAdministrator",
    "Client.Meeting.RecurrencePattern.Invalid",
    "Client.ResourceLimit.Seats",
    "Client.ResourceLimit.Seats.Reserved",
    "Client.ServiceLimit.ScheduledMaintenance",
    "Server.OperationUnavailable.NotImplemented.Meeting.Ongoing",
)
"""What can be wrong with the options of a meeting."""


def _outcome(call: Call, outcome: Outcome | CreatedRows, requested: list[Option]) -> Element:
    options = MeetingWriter(call, requested).write(outcome.meeting, outcome.invalid)
    return call.reply([element("MeetingReply", None, [options])])


def _is_brief(request: Element) -> bool:
    """Without lists of people and without a rule of recurrence, which can mean hundreds of steps."""
    ruled = any(option.get("name") == "recurrenceRule" for option in request.iter("StringOption"))
    return not ruled and request.find(".//StringListOption") is None


@message(
    "CreateMeeting",
    may=CenterAction.CREATE_MEETING,
    inline=_is_brief,
    meaning="Makes a meeting, or a personal place. No mail is sent.",
    attributes=[
        Attribute(name="name", kind=Kind.STRING, text=Text.NAME, longest=32, meaning="meeting ID; generated if absent"),
        Attribute(
            name="maxUsers", kind=Kind.DECIMAL, field="seats", least=1, most=MOST_SEATS, meaning="seats to reserve"
        ),
        Attribute(name="title", kind=Kind.STRING, text=Text.ANY, meaning="subject; the name if absent"),
        Attribute(name="startTime", kind=Kind.TIME, field="starts_at", meaning="old; use the option"),
        PARTIAL,
    ],
    children=[OptionList(MEETING, "C"), FieldList(MEETING, required=False)],
    faults=[
        *CHANGE_FAULTS,
        "Client.Authorization.NotOwner.PersonalPlace",
        "Client.BadMatch.Need0.Meeting",
        "Client.ResourceLimit",
    ],
)
def create_meeting(call: Call) -> Element:
    """The caller becomes the owner; rules in :mod:`convener.domain.actions.schedule_meeting`."""
    values = dict(call.arguments.attributes)
    partial = values.pop("partial", False) is True
    if twice := values.keys() & call.arguments.options.keys():
        raise bad_syntax("It is an attribute and an option at once.", MEETING.name_of(twice.pop()))
    values.update(call.arguments.options)
    scheduler = Scheduler(call.session, call.site, call.center, call.caller, partial)
    return _outcome(call, scheduler.create_rows(meeting_changes(values)), call.arguments.requested)


@message(
    "ModifyMeeting",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Changes one meeting that is not deleted.",
    attributes=[
        Attribute(name="newMid", kind=Kind.BOOLEAN, meaning="of an older release; accepted and ignored"),
        PARTIAL,
    ],
    children=[
        Query(ONE_MEETING),
        OptionList(MEETING, "M"),
        RemoveList(MEETING),
        FieldList(MEETING, required=False),
    ],
    either=("OptionList", "RemoveList"),
    faults=[*CHANGE_FAULTS, *MATCH_FAULTS, "Client.Authorization.NotOwner.PersonalPlace"],
)
def modify_meeting(call: Call) -> Element:
    """What is removed falls back to nothing, not to the owner's default."""
    meeting = meeting_search.lock_match(call.session, call.center, call.caller, call.arguments.text_query())
    scheduler = Scheduler(call.session, call.site, call.center, call.caller, call.arguments.flag("partial"))
    return _outcome(call, scheduler.change(meeting, meeting_changes(call.arguments.options)), call.arguments.requested)


@message(
    "DeleteMeeting",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Deletes one meeting, or up to 100, all or none; with erase removes deleted ones for good.",
    attributes=[ERASE],
    children=[Query(ONE_MEETING, lists=True)],
    faults=[*MATCH_FAULTS, "Client.BadState.Meeting", "Client.Authorization.NotAdministrator"],
)
def delete_meeting(call: Call) -> Element:
    """Each value must match one meeting in a fitting state."""
    erase = call.arguments.flag("erase")
    if erase:
        require(call.caller, CenterAction.RESTORE)
    change = LifecycleEvent.ERASE if erase else LifecycleEvent.DELETE
    found = meeting_search.match_each(
        call.session, call.center, call.caller, call.arguments.text_query(), change=change
    )
    # In the order of their rows, so that two calls wait for each other instead of crossing.
    for meeting in sorted(found, key=lambda one: one.id):
        if erase:
            end_meeting.erase_meeting(call.session, meeting)
        else:
            end_meeting.delete_meeting(call.session, call.site, meeting)
    return call.reply()


@message(
    "RestoreMeeting",
    may=CenterAction.RESTORE,
    meaning="Brings a deleted or expired meeting back, as long as its buffer time lasts.",
    children=[Query(ONE_MEETING)],
    faults=[
        "Client.BadSyntax",
        "Client.BadMatch.Need1Got0.Meeting",
        "Client.BadMatch.Need1GotMore.Meeting",
        "Client.BadMatch.Need0.Meeting",
        "Client.BadState.Meeting",
        "Client.BadData.NameInUse.Meeting",
        "Client.ResourceLimit",
    ],
)
def restore_meeting(call: Call) -> Element:
    """A removed meeting is found no more."""
    meeting = meeting_search.match(
        call.session,
        call.center,
        call.caller,
        call.arguments.text_query(),
        change=LifecycleEvent.RESTORE,
        closed=frozenset({LifecycleState.REMOVED}),
    )
    end_meeting.restore_meeting(call.session, call.center, meeting)
    return call.reply()


def lifecycle_states(call: Call) -> frozenset[LifecycleState]:
    """In which states a listed object may be, by listDeleted and restorableOnly."""
    given = call.arguments
    if "restorableOnly" in given.attributes:
        require(call.caller, CenterAction.RESTORE)
        if given.flag("listDeleted"):
            raise bad_syntax("Give either listDeleted or restorableOnly.", "restorableOnly")
        return RESTORABLE if given.flag("restorableOnly") else frozenset(LifecycleState)
    return frozenset(LifecycleState) if given.flag("listDeleted") else LIVING


def _names_one(request: Element) -> bool:
    query = request.find("StringQuery")
    if query is None or query.get("operator", "=") != "=":
        return False
    # Of those that are not there any more any number may have had a name.
    with_deleted = not {"listDeleted", "restorableOnly"}.isdisjoint(request.attrib)
    return query.get("fieldName") == "mid" or (query.get("fieldName") == "name" and not with_deleted)


@message(
    "ListMeetings",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    inline=_names_one,
    meaning="Lists meetings, in the order of startTime and mid; in pages where pageSize or pageNum is sent.",
    attributes=[
        DELETED_TOO,
        RESTORABLE_ONLY,
        Attribute(
            name="pageSize", kind=Kind.DECIMAL, least=1, most=MOST_PER_PAGE, meaning="meetings per page; 100 if absent"
        ),
        Attribute(name="pageNum", kind=Kind.DECIMAL, least=1, most=MOST_PER_PAGE, meaning="which page, from 1"),
    ],
    children=[Query(MANY_MEETINGS, lists=True, times=True, required=False), FieldList(MEETING)],
    faults=["Client.BadSyntax", "Client.Authorization.NotAdministrator"],
)
def list_meetings(call: Call) -> Markup:
    """Organizers find their own. While more pages follow, a notice tells how many. Of very many the ids alone are read
    in the transaction of the message; they are read and sent in parts, so that neither memory nor a transaction is held
    for a client that reads slowly."""
    size, number = call.arguments.number("pageSize"), call.arguments.number("pageNum")
    if number is not None and size is None:
        size = 100
    writer = MeetingWriter(call, call.arguments.requested)
    listing = Listing(
        search=call.arguments.search,
        states=lifecycle_states(call),
        size=size,
        number=number or 1,
        fields=writer.fields,
        at_once=AT_ONCE,
    )
    page = meeting_search.list_meetings(call.session, call.center, call.caller, listing)
    end = ""
    if page.more_pages:
        pages = f"{page.more_pages} more page{'s' if page.more_pages > 1 else ''}"
        notice = info_warn("Info.Server.Success", pages, decimal_option("additionalPages", page.more_pages))
        end = markup(element("InfoWarnFaultList", None, [notice]))
    if page.ids:
        return call.reply_of_text(_parts(call, listing, page, end), streams=True)
    text = _replies(writer, page.meetings) + end
    return call.reply_of_text([text] if text else [])


def _parts(call: Call, listing: Listing, page: Page, end: str) -> Iterator[str]:
    """The replies of meetings of which the ids are known, in parts, each read in a transaction of its own."""
    for first in range(0, len(page.ids), AT_ONCE):
        with call.services.database.read() as session:
            part = meeting_search.read_part(
                session, call.center, call.caller, listing, page.ids[first : first + AT_ONCE]
            )
            writer = MeetingWriter(replace(call, session=session), call.arguments.requested)
            text = _replies(writer, part)
        yield text
    yield end


def _replies(writer: MeetingWriter, found: list[MeetingRow]) -> str:
    return "".join([f"<MeetingReply>{options}</MeetingReply>" for options in writer.markup_of_all(found)])
