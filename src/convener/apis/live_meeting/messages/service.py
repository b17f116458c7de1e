"""Messages about the conferencing service itself (reference, section 8, but for GetSeatsReserved)."""

from __future__ import annotations

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax
from convener.apis.live_meeting.protocol.grammar import Attribute, FieldList, OptionList, RemoveList, TimeInterval
from convener.apis.live_meeting.protocol.options import (
    PRINTING,
    SHARING,
    Kind,
    Option,
    Table,
    Text,
    Value,
    write_locale,
)
from convener.apis.live_meeting.protocol.writer import Element, element, interval, option_list
from convener.apis.live_meeting.registry import message
from convener.domain.accounts.user_ids import RESERVED_ID
from convener.domain.centers import limits as center_limits
from convener.domain.centers import locales, maintenance_windows
from convener.domain.centers.limits import LimitKind
from convener.domain.centers.settings import MAX_IDLE_SECONDS, change_settings, settings_of
from convener.domain.permissions import CenterAction, center_allows

_B = Kind.BOOLEAN


def _flag(name: str, access: str, meaning: str, field: str, default: str = "-", alias: str = "") -> Option:
    aliases = (alias,) if alias else ()
    return Option(name=name, kind=_B, access=access, meaning=meaning, field=field, default=default, aliases=aliases)


def _sharing(name: str, access: str, meaning: str, field: str, default: str) -> Option:
    return Option(
        name=name, kind=Kind.SHARING, access=access, meaning=meaning, field=field, values=SHARING, default=default
    )


def _text(name: str, access: str, meaning: str, field: str = "") -> Option:
    return Option(name=name, kind=Kind.STRING, access=access, meaning=meaning, field=field, text=Text.ANY)


