"""Messages about resources: GetURL (reference, 11.1), ListResources and DeleteResource (Convener's extension)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax
from convener.apis.live_meeting.protocol.grammar import FieldList, OptionList, Query
from convener.apis.live_meeting.protocol.options import Kind, Option, Table, Text, Value, same
from convener.apis.live_meeting.protocol.queries import Fields
from convener.apis.live_meeting.protocol.writer import Element, element, option_list
from convener.apis.live_meeting.registry import message
from convener.apis.live_meeting.tables.meetings import ONE_MEETING
from convener.domain.accounts import users
from convener.domain.actions import change_document
from convener.domain.boards import files, managed
from convener.domain.content import contents
from convener.domain.errors import FormatNotFound, UnknownUsers
from convener.domain.meetings import search as meeting_search
from convener.domain.permissions import CenterAction
from convener.domain.recordings import playback, recordings
from convener.domain.recordings import search as recording_search
from convener.domain.recordings.recordings import Format
from convener.domain.search import TextSearch
from convener.domain.transfers import transfers
from convener.domain.transfers.transfers import MOST_BYTES, UPLOADS, Encoding, TransferKind
from convener.storage.models import Board, Content, Meeting, Recording

from .meetings import MATCH_FAULTS
from .recordings import MATCH_FAULTS as MATCH_RECORDING_FAULTS

_S, _B, _D, _T, _E = Kind.STRING, Kind.BOOLEAN, Kind.DECIMAL, Kind.TIME, Kind.ENUMERATION


@dataclass(frozen=True)
class ResourceType:
    """A value of resourceType: what is transferred, and of a recording the format. ``kind`` None: recordings that were
    made in the room are played, others do not have this format."""

    kind: TransferKind | None
    format: Format | None = None


RESOURCE_TYPES: dict[str, ResourceType] = {
    "ESS": ResourceType(TransferKind.PACKAGE),
    "PWP": ResourceType(TransferKind.OLD_PACKAGE),
    "HighFidelityPresentation": ResourceType(None, Format.PRESENTATION),
    "HighFidelityPresentationDownload": ResourceType(TransferKind.RECORDING_DOWNLOAD, Format.PRESENTATION),
    "WindowsMediaMovieRecording": ResourceType(TransferKind.RECORDING_PLAYBACK, Format.VIDEO),
    "WindowsMediaMovieRecordingDownload": ResourceType(TransferKind.RECORDING_DOWNLOAD, Format.VIDEO),
    "BasicRecording": ResourceType(None, Format.VIDEO),
    "Document": ResourceType(TransferKind.DOCUMENT),
    "DocumentDownload": ResourceType(TransferKind.DOCUMENT_DOWNLOAD),
    "RecordingUpload": ResourceType(TransferKind.VIDEO),
    "PollReport": ResourceType(TransferKind.POLL_REPORT),
    "AttendanceReport": ResourceType(TransferKind.ATTENDANCE_REPORT),
}
"""The published values, then Convener's own. The replay in high fidelity and the oldest format lead to the player of
recordings that were made in the room."""

URL = Table(
    "transfer",
    [
        Option(
            name="resourceType", kind=_E, access="C", values=same(*RESOURCE_TYPES), meaning="what to transfer; required"
        ),
        Option(
            name="isUpload",
            kind=_B,
            access="C",
            meaning="direction; where it is said it must be that of the resourceType",
            default="as the resourceType",
        ),
        Option(
            name="bytes",
            kind=_D,
            access="C",
            aliases=("Bytes",),
            meaning="length of the body to come, as it travels: 1 to 10,000,000 (RecordingUpload: the server's limit); "
            "required for uploads, not allowed for downloads",
        ),
        Option(
            name="encoding",
            kind=_E,
            access="C",
            values=same("base64", "none"),
            meaning="how the body of an upload is encoded; PWP must be base64",
            default="none",
        ),
        Option(
            name="showSlideSet",
            kind=_B,
            access="C",
            field="shown",
            meaning="show the slides in the meeting at once",
            default="False",
        ),
        Option(
            name="uploadName", kind=_S, access="C", field="upload_name", text=Text.ANY, meaning="name of the document"
        ),
        Option(
            name="recViewerName",
            kind=_S,
            access="C",
            shortest=0,
            text=Text.ANY,
            meaning="recorded as the viewer's name",
        ),
        Option(name="recViewerEmail", kind=_S, access="C", shortest=0, text=Text.ANY, meaning="… e-mail address"),
        Option(name="recViewerCompany", kind=_S, access="C", shortest=0, text=Text.ANY, meaning="… company"),
        Option(
            name="startTime",
            kind=_T,
            access="C",
            field="started_at",
            meaning="RecordingUpload: when it was recorded (Convener's)",
            default="the meeting's start",
        ),
        Option(
            name="title",
            kind=_S,
            access="C",
            text=Text.ANY,
            meaning="RecordingUpload: its title (Convener's)",
            default="the meeting's",
        ),
        Option(
            name="format",
            kind=_E,
            access="C",
            values=same("CSV", "XLSX"),
            meaning="of a report (Convener's)",
            default="CSV",
        ),
    ],
)

_RECORDING_FIELDS = {"name": "name", "reid": "reid"}
_DOCUMENT_FIELDS = {"resourceID": "resource_id"}
RESOURCE_OF_URL = Fields(texts={**ONE_MEETING.texts, **_RECORDING_FIELDS, **_DOCUMENT_FIELDS}, prefix="metadata.")
"""Queries of GetURL: for a meeting, a recording or a document, as the resourceType says."""


@message(
    "GetURL",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Asks for an address, good for five minutes, to upload a document or video to, or to have or view a "
    "recording, document or report from.",
    children=[Query(RESOURCE_OF_URL), OptionList(URL, "C", required=True)],
    faults=[
        *MATCH_FAULTS,
        *MATCH_RECORDING_FAULTS,
        "Client.BadMatch.Need1Got0",
        "Client.BadMatch.Need1Got0.Recording.InFormat",
    ],
)
def get_url(call: Call) -> Element:
    """The address needs no further credentials."""
    options = call.arguments.options
    name = options.get("resourceType")
    if name is None:
        raise bad_syntax("resourceType is required.", "resourceType")
    resource_type = RESOURCE_TYPES[str(name)]
    is_upload = resource_type.kind in UPLOADS
    if options.get("isUpload") not in (None, is_upload):
        way = "uploaded" if is_upload else "downloaded"
        raise bad_syntax(f"{name} can only be {way}.", "isUpload")
    size = _size(call, resource_type)
    encoding = Encoding(str(options.get("encoding") or "none"))
    if resource_type.kind is TransferKind.OLD_PACKAGE and encoding is not Encoding.BASE64:
        raise bad_syntax("PWP must be base64.", "encoding")
    token = _order(call, resource_type, size, encoding if is_upload else Encoding.NONE)
    plays = resource_type.kind in (None, TransferKind.RECORDING_PLAYBACK)
    way = "up" if is_upload else "view" if plays else "down"
    return call.reply(url=f"{call.site.base_url}/cc/_XML/{call.center.name}/{way}?t={token}")


def _size(call: Call, resource_type: ResourceType) -> int | None:
    size = call.arguments.options.get("bytes")
    if resource_type.kind not in UPLOADS:
        if size is not None:
            raise bad_syntax("bytes is for uploads only.", "bytes")
        return None
    most = call.services.settings.video_limit if resource_type.kind is TransferKind.VIDEO else MOST_BYTES
    if not isinstance(size, int) or not 1 <= size <= most:
        raise bad_syntax(f"An upload needs bytes, 1 to {most}.", "bytes")
    return size


def _order(call: Call, resource_type: ResourceType, size: int | None, encoding: Encoding) -> str:
    meeting: Meeting | None = None
    recording: Recording | None = None
    content: Content | None = None
    kind = resource_type.kind or TransferKind.RECORDING_PLAYBACK
    options = _order_options(call.arguments.options, resource_type)
    if resource_type.format is not None:
        recording = recording_search.find_living(call.session, call.caller, _query(call, _RECORDING_FIELDS))
        if resource_type.kind is None:
            is_there = recordings.find_part(call.session, recording, playback.TIMELINE) is not None
        else:
            is_there = recordings.find_file(call.session, recording, resource_type.format) is not None
        if not is_there:
            raise FormatNotFound("The recording is not there in this format.")
    elif resource_type.kind is TransferKind.DOCUMENT_DOWNLOAD:
        resource_id = _query(call, _DOCUMENT_FIELDS).values[0]
        board = managed.find(call.session, call.caller, resource_id)
        if board is None:
            content = contents.find(call.session, call.caller, resource_id)
        else:
            kind, options["board"] = TransferKind.BOARD_DOWNLOAD, board.board_id
    else:
        meeting = meeting_search.match(call.session, call.center, call.caller, _query(call, ONE_MEETING.texts))
    return transfers.create(
        call.session,
        call.site,
        call.caller,
        kind,
        meeting=meeting,
        recording=recording,
        content=content,
        size=size,
        encoding=encoding,
        options=options,
    )


def _query(call: Call, fields: object) -> TextSearch:
    """The query, if it is by one of these fields."""
    query = call.arguments.text_query()
    known = set(fields.values()) if isinstance(fields, dict) else set()
    if query.field not in known and not (fields is ONE_MEETING.texts and query.field.startswith("metadata.")):
        raise bad_syntax(f"One cannot look by {query.field} for this resourceType.", "fieldName")
    return query


_ORDER_OPTIONS: dict[str, str] = {
    "shown": "shown",
    "upload_name": "upload_name",
    "recViewerName": "name",
    "recViewerEmail": "email",
    "recViewerCompany": "company",
    "started_at": "started_at",
    "title": "title",
    "format": "format",
}


def _order_options(options: dict[str, Value], resource_type: ResourceType) -> dict[str, object]:
    """The options as JSON values, for when the address is used."""
    stored: dict[str, object] = {}
    for key, word in _ORDER_OPTIONS.items():
        value = options.get(key)
        if value is not None:
            stored[word] = value.isoformat() if isinstance(value, datetime) else value
    if resource_type.format is not None:
        stored["format"] = resource_type.format.value
    return stored


# ------------------------------------------------------------------------------------------------- resources


@dataclass(frozen=True, kw_only=True)
class Resource:
    """What is told of a document or a whiteboard, by the fields of :data:`RESOURCE`."""

    resource_id: str
    mid: str
    title: str
    upload_name: str
    pages: int | None = None
    size: int | None = None
    content_type: str
    created_at: datetime
    status: str = contents.READY
    owner: str


def _document(content: Content) -> Resource:
    return Resource(
        resource_id=content.resource_id,
        mid=contents.mid_of(content),
        title=content.title,
        upload_name=content.upload_name,
        pages=content.pages,
        size=content.size,
        content_type=content.content_type,
        created_at=content.created_at,
        status=content.status,
        owner=content.owner.user_id,
    )


def _boards(call: Call, found: list[Board]) -> list[Resource]:
    """Whiteboards. Their files are made when they are downloaded, so their size is not known."""
    owners = managed.read_owners_and_meetings(call.session, found)
    return [
        Resource(
            resource_id=board.board_id,
            mid=meeting.mid if meeting is not None else "",
            title=board.name,
            upload_name=files.file_name_of(board),
            pages=1,
            content_type=files.CONTENT_TYPE,
            created_at=board.created_at,
            owner=owner.user_id,
        )
        for board in found
        for owner, meeting in [owners[board.id]]
    ]


RESOURCE = Table(
    "resource",
    [
        Option(name="resourceID", kind=_S, access="R", field="resource_id", longest=16, meaning="permanent id"),
        Option(name="mid", kind=_S, access="R", longest=16, meaning="meeting to which it was brought"),
        Option(name="title", kind=_S, access="R", text=Text.ANY, meaning="what it is called"),
        Option(
            name="uploadName", kind=_S, access="R", field="upload_name", text=Text.ANY, meaning="name of the upload"
        ),
        Option(name="pages", kind=_D, access="R", meaning="slides, pages or sheets, where they can be counted"),
        Option(name="size", kind=_D, access="R", meaning="bytes of the file; not of a whiteboard"),
        Option(name="contentType", kind=_S, access="R", field="content_type", meaning="media type, by its content"),
        Option(name="createTime", kind=_T, access="R", field="created_at", meaning="when it was uploaded, or made"),
        Option(
            name="status", kind=_S, access="R", values={"Ready": contents.READY}, meaning="Ready: it can be downloaded"
        ),
        Option(name="owner", kind=_S, access="R", longest=64, meaning="user ID of who uploaded it, or made it"),
    ],
)

OF_MEETING_OR_OWNER = Fields(texts={**ONE_MEETING.texts, "owner": "owner"}, prefix="metadata.")
ONE_RESOURCE = Fields(texts=_DOCUMENT_FIELDS)


@message(
    "ListResources",
    may=CenterAction.MANAGE_OWN_MEETING,
    reads=True,
    meaning="Lists the documents and whiteboards of one meeting, or those that one user brought to meetings, made "
    "there, or has in the library, oldest first.",
    children=[Query(OF_MEETING_OR_OWNER), FieldList(RESOURCE)],
    faults=[*MATCH_FAULTS, "Client.BadData.NoSuch.UserOrGroup", "Client.Authorization.NotOwnerOrAdministrator"],
)
def list_resources(call: Call) -> Element:
    """Videos are not among them: see ListRecordings4."""
    query = call.arguments.text_query()
    if query.field == "owner":
        owner = users.find_user_or_none(call.session, call.center.id, query.values[0])
        if owner is None:
            raise UnknownUsers([query.values[0]], "owner")
        documents = contents.list_of_owner(call.session, owner, call.caller)
        boards = managed.list_of_owner(call.session, owner, call.caller)
    else:
        meeting = meeting_search.match(call.session, call.center, call.caller, query)
        documents = contents.list_of_meeting(call.session, meeting, call.caller)
        boards = managed.list_of_meeting(call.session, meeting, call.caller)
    found = sorted([*map(_document, documents), *_boards(call, boards)], key=lambda one: one.created_at)
    return call.reply(_resource(one, call.arguments.requested) for one in found)


def _resource(resource: Resource, requested: list[Option]) -> Element:
    options = []
    for option in requested:
        value: Value = getattr(resource, option.key)
        if value is not None and value != "":
            options.append(option.write(value.replace(microsecond=0) if isinstance(value, datetime) else value))
    return element("Resource", None, [option_list(options)])


@message(
    "DeleteResource",
    may=CenterAction.MANAGE_OWN_MEETING,
    meaning="Deletes one document or whiteboard. It can be restored for a while in `/api/v1`, where the center "
    "restores at all.",
    children=[Query(ONE_RESOURCE)],
    faults=[
        "Client.BadSyntax",
        "Client.BadMatch.Need1Got0",
        "Client.Authorization.NotOwnerOrAdministrator.Meeting",
    ],
)
def delete_resource(call: Call) -> Element:
    """For those who may manage its meeting."""
    resource_id = call.arguments.text_query().values[0]
    if not managed.delete(call.session, call.caller, resource_id):
        change_document.delete(call.session, call.caller, resource_id)
    return call.reply()
