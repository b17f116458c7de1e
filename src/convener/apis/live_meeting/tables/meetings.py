"""Options of meetings (reference, 6.1, and Convener's own)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import msgspec

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.options import (
    ENTRY_CONTROL,
    EXPIRY_UNITS,
    LIFE,
    PRINTING,
    SHARING,
    Kind,
    Option,
    Table,
    Text,
    Value,
)
from convener.apis.live_meeting.protocol.queries import Fields
from convener.apis.live_meeting.protocol.writer import Element, option_list
from convener.domain.accounts import users
from convener.domain.meetings.access_lists import read_access_lists
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.meetings.invitation_text import invite_text
from convener.domain.meetings.options import OPTION_FIELDS, MeetingOptions
from convener.domain.meetings.schedule import OpeningRule
from convener.domain.stored_settings import read_settings
from convener.storage.rows import AnyMeeting, MeetingRow

MOST_SEATS = 2**31 - 1
_S, _B, _D, _T, _E, _SL = Kind.STRING, Kind.BOOLEAN, Kind.DECIMAL, Kind.TIME, Kind.ENUMERATION, Kind.STRINGS
KINDS = {"OneTime": "one_time", "MeetNow": "meet_now", "Recurring": "recurring"}


def _text(name: str, access: str, meaning: str, **more: object) -> Option:
    return Option(name=name, kind=_S, access=access, meaning=meaning, **{"text": Text.ANY, **more})  # type: ignore[arg-type]


def _flag(name: str, access: str, meaning: str, **more: object) -> Option:
    return Option(name=name, kind=_B, access=access, meaning=meaning, **more)  # type: ignore[arg-type]


def _number(name: str, access: str, meaning: str, **more: object) -> Option:
    return Option(name=name, kind=_D, access=access, meaning=meaning, **more)  # type: ignore[arg-type]


def _time(name: str, access: str, meaning: str, **more: object) -> Option:
    return Option(name=name, kind=_T, access=access, meaning=meaning, **more)  # type: ignore[arg-type]


def _choice(name: str, access: str, values: dict[str, str], meaning: str, **more: object) -> Option:
    return Option(name=name, kind=_E, access=access, values=values, meaning=meaning, **more)  # type: ignore[arg-type]


def _texts(name: str, access: str, meaning: str, **more: object) -> Option:
    return Option(name=name, kind=_SL, access=access, meaning=meaning, **more)  # type: ignore[arg-type]


ROWS: list[Option] = [
    _text("name", "CMR", "meeting ID: what people type to enter", text=Text.NAME, longest=32, default="generated"),
    _text("title", "CMR", "subject", default="the name"),
    _number("maxUsers", "CMR", "seats", field="seats", least=1, most=MOST_SEATS, default="owner's, else center's"),
    _time("startTime", "CMR", "scheduled start", field="starts_at", default="now"),
    _number("startTimeOffset", "CMR", "kept and returned; shifts nothing", field="start_time_offset"),
    _time("endTime", "CMXR", "scheduled end; without it the meeting is ongoing", field="ends_at"),
    _text("timeZone", "CMR", "zone in which times are shown", field="time_zone", text=Text.ASCII, default="owner's"),
    _choice("meetingType", "CMR", KINDS, "scheduled, recurring, or a personal place", field="kind", default="OneTime"),
    _text("mid", "R", "permanent id, never used again", default="assigned"),
    _text("status", "R", "Active, Expired, Deleted, Undeleted, Removed", field="life", values=LIFE, default="Active"),
    _time("removeTime", "R", "when it was deleted or has expired", field="cancelled_at"),
    _time("createTime", "R", "when it was created", field="created_at", default="set"),
    _time("modifyTime", "R", "when it was last changed", field="modified_at"),
    _text(
        "owner",
        "CMR",
        "user ID of an organizer; set by administrators",
        text=Text.USER_ID,
        longest=64,
        default="caller",
    ),
    _text("location", "CMXR", "place, for invitations"),
    _text(
        "personalPlaceOf",
        "CR",
        "the meeting is this user's personal place",
        field="personal_room_of",
        text=Text.USER_ID,
        longest=64,
    ),
    _choice(
        "audienceEntryControl",
        "CMR",
        ENTRY_CONTROL,
        "who gets in as audience",
        field="audience_entry",
        default="owner's, else Password",
    ),
    _choice(
        "presenterEntryControl",
        "CMR",
        ENTRY_CONTROL,
        "who gets in as presenter",
        field="presenter_entry",
        default="Password",
    ),
    _text(
        "audiencePassword",
        "CMXR",
        "password of the audience",
        field="audience_password",
        text=Text.ASCII,
        longest=64,
        default="generated if entry control is Password",
        secret=True,
    ),
    _text(
        "presenterPassword",
        "CMXR",
        "password of presenters",
        field="presenter_password",
        text=Text.ASCII,
        longest=64,
        default="generated likewise",
        secret=True,
    ),
    _texts(
        "audienceACL",
        "CMXR",
        "user and group IDs: who may enter as audience",
        field="audience_acl",
        text=Text.USER_ID,
        longest=64,
    ),
    _texts(
        "presenterACL",
        "CMXR",
        "user and group IDs: who may enter as presenter",
        field="presenter_acl",
        text=Text.USER_ID,
        longest=64,
    ),
    _texts(
        "audienceList", "CMXR", "invited people of the center; kept and shown", field="audience_list", text=Text.ANY
    ),
    _texts("presenterList", "CMXR", "the same of presenters", field="presenter_list", text=Text.ANY),
    _texts(
        "audienceListEmail",
        "CMXR",
        "addresses of invited people; kept and shown, no mail is sent",
        field="audience_list_email",
        text=Text.ANY,
    ),
    _texts("presenterListEmail", "CMXR", "the same of presenters", field="presenter_list_email", text=Text.ANY),
    _texts(
        "audienceListInvalid",
        "R",
        "entries of audienceACL that are no user's or group's ID, after a partial success",
        field="audience_list_invalid",
    ),
    _texts("presenterListInvalid", "R", "the same of presenterACL", field="presenter_list_invalid"),
    _text("audienceInviteText", "R", "text of an invitation for the audience", field="audience_invite_text"),
    _text("presenterInviteText", "R", "text of an invitation for presenters", field="presenter_invite_text"),
    _flag("registration", "CMR", "extended registration: e-mail and company on entry", default="False"),
    _text(
        "audienceCustomFrameURL",
        "CMXR",
        "page for a frame of the console; kept and returned",
        field="audience_custom_frame_url",
        text=Text.ASCII,
        longest=1023,
    ),
    _text(
        "presenterCustomFrameURL",
        "CMXR",
        "the same for presenters",
        field="presenter_custom_frame_url",
        text=Text.ASCII,
        longest=1023,
    ),
    _number(
        "audienceCustomFrameHt",
        "CMR",
        "height of that frame in pixels",
        field="audience_custom_frame_ht",
        least=0,
        most=10_000,
        default="owner's, else 100",
    ),
    _number(
        "presenterCustomFrameHt",
        "CMR",
        "the same for presenters",
        field="presenter_custom_frame_ht",
        least=0,
        most=10_000,
        default="owner's, else 100",
    ),
    _text("billing", "CMXR", "code for charging; copied to recordings", default="owner's"),
    _text("infoA", "CMXR", "free information for the audience", field="info_a"),
    _text("infoP", "CMXR", "free information for presenters", field="info_p"),
    _text(
        "audioParticipantCode",
        "CMXR",
        "telephone code of participants, without letters",
        field="audio_participant_code",
        text=Text.CODE,
    ),
    _text("audioLeaderCode", "CMXR", "telephone code of the leader", field="audio_leader_code", text=Text.CODE),
    _text("recordingPhone", "CMXR", "number that a recorder dials", field="recording_phone", text=Text.ASCII),
    Option(name="locale", kind=Kind.LOCALE, access="CMXR", meaning="language of the meeting", default="owner's"),
    _text("opaque1", "CMXR", "the client's own data", longest=1023),
    _text("opaque2", "CMXR", "the client's own data", longest=1023),
    _text("tag", "CR", "marks the client program; never changes", text=Text.ASCII, longest=3),
    _text("tagID", "CR", "companion of tag; never changes", field="tag_id", aliases=("tagId",), text=Text.ASCII),
    _text("type", "CM", "deprecated; accepted and ignored", field="ignored_type", default="Meeting"),
    _flag(
        "enableRecordingExpiration",
        "CMR",
        "recordings expire some time after publication",
        field="enable_recording_expiration",
        default="owner's",
    ),
    _number(
        "recordingExpirationTimeAmount",
        "CMR",
        "after how many …",
        field="recording_expiration_time_amount",
        least=1,
        most=1200,
        default="owner's",
    ),
    _choice(
        "recordingExpirationTimeType",
        "CMR",
        EXPIRY_UNITS,
        "… of this unit",
        field="recording_expiration_time_type",
        default="owner's",
    ),
    _flag(
        "enableAudioVOIP",
        "CMR",
        "sound through the computer, both ways",
        field="enable_audio_voip",
        aliases=("enableAudioVoip",),
        default="owner's",
    ),
    _flag(
        "enableAudioBroadcast",
        "CMR",
        "sound through the computer, listeners only",
        field="enable_audio_broadcast",
        default="owner's",
    ),
    _flag(
        "audioEmbedded",
        "CMR",
        "telephone conference joined to the meeting",
        field="audio_embedded",
        default="center's",
    ),
    Option(
        name="applicationSharingPreference",
        kind=Kind.SHARING,
        access="CMR",
        values=SHARING,
        field="application_sharing_preference",
        meaning="what presenters may share, up to the owner's privilege",
        default="owner's",
    ),
    Option(
        name="printPDFPreference",
        kind=Kind.PRINTING,
        access="CMR",
        values=PRINTING,
        field="print_pdf_preference",
        meaning="who may save the documents as PDF",
        default="owner's",
    ),
    _flag("recordingPreference", "CMR", "record the meeting", field="recording_preference", default="owner's"),
    _text("lobbyMessage", "CMXR", "shown to those who wait", field="lobby_message"),
    *(
        _text(
            f"seatLabel{color}",
            "CMXR",
            "meaning of a mood colour",
            field=f"seat_label_{color.lower()}",
            default="owner's",
        )
        for color in ("Blue", "Green", "Purple", "Red", "Yellow")
    ),
    _text(
        "seatPrompt",
        "CMXR",
        "heading above the mood colours",
        field="seat_prompt",
        default="owner's, else Feedback to Presenter",
    ),
    _text(
        "recurrenceRule",
        "CMXR",
        "an RRULE of RFC 5545, with meetingType Recurring (Convener's)",
        field="recurrence",
        text=Text.ASCII,
        longest=1023,
    ),
    _flag(
        "attendeesAnytime",
        "CMR",
        "False: the meeting is closed outside the scheduled time (Convener's)",
        field="anytime",
        default="True",
    ),
    _text("description", "CMXR", "what the meeting is about (Convener's)", text=Text.LINES, longest=4000),
    _text(
        "metadata",
        "CMXR",
        "a JSON object of the client's, up to 16 KiB; queried as metadata.KEY (Convener's)",
        text=Text.LINES,
        longest=16_384,
    ),
]

MEETING = Table("meeting", ROWS)

_ONE = {"mid": "mid", "name": "name", "opaque1": "opaque1", "opaque2": "opaque2", "personalPlaceOf": "personal_room_of"}
ONE_MEETING = Fields(texts=_ONE, prefix="metadata.")
"""Queries that must find exactly one meeting."""

MANY_MEETINGS = Fields(
    texts={**_ONE, "owner": "owner", "title": "title", "billing": "billing"},
    times={"startTime": "starts_at", "endTime": "ends_at", "visitedIn": "visited_in"},
    prefix="metadata.",
    tag=True,
)


def meeting_changes(values: Mapping[str, Value]) -> MeetingChanges:
    """Values of options and attributes as changes of a meeting, without the deprecated ``type``."""
    changes = {name: value for name, value in values.items() if name != "ignored_type"}
    return msgspec.convert(changes, MeetingChanges)


_Related: TypeAlias = Mapping[str, Mapping[int, Value]]
"""What other tables have of meetings, by the keys of options and the primary keys of the meetings."""


class MeetingWriter:
    """Writes the ``requested`` options of meetings, those that have a value."""

    def __init__(self, call: Call, requested: Iterable[Option]) -> None:
        self._call = call
        self._options = [(option, option.key, _SPECIAL.get(option.key)) for option in requested]
        self._stored = any(key in OPTION_FIELDS for _, key, _ in self._options)

    @property
    def fields(self) -> frozenset[str] | None:
        """The fields of :class:`MeetingRow` that it reads, None for all."""
        fields: set[str] = set()
        for _, key, special in self._options:
            if special is not None or key in _RELATED:
                if key not in _FIELDS_OF_SPECIAL:
                    return None
                fields |= _FIELDS_OF_SPECIAL[key]
            else:
                fields.add("options" if key in OPTION_FIELDS else key)
        # What is no field of a meeting is told of a change (``invalid``), not of a row. A list has to read something.
        return frozenset(fields & set(MeetingRow.__struct_fields__)) or frozenset({"id"})

    def write(self, meeting: AnyMeeting, invalid: Mapping[str, list[str]] | None = None) -> Element:
        """The OptionList of a meeting. ``invalid``: entries of access lists that were left out, by the key of the
        option that tells them."""
        values = self._values(meeting, self._read_related([meeting]))
        options = [option.write(value) for option, value in values]
        if invalid:
            options.extend(option.write(invalid[option.key]) for option in ROWS if option.key in invalid)
        return option_list(options)

    def markup_of_all(self, found: Sequence[AnyMeeting]) -> Iterator[str]:
        """The OptionLists of these meetings as text; what other tables have of them is read for all of them at once."""
        related = self._read_related(found)
        for meeting in found:
            options = "".join([option.markup(value) for option, value in self._values(meeting, related)])
            yield f"<OptionList>{options}</OptionList>" if options else "<OptionList/>"

    def _read_related(self, found: Sequence[AnyMeeting]) -> _Related:
        return {key: _RELATED[key](self._call, found) for _, key, _ in self._options if key in _RELATED}

    def _values(self, meeting: AnyMeeting, related: _Related) -> Iterator[tuple[Option, Value]]:
        stored = read_settings(MeetingOptions, meeting.options) if self._stored else None
        for option, key, special in self._options:
            if key in related:
                value = related[key].get(meeting.id)
            elif special is not None:
                value = special(self._call, meeting)
            else:
                value = getattr(stored if key in OPTION_FIELDS else meeting, key, None)
            if value is not None and value != "" and value != []:
                yield option, value


def _owner(call: Call, meeting: AnyMeeting) -> Value:
    if isinstance(meeting, MeetingRow):
        return meeting.owner_user_id
    return call.caller.user_id if meeting.owner_id == call.caller.id else meeting.owner.user_id


def _personal_room_owners(call: Call, found: Sequence[AnyMeeting]) -> Mapping[int, Value]:
    rooms = {one.id: one.place_of_id for one in found if one.place_of_id}
    if not rooms:
        return {}
    user_ids = users.read_user_ids(call.session, set(rooms.values()))
    return {meeting_id: user_ids[owner_id] for meeting_id, owner_id in rooms.items()}


def _lists_of(side: str) -> Callable[[Call, Sequence[AnyMeeting]], Mapping[int, Value]]:
    return lambda call, found: read_access_lists(call.session, [one.id for one in found], side)


def _invitation_to(side: str) -> Callable[[Call, AnyMeeting], Value]:
    return lambda call, meeting: invite_text(call.site, call.center, meeting, side)


_SPECIAL: dict[str, Callable[[Call, AnyMeeting], Value]] = {
    "owner": _owner,
    "audience_invite_text": _invitation_to("audience"),
    "presenter_invite_text": _invitation_to("presenter"),
    "anytime": lambda _call, meeting: meeting.doors == OpeningRule.ALWAYS.value,
    "ignored_type": lambda _call, _meeting: None,
}

_RELATED: dict[str, Callable[[Call, Sequence[AnyMeeting]], Mapping[int, Value]]] = {
    "personal_room_of": _personal_room_owners,
    "audience_acl": _lists_of("audience"),
    "presenter_acl": _lists_of("presenter"),
}
"""What other tables have of meetings, by the primary keys of those that have any."""

_FIELDS_OF_SPECIAL: dict[str, set[str]] = {
    "owner": {"owner_id", "owner_user_id"},
    "personal_room_of": {"id", "place_of_id"},
    "audience_acl": {"id"},
    "presenter_acl": {"id"},
    "anytime": {"doors"},
    "ignored_type": set(),
}
"""What these read of a meeting; those that are not here read more."""