SERVICE = Table(
    "conferencing service",
    [
        _sharing(
            "applicationSharingPrivilege",
            "RL",
            "most that any user may share",
            "application_sharing_privilege",
            "Single",
        ),
        _sharing(
            "applicationSharingPrivilegeUserDefault",
            "R",
            "applicationSharingPrivilege of users who have none of their own",
            "application_sharing_privilege_user_default",
            "Disabled",
        ),
        _sharing(
            "applicationSharingPreferenceUserDefault",
            "R",
            "applicationSharingPreference of users who have none of their own",
            "application_sharing_preference_user_default",
            "Single",
        ),
        Option(
            name="printPDFPreferenceUserDefault",
            kind=Kind.PRINTING,
            access="R",
            field="print_pdf_preference_user_default",
            values=PRINTING,
            meaning="printPDFPreference of users who have none of their own",
            default="All",
        ),
        _flag("emailRequired", "RL", "each user has an e-mail; always True", "email_required", "True"),
        _flag("groupsCanHoldGroups", "RL", "deprecated; always False", "groups_can_hold_groups", "False"),
        Option(name="locale", kind=Kind.LOCALE, access="RL", meaning="of the center", default="en US"),
        Option(name="locales", kind=Kind.LOCALES, access="RL", meaning="those of ListLocales"),
        _text("timeZone", "RL", "of the center; an id of ListTimeZones", "time_zone"),
        Option(name="maxUsers", kind=Kind.DECIMAL, access="R", field="most_seats", meaning="most seats of one meeting"),
        Option(
            name="maxInactiveInterval",
            kind=Kind.DECIMAL,
            access="RSL",
            field="max_inactive_interval",
            least=1,
            most=MAX_IDLE_SECONDS,
            meaning="a browser session ends after so many seconds without a request or a meeting",
            default="1200",
        ),
        _text("reservedUserID", "R", "a user ID that cannot be taken", "reserved_user_id"),
        _flag("publishNonStreamedAudio", "R", "deprecated; always False", "publish_non_streamed_audio", "False"),
        _flag(
            "publishNonStreamedAudioUserDefault",
            "R",
            "deprecated; always False",
            "publish_non_streamed_audio_user_default",
            "False",
        ),
        _flag("publishHFF", "RL", "recordings in the high-fidelity format; always True", "publish_hff", "True"),
        _flag("publishHFFUserDefault", "R", "publishHFF of new users; always True", "publish_hff_user_default", "True"),
        _flag("audioEmbedded", "RSL", "telephone conference joined to meetings", "audio_embedded", "False"),
        _flag(
            "enableAudioVOIP", "RSL", "sound through the computer", "enable_audio_voip", "True", alias="enableAudioVoip"
        ),
        _flag(
            "forceExtendedRegistration",
            "RSL",
            "every meeting asks for e-mail and company",
            "force_extended_registration",
            "False",
        ),
        _flag(
            "allowFastLobbyJoin",
            "RSL",
            "signed-in colleagues pass the lobby; of no effect with forceExtendedRegistration",
            "allow_fast_lobby_join",
            "False",
        ),
        Option(
            name="fastLobbyStaticUsername",
            kind=Kind.STRING,
            access="RSX",
            field="fast_lobby_static_username",
            text=Text.ANY,
            meaning="name for those; not to be sent while allowFastLobbyJoin is False",
        ),
        _flag("allowVideoEnable", "RSL", "video allowed", "allow_video_enable", "True"),
        _flag("complexMeetingKeys", "7L", "meeting passwords need more kinds of signs", "complex_keys", "False"),
        _flag("digitRequiredInKey", "7L", "meeting passwords need a digit", "digit_in_key", "False"),
        _flag(
            "adminInviteeTextAsHeader",
            "7",
            "the texts below stand above the rest of an invitation, else under it",
            "admin_invitee_text_as_header",
            "False",
        ),
        _text(
            "adminInviteeTextAudience", "7", "text added to invitations of the audience", "admin_invitee_text_audience"
        ),
        _text(
            "adminInviteeTextPresenter", "7", "text added to invitations of presenters", "admin_invitee_text_presenter"
        ),
        _flag("allowCustomFrame", "7L", "administrators may set a frame for the center", "allow_custom_frame", "True"),
        _flag(
            "allowEnableAudioBroadcast",
            "7L",
            "sound for listeners only allowed",
            "allow_enable_audio_broadcast",
            "True",
        ),
    ],
)
"""``R`` stands in both replies, ``7`` in that of GetConferencingServiceData7 alone, ``L`` in what members get of that
one; ``S`` may be set, ``X`` removed."""

LIMITS = {
    "CCMaxMeetingSchedulingLimit": LimitKind.SEATS,
    "CCAttendanceLimit": LimitKind.ATTENDANCE,
    "CCScheduleLimit": LimitKind.SCHEDULE,
    "NamedUserLimit": LimitKind.NAMED_USERS,
}


def _values(call: Call) -> dict[str, Value]:
    settings = settings_of(call.center)
    keys = settings.meeting_passwords
    values: dict[str, Value] = {
        "email_required": True,
        "groups_can_hold_groups": False,
        "locales": list(locales.LOCALES),
        "most_seats": center_limits.max_meeting_seats(call.site, settings),
        "reserved_user_id": RESERVED_ID,
        "publish_non_streamed_audio": False,
        "publish_non_streamed_audio_user_default": False,
        "publish_hff": True,
        "publish_hff_user_default": True,
        "complex_keys": keys.upper or keys.lower or keys.punctuation,
        "digit_in_key": keys.digit,
    }
    own = (row.key for row in SERVICE.options if row.key not in values)
    return {**values, **{key: getattr(settings, key) for key in own}}


def _data(call: Call, access: str, *, must: str = "") -> Element:
    values = _values(call)
    rows = [row for row in SERVICE.options if set(access) & set(row.access) and set(must) <= set(row.access)]
    return option_list(row.write(value) for row in rows if (value := values[row.key]) is not None)


