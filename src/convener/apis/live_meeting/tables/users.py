"""Options of users (reference, 6.2)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.options import (
    ENTRY_CONTROL,
    EXPIRY_UNITS,
    PRINTING,
    SHARING,
    Kind,
    Option,
    Table,
    Text,
    Value,
)
from convener.apis.live_meeting.protocol.writer import Element, option_list
from convener.domain.accounts import profiles
from convener.domain.accounts.changes import UserChanges
from convener.domain.accounts.settings import UserSettings
from convener.domain.centers.settings import settings_of
from convener.domain.permissions import CenterAction, CenterRole, center_allows
from convener.storage.rows import AnyUser

_S, _B, _D, _T = Kind.STRING, Kind.BOOLEAN, Kind.DECIMAL, Kind.TIME

OLDER_NAMES = {
    "print_pdf_privilege7": "print_pdf_privilege",
    "enable_client_recording_presenter": "enable_personal_recording_presenter",
    "enable_client_recording_attendee": "enable_personal_recording_attendee",
}
"""Options that say the same as another one, by names of two releases. Where both are given the newer name counts."""


def _text(name: str, access: str, meaning: str, field: str = "", default: str = "-", longest: int = 255) -> Option:
    return Option(
        name=name, kind=_S, access=access, meaning=meaning, field=field, default=default, longest=longest, text=Text.ANY
    )


def _plain(name: str, access: str, meaning: str, field: str = "", default: str = "-", longest: int = 255) -> Option:
    return Option(name=name, kind=_S, access=access, meaning=meaning, field=field, default=default, longest=longest)


def _flag(name: str, access: str, meaning: str, field: str, default: str = "center's") -> Option:
    return Option(name=name, kind=_B, access=access, meaning=meaning, field=field, default=default)


def _number(
    name: str, access: str, meaning: str, field: str, default: str, least: int = 1, most: int = 10_000
) -> Option:
    return Option(
        name=name, kind=_D, access=access, meaning=meaning, field=field, default=default, least=least, most=most
    )


ROWS = [
    _plain("email", "CMRP", "address; also a key of GetUser", default="required"),
    _text("lastName", "CMRP", "last name", field="last_name", default="required"),
    _text("firstName", "CMXRP", "first name", field="first_name"),
    _text("company", "CMXRP", "company"),
    _text("userName", "MRP", "full name", field="display_name", default="firstName lastName"),
    Option(
        name="password",
        kind=_S,
        access="CMP",
        aliases=("Password",),
        longest=64,
        meaning="never returned, but once by CreateUser where it was generated",
        default="generated",
    ),
    Option(
        name="userID",
        kind=_S,
        access="MRPA",
        field="user_id",
        text=Text.USER_ID,
        longest=64,
        meaning="user ID; renames, and meetings and recordings follow",
        default="required",
    ),
    _flag("isAdministrator", "CMRPA", "role: administrator", "is_administrator", "False"),
    _flag("isOrganizer", "CMRPA", "role: organizer; administrators are organizers too", "is_organizer", "False"),
    Option(name="expireTime", kind=_T, access="CMXRPA", field="expires_at", meaning="from then on the account is off"),
    _flag("meetingPrivilege", "CMRPA", "may make meetings; counts against NamedUserLimit", "schedules", "isOrganizer"),
    _flag("recordingPrivilege", "CMRPA", "may record on the server", "recording_privilege"),
    _flag("personalRecordingPrivilege", "CMRPA", "may record on the own computer", "personal_recording_privilege"),
    _flag("recordingPreference", "CMRP", "new meetings are recorded", "recording_preference", "False"),
    Option(
        name="applicationSharingPrivilege",
        kind=Kind.SHARING,
        access="CMRPA",
        field="application_sharing_privilege",
        values=SHARING,
        meaning="most that the user may share, up to the center's",
        default="center's",
    ),
    Option(
        name="applicationSharingPreference",
        kind=Kind.SHARING,
        access="CMRP",
        field="application_sharing_preference",
        values=SHARING,
        meaning="default of new meetings, up to the privilege",
        default="center's",
    ),
    Option(
        name="printPDFPrivilege",
        kind=Kind.PRINTING,
        access="CMRPA",
        field="print_pdf_privilege",
        values=PRINTING,
        alternate=_B,
        meaning="who may save documents as PDF at most",
        default="All",
    ),
    Option(
        name="printPDFPrivilege7",
        kind=Kind.PRINTING,
        access="CMRPA",
        field="print_pdf_privilege7",
        values=PRINTING,
        alternate=_B,
        meaning="the same; it counts where both are given",
        default="All",
    ),
    Option(
        name="printPDFPreference",
        kind=Kind.PRINTING,
        access="CMRP",
        field="print_pdf_preference",
        values=PRINTING,
        meaning="default of new meetings, up to the privilege",
        default="center's",
    ),
    _flag("audioVOIPPrivilege", "CMRPA", "may use sound through the computer", "audio_voip_privilege"),
    _flag("audioBroadcastPrivilege", "CMRPA", "may use sound for listeners only", "audio_broadcast_privilege"),
    _flag("enableAudioVOIP", "CMRP7", "default of new meetings", "enable_audio_voip"),
    _flag("allowVideoEnable", "CMRPA7", "an administrator has allowed video", "allow_video_enable"),
    _flag("audioAllowCALLME", "RP7", "people may ask to be called", "audio_allow_callme", "False"),
    _flag("easyAssistEnabled", "CMRPA", "may hold Easy Assist sessions", "easy_assist_enabled", "False"),
    _flag("enableCustomFramesPrivilege", "CMRPA", "may use custom frames", "enable_custom_frames_privilege", "False"),
    _number("audienceCustomFrameHt", "CMRP", "default of new meetings", "audience_custom_frame_ht", "100", 0),
    _number("presenterCustomFrameHt", "CMRP", "default of new meetings", "presenter_custom_frame_ht", "100", 0),
    _flag(
        "enableRecordingExpiration", "CMRP", "recordings expire: default of new meetings", "enable_recording_expiration"
    ),
    _number(
        "recordingExpirationTimeAmount",
        "CMRP",
        "after how many …",
        "recording_expiration_time_amount",
        "center's",
        most=36_500,
    ),
    Option(
        name="recordingExpirationTimeType",
        kind=Kind.ENUMERATION,
        access="CMRP",
        field="recording_expiration_time_type",
        values=EXPIRY_UNITS,
        meaning="… of this unit",
        default="center's",
    ),
    _flag(
        "enablePersonalRecordingPresenter",
        "CMRP",
        "presenters may record on the own computer, in new meetings",
        "enable_personal_recording_presenter",
    ),
    _flag(
        "enablePersonalRecordingAttendee",
        "CMRP",
        "attendees may record on the own computer, in new meetings",
        "enable_personal_recording_attendee",
    ),
    _flag(
        "enableClientRecordingPresenter",
        "CMRP",
        "older name of enablePersonalRecordingPresenter",
        "enable_client_recording_presenter",
    ),
    _flag(
        "enableClientRecordingAttendee",
        "CMRP",
        "older name of enablePersonalRecordingAttendee",
        "enable_client_recording_attendee",
    ),
    _flag("publishHFF", "CMRP", "publish recordings in the high-fidelity format", "publish_hff", "True"),
    _flag("publishWindowsMediaMovie", "CMRP", "publish recordings as a video", "publish_windows_media_movie", "True"),
    _flag("publishNonStreamedAudio", "R", "deprecated; always True", "publish_non_streamed_audio", "True"),
    _flag("publishRealAudio", "R", "a dead format; always False", "publish_real_audio", "False"),
    Option(
        name="audienceEntryControl",
        kind=Kind.ENUMERATION,
        access="CMRP7",
        field="audience_entry_control",
        values=ENTRY_CONTROL,
        meaning="who gets in as audience: default of new meetings",
        default="Password",
    ),
    _flag("ecrWhiteboardPrivilege", "R7", "attendees may use whiteboards", "ecr_whiteboard_privilege", "True"),
    _text("seatPrompt", "CMXRP", "heading above the mood colours, in new meetings", field="seat_prompt"),
    *(
        _text(
            f"seatLabel{colour}",
            "CMXRP",
            "meaning of that mood colour, in new meetings",
            f"seat_label_{colour.lower()}",
        )
        for colour in ("Blue", "Green", "Purple", "Red", "Yellow")
    ),
    _number("meetingDuration", "RP7", "default length in minutes", "meeting_duration", "60", most=525_600),
    _number("meetingSize", "RP7", "default maxUsers of new meetings", "meeting_size", "-", most=2**31 - 1),
    _text("billing", "CMXRP", "default of new meetings; may be reserved to administrators"),
    Option(name="locale", kind=Kind.LOCALE, access="CMXRP", meaning="one of ListLocales", default="center's"),
    _plain("timeZone", "CMXRP", "an id of ListTimeZones", field="time_zone", default="center's"),
    _number("linesPerPage", "CMRP", "length of lists in the web pages", "lines_per_page", "20"),
    _text("opaque1", "CMXRPA", "the client's own data", longest=1023),
    _text("opaque2", "CMXRPA", "the client's own data", longest=1023),
    Option(name="createTime", kind=_T, access="R", field="created_at", meaning="when it was created", default="set"),
    Option(
        name="modifyTime", kind=_T, access="R", field="modified_at", meaning="when it was changed last", default="set"
    ),
]

USER = Table("user", ROWS)
"""``P``: may stand in ModifyUserProfile, where the domain refuses those with ``A``: they are for administrators and
ModifyUser. ``7``: only in the replies of GetUser7 and GetUserProfile7."""


def user_options(call: Call, user: AnyUser, *, seven: bool) -> Element:
    """All options of a user that have a value; without those of release 7 unless ``seven``."""
    values = _values(call, user)
    rows = (row for row in USER.options if "R" in row.access and (seven or "7" not in row.access))
    return option_list(row.write(value) for row in rows if (value := values.get(row.key)) not in (None, ""))


def user_changes(options: Iterable[tuple[str, Value]]) -> UserChanges:
    """The options by the names of :class:`UserChanges`, each option that has two names once."""
    changes = dict(options)
    if (seven := changes.pop("print_pdf_privilege7", None)) is not None:
        changes["print_pdf_privilege"] = seven
    for older in ("enable_client_recording_presenter", "enable_client_recording_attendee"):
        if older in changes:
            changes.setdefault(OLDER_NAMES[older], changes.pop(older))
            changes.pop(older, None)
    # The table has an option for each field, with changes of its type.
    return cast(UserChanges, changes)


def _values(call: Call, user: AnyUser) -> dict[str, Value]:
    settings = settings_of(call.center)
    effective = profiles.effective_settings(settings, user)
    values: dict[str, Value] = {name: getattr(effective, name) for name in UserSettings.__struct_fields__}
    for name in (
        "email",
        "last_name",
        "first_name",
        "company",
        "display_name",
        "user_id",
        "billing",
        "opaque1",
        "opaque2",
    ):
        values[name] = getattr(user, name)
    return {
        **values,
        **{older: values[newer] for older, newer in OLDER_NAMES.items()},
        "is_administrator": user.role == CenterRole.ADMINISTRATOR.value,
        "is_organizer": center_allows(user.role, CenterAction.CREATE_MEETING),
        "expires_at": user.expires_at,
        "schedules": user.schedules,
        "publish_non_streamed_audio": True,
        "publish_real_audio": False,
        "locale": profiles.locale_of(settings, user),
        "time_zone": profiles.time_zone_of(settings, user),
        "created_at": user.created_at,
        "modified_at": user.modified_at or user.created_at,
    }
