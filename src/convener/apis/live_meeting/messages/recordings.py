"""Messages about recordings: ListRecordings4, ListRecordings, ListRecordingVisitors4, ModifyRecording, DeleteRecording,
RestoreRecording (reference, section 10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from convener.apis.live_meeting.authorization import require
from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax
from convener.apis.live_meeting.protocol.grammar import FieldList, OptionList, Query, RemoveList, TimesQuery
from convener.apis.live_meeting.protocol.options import (
    ENTRY_CONTROL,
    EXPIRY_UNITS,
    LIFE,
    Kind,
    Option,
    Table,
    Text,
    Value,
)
from convener.apis.live_meeting.protocol.queries import Fields
from convener.apis.live_meeting.protocol.writer import Element, element, option_list
from convener.apis.live_meeting.registry import message
from convener.domain.lifecycle import LIVING, RESTORABLE, LifecycleEvent, LifecycleState
from convener.domain.permissions import CenterAction
from convener.domain.recordings import recordings, views
from convener.domain.recordings import search as recording_search
from convener.domain.recordings import update as recording_update
from convener.domain.recordings.update import RecordingChanges
from convener.domain.search import TimeSearch
from convener.storage.models import Recording, RecordingVisit

from .meetings import DELETED_TOO, ERASE, RESTORABLE_ONLY, lifecycle_states
from .visitors import DELETED_OK

_S, _B, _D, _T, _E = Kind.STRING, Kind.BOOLEAN, Kind.DECIMAL, Kind.TIME, Kind.ENUMERATION
LARGEST_NUMBER = 2**31 - 1

RECORDING = Table(
    "recording",
    [
        Option(
            name="name", kind=_S, access="MR", text=Text.NAME, meaning="recording name: what people type to view it"
        ),
        Option(name="reid", kind=_S, access="R", longest=16, meaning="permanent id, never used again"),
        Option(name="mid", kind=_S, access="R", longest=16, meaning="meeting that was recorded"),
        Option(name="title", kind=_S, access="MR", text=Text.ANY, meaning="subject", default="the meeting's"),
        Option(
            name="owner",
            kind=_S,
            access="MR",
            text=Text.USER_ID,
            longest=64,
            meaning="user ID of an organizer; set by administrators",
            default="the meeting's",
        ),
        Option(
            name="ACL",
            kind=Kind.STRINGS,
            access="MXR",
            field="acl",
            aliases=("acl",),
            text=Text.USER_ID,
            longest=64,
            meaning="user and group IDs: only these may view; drops the password",
        ),
        Option(
            name="password",
            kind=_S,
            access="MXR",
            longest=64,
            meaning="who knows it may view; drops the list",
            default="the meeting's audiencePassword",
            secret=True,
        ),
        Option(
            name="audienceEntryControl",
            kind=_E,
            access="R",
            field="entry",
            values=ENTRY_CONTROL,
            meaning="which of the two is in force",
        ),
        Option(
            name="billing",
            kind=_S,
            access="MXR",
            text=Text.ANY,
            meaning="code for charging",
            default="the meeting's",
        ),
        Option(
            name="onlyOwnerCanDownload",
            kind=_B,
            access="MR",
            field="owner_downloads_only",
            meaning="True: others may only view",
            default="False",
        ),
        Option(
            name="registration",
            kind=_B,
            access="MR",
            meaning="True: e-mail and company are asked for before viewing",
            default="the meeting's",
        ),
        Option(
            name="timeZone",
            kind=_S,
            access="MR",
            field="time_zone",
            meaning="zone in which times are shown",
            default="the meeting's",
        ),
        Option(name="createTime", kind=_T, access="R", field="published_at", meaning="published, there for viewing"),
        Option(name="startTime", kind=_T, access="R", field="started_at", meaning="recording began"),
        Option(name="duration", kind=_S, access="R", meaning="seconds, as digits"),
        Option(name="size", kind=_D, access="R", most=LARGEST_NUMBER, meaning="kilobytes of all formats together"),
        Option(
            name="status",
            kind=_S,
            access="R",
            field="life",
            values=LIFE,
            meaning="Active, Expired, Deleted, Undeleted, Removed",
            default="Active",
        ),
        Option(
            name="removeTime", kind=_T, access="R", field="removed_at", meaning="when it was deleted or has expired"
        ),
        Option(
            name="enableRecordingExpiration",
            kind=_B,
            access="MR",
            field="expires",
            meaning="it expires some time after publication",
            default="the meeting's",
        ),
        Option(
            name="recordingExpirationTimeAmount",
            kind=_D,
            access="MR",
            field="expiry_amount",
            least=1,
            most=recordings.MAX_EXPIRY,
            meaning="after how many …",
            default="the meeting's",
        ),
        Option(
            name="recordingExpirationTimeType",
            kind=_E,
            access="MR",
            field="expiry_unit",
            values=EXPIRY_UNITS,
            meaning="… of this unit",
            default="the meeting's",
        ),
    ],
    loose=True,
)

RECORDING_VISIT = Table(
    "recording visit",
    [
        Option(name="userName", kind=_S, access="R", field="name", text=Text.ANY, meaning="display name"),
        Option(name="vid", kind=_S, access="R", longest=16, meaning="id of the visit"),
        Option(name="startTime", kind=_T, access="R", field="started_at", meaning="began to view or to download"),
        Option(name="endTime", kind=_T, access="R", field="ended_at", meaning="when it was last played, if known"),
        Option(name="email", kind=_S, access="R", text=Text.ANY, meaning="from registration, entry URL or account"),
        Option(name="company", kind=_S, access="R", shortest=0, text=Text.ANY, meaning="the same"),
        Option(name="browser", kind=_S, access="R", text=Text.ANY, meaning="User-Agent header"),
        Option(name="extra1", kind=_S, access="R", text=Text.ANY, longest=128, meaning="from the entry URL"),
        Option(name="extra2", kind=_S, access="R", text=Text.ANY, longest=128, meaning="from the entry URL"),
        Option(name="extra3", kind=_S, access="R", text=Text.ANY, meaning="from the entry URL"),
        Option(name="ipAddr", kind=_S, access="R", field="address", meaning="IP address of the viewer"),
        Option(name="src", kind=_S, access="R", meaning="meaning not known; without value"),
        Option(name="userID", kind=_S, access="R", field="user_id", longest=64, meaning="if the viewer was signed in"),
    ],
)

ONE_RECORDING = Fields(texts={"name": "name", "reid": "reid"}, loose=True)
"""Queries that must find exactly one recording."""

MANY_RECORDINGS = Fields(
    texts={name: name for name in recording_search.TEXT_FIELDS},
    times={"startTime": "started_at", "createOrModifyTime": "changed_at"},
    loose=True,
)

VIEWED = Fields(times={"startTime": "started_at"})

MATCH_FAULTS = (
    "Client.BadSyntax",
    "Client.BadMatch.Need1Got0.Recording",
    "Client.BadMatch.Need1GotMore",
    "Client.Authorization.NotOwnerOrAdministrator.Recording",
)
"""What a query for one recording can give."""

LIST_FAULTS = ("Client.BadSyntax", "Client.Authorization.NotAdministrator")


def _found(call: Call) -> list[Recording]:
    states = lifecycle_states(call)
    return recording_search.search(
        call.session, call.caller, call.arguments.search, deleted=states != LIVING, restorable=states == RESTORABLE
    )


def _lists(call: Call, found: list[Recording]) -> dict[int, list[str]]:
    """The access lists, where they are asked for."""
    wanted = any(option.key == "acl" for option in call.arguments.requested)
    return recording_search.list_access(call.session, found) if wanted else {}


def _value(recording: Recording, key: str, lists: dict[int, list[str]]) -> Value:
    """A field's value as the API says it, None where there is none."""
    match key:
        case "mid":
            return recording.meeting.mid
        case "owner":
            return recording.owner.user_id
        case "acl":
            # An empty list is returned too: without list and password the recording would look open.
            return lists.get(recording.id) if LifecycleState(recording.life) is not LifecycleState.REMOVED else None
        case "duration":
            return str(recording.duration)
        case "size":
            return min(-(-recording.size // 1024), LARGEST_NUMBER)
    value: Value = getattr(recording, key)
    return value.replace(microsecond=0) if isinstance(value, datetime) else value


@message(
    "ListRecordings4",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="Lists recordings, in the order of startTime and reid.",
    attributes=[DELETED_TOO, RESTORABLE_ONLY],
    children=[Query(MANY_RECORDINGS, times=True, required=False), FieldList(RECORDING)],
    faults=LIST_FAULTS,
)
def list_recordings_4(call: Call) -> Element:
    """Organizers find their own; what is not published yet is not listed."""
    found = _found(call)
    lists = _lists(call, found)
    replies = []
    for recording in found:
        values = [(option, _value(recording, option.key, lists)) for option in call.arguments.requested]
        options = [option.write(value) for option, value in values if value is not None and value != ""]
        replies.append(element("Recording4", None, [option_list(options)]))
    return call.reply(replies)


@message(
    "ListRecordings",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="The older form of ListRecordings4: values are attributes of Recording elements.",
    attributes=[DELETED_TOO, RESTORABLE_ONLY],
    children=[Query(MANY_RECORDINGS, times=True, required=False), FieldList(RECORDING)],
    faults=LIST_FAULTS,
)
def list_recordings(call: Call) -> Element:
    """Each attribute asked for is there; without a value it is empty, but for what no empty text can stand for."""
    found = _found(call)
    lists = _lists(call, found)
    return call.reply(
        element("Recording", dict(_attributes(recording, call.arguments.requested, lists)), []) for recording in found
    )


def _attributes(
    recording: Recording, requested: Iterable[Option], lists: dict[int, list[str]]
) -> Iterable[tuple[str, str]]:
    for option in requested:
        value = _value(recording, option.key, lists)
        if value is not None:
            yield option.name, option.write_plain(value)
        elif option.kind in (Kind.STRING, Kind.STRINGS):
            yield option.name, ""


@message(
    "ListRecordingVisitors4",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="Visits to one recording that began within an interval.",
    attributes=[DELETED_OK],
    children=[Query(ONE_RECORDING), TimesQuery(VIEWED, required=True), FieldList(RECORDING_VISIT)],
    faults=MATCH_FAULTS,
)
def list_recording_visitors_4(call: Call) -> Element:
    """Viewers and downloads, in the order of their beginning."""
    query = call.arguments.text_query()
    if call.arguments.flag("deletedOK"):
        recording = recording_search.find_any(call.session, call.caller, query)
    else:
        recording = recording_search.find_living(call.session, call.caller, query)
    times = call.arguments.times
    if not isinstance(times, TimeSearch):
        raise bad_syntax("TimeIntervalQuery is required.", "TimeIntervalQuery")
    visits = views.list_visits(call.session, recording, times)
    return call.reply(_visitor(visit, call.arguments.requested) for visit in visits)


def _visitor(visit: RecordingVisit, requested: Iterable[Option]) -> Element:
    options = []
    for option in requested:
        value: Value = None
        if option.key == "user_id":
            value = visit.user.user_id if visit.user else None
        else:
            value = getattr(visit, option.key, None)
        if value is not None and value != "":
            options.append(option.write(value))
    return element("RecordingVisitor4", None, [option_list(options)])


@message(
    "ModifyRecording",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Changes one recording that is not deleted.",
    children=[Query(ONE_RECORDING), OptionList(RECORDING, "M"), RemoveList(RECORDING)],
    either=("OptionList", "RemoveList"),
    faults=[
        *MATCH_FAULTS,
        "Client.BadData.NameInUse.Recording",
        "Client.BadData.NoSuch.UserOrGroup",
        "Client.BadData.BadTimeZoneID",
        "Client.BadData",
        "Client.Authorization.NotAdministrator",
    ],
)
def modify_recording(call: Call) -> Element:
    """Rules in :mod:`convener.domain.recordings.update`."""
    recording = recording_search.find_living(call.session, call.caller, call.arguments.text_query(), for_update=True)
    # The table has an option for each field, with values of its type.
    changes = cast(RecordingChanges, call.arguments.options)
    recording_update.change(call.session, recording, call.caller, changes)
    return call.reply()


@message(
    "DeleteRecording",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Deletes one recording; with erase removes a deleted one for good.",
    attributes=[ERASE],
    children=[Query(ONE_RECORDING)],
    faults=[*MATCH_FAULTS, "Client.BadState.Recording", "Client.Authorization.NotAdministrator"],
)
def delete_recording(call: Call) -> Element:
    """It must be in a state that fits."""
    erase = call.arguments.flag("erase")
    if erase:
        require(call.caller, CenterAction.RESTORE)
    change = LifecycleEvent.ERASE if erase else LifecycleEvent.DELETE
    recording = recording_search.find_for_event(call.session, call.caller, call.arguments.text_query(), change)
    if erase:
        recordings.erase(call.session, recording, call.caller)
    else:
        recordings.delete(call.session, recording, call.caller)
    return call.reply()


@message(
    "RestoreRecording",
    may=CenterAction.RESTORE,
    meaning="Brings a deleted or expired recording back, as long as its buffer time lasts.",
    children=[Query(ONE_RECORDING)],
    faults=[
        "Client.BadSyntax",
        "Client.BadMatch.Need1Got0.Recording",
        "Client.BadMatch.Need1GotMore",
        "Client.BadState.Recording",
        "Client.BadData.NameInUse.Recording",
    ],
)
def restore_recording(call: Call) -> Element:
    """A removed recording is found no more."""
    recording = recording_search.find_for_event(
        call.session, call.caller, call.arguments.text_query(), LifecycleEvent.RESTORE
    )
    recordings.restore(call.session, recording, call.caller)
    return call.reply()