@message(
    "GetConferencingServiceData",
    may=CenterAction.READ_CENTER,
    reads=True,
    meaning="Settings of the center.",
)
def get_conferencing_service_data(call: Call) -> Element:
    """Without those of release 7."""
    return call.reply([_data(call, "R")])


@message(
    "GetConferencingServiceData7",
    may=CenterAction.LOOK_UP,
    reads=True,
    meaning="Settings of the center; members get those that concern them.",
    attributes=[
        Attribute(
            name="roleName",
            kind=Kind.STRING,
            values=("Member", "Organizer", "Administrator"),
            meaning="whose settings; they are the same for all roles here",
        )
    ],
    faults=["Client.BadSyntax"],
)
def get_conferencing_service_data7(call: Call) -> Element:
    """There are no partners for sound: ProviderList is empty."""
    limited = not center_allows(call.caller.role, CenterAction.READ_CENTER)
    return call.reply([_data(call, "R7", must="L" if limited else ""), element("ProviderList")])


@message(
    "SetConferencingServiceData",
    may=CenterAction.MANAGE_CENTER,
    meaning="Changes settings of the center, at once.",
    children=[OptionList(SERVICE, "S"), RemoveList(SERVICE)],
    either=("OptionList", "RemoveList"),
    faults=["Client.BadSyntax", "Client.BadSyntax.NotAllowed.Field"],
)
def set_conferencing_service_data(call: Call) -> Element:
    """Rules in :func:`convener.domain.centers.settings.change_settings`."""
    change_settings(call.session, call.center, call.arguments.options, actor=call.caller)
    return call.reply()


@message(
    "GetServiceUnavailableTimes",
    may=CenterAction.READ_CENTER,
    reads=True,
    meaning="The maintenance windows that overlap an interval, whole, in order of time.",
    children=[TimeInterval()],
    faults=["Client.BadSyntax"],
)
def get_service_unavailable_times(call: Call) -> Element:
    """No meeting can be scheduled into them."""
    if call.arguments.interval is None:
        raise bad_syntax("TimeInterval is required.", "TimeInterval")
    start, end = call.arguments.interval
    windows = maintenance_windows.find_overlapping(call.session, call.center, start, end)
    return call.reply(interval(window.starts_at, window.ends_at) for window in windows)


@message(
    "ListLocales",
    may=CenterAction.LOOK_UP,
    reads=True,
    meaning="Languages that people and meetings may have.",
)
def list_locales(call: Call) -> Element:
    """The same for all centers."""
    return call.reply(write_locale(tag) for tag in locales.LOCALES)


@message(
    "ListTimeZones",
    may=CenterAction.LOOK_UP,
    reads=True,
    meaning="Time zones that people and meetings may have, with the offsets of this year.",
)
def list_time_zones(call: Call) -> Element:
    """All of the IANA database."""
    return call.reply(
        element(
            "TimeZone",
            {"id": zone.id, "name": zone.name, "utcOffset": str(zone.utc_offset), "dstOffset": str(zone.dst_offset)},
        )
        for zone in locales.zones()
    )


@message(
    "QueryLimits",
    may=CenterAction.MANAGE_CENTER,
    reads=True,
    meaning="Limits of the center and how much of each is used: " + ", ".join(LIMITS) + ".",
    children=[FieldList()],
    faults=["Client.BadSyntax"],
)
def query_limits(call: Call) -> Element:
    """In the asked order. Where there is no limit it is the top of the range; a use of none is said for named users
    alone, others begin at 1."""
    found = []
    for name in call.arguments.names:
        kind = LIMITS.get(name)
        if kind is None:
            continue
        limit = center_limits.find_limit(call.session, call.site, call.center, kind)
        attributes = {"name": name, "limit": str(limit.limit)}
        if limit.current or (limit.current is not None and kind is LimitKind.NAMED_USERS):
            attributes["current"] = str(limit.current)
        found.append(element("Limit", attributes))
    return call.reply(found)
