"""A list takes as many statements with many rows as with one, whatever its rows say of others: of owners, meetings,
groups, thumbnails, mails, answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from convener.apis.live_meeting.dispatch import Dispatcher
from convener.apis.live_meeting.protocol.grammar import FieldList
from convener.apis.live_meeting.registry import MESSAGES
from convener.apis.rest.v1.routes import (
    account,
    attendance,
    boards,
    contents,
    guests,
    library,
    meetings,
    minutes,
    polls,
    recording_library,
    users,
)
from convener.auth.passwords import Identity
from convener.domain.accounts import sessions
from convener.domain.authorization import Proof
from convener.domain.boards.templates import first_update
from convener.domain.meetings import participants
from convener.domain.permissions import MeetingRole
from convener.domain.shared_documents import log
from convener.domain.site import Site, now
from convener.services import Services
from convener.storage.database import Database, Session
from convener.storage.models import (
    ApiClient,
    Board,
    Center,
    Content,
    Group,
    GroupMember,
    Meeting,
    MeetingInstance,
    Minutes,
    Participant,
    Poll,
    PollOption,
    PollVote,
    Recording,
    RecordingVisit,
    User,
    Visit,
)
from convener.web.cookies import SIGN_IN
from tests.factories.contents import insert_document
from tests.factories.meetings import insert_hosted_meeting
from tests.factories.recordings import Archive, person
from tests.factories.services import services_of
from tests.factories.statements import carried_out

MANY = 4


@pytest.fixture
def archive(database: Database, site: Site, center: Center, tmp_path: Path) -> Archive:
    made = Archive.open(database, site, center, tmp_path)
    with made.locked_meeting() as (session, meeting):
        participants.add_participant(session, site, meeting, MeetingRole.HOST, user=made.user(session, "ann"))
    return made


@pytest.fixture
def services(archive: Archive) -> Iterator[Services]:
    with services_of(archive.database, archive.site, archive.folder, archive.center.id) as made:
        yield made


def add_one_of_all(archive: Archive, name: str) -> None:
    """One more row for each list, of a user, a meeting and a group of its own."""
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        owner = person(session, archive.center.id, name, "organizer")
        _name_by_client(session, owner, name)
        group = Group(center_id=owner.center_id, group_id=f"g-{name}", group_id_folded=f"g-{name}", created_at=now())
        session.add(group)
        session.flush()
        session.add_all([GroupMember(group_id=group.id, user_id=one.id) for one in (owner, ann)])
        for one in (ann, archive.user(session, "root")):
            sessions.sign_in(session, archive.site, one, user_agent=name)
        starts: dict[str, Any] = {"starts_at": now() + timedelta(days=1), "duration_hours": 1.0}
        insert_hosted_meeting(session, archive.site, ann, f"Own {name}", **starts)
        other, _host = insert_hosted_meeting(session, archive.site, owner, f"Other {name}", **starts)
        participants.add_participant(session, archive.site, other, MeetingRole.ATTENDEE, user=ann)
        meeting = session.get_one(Meeting, archive.meeting_id)
        guest = participants.add_participant(session, archive.site, meeting, MeetingRole.ATTENDEE, user=owner)
        session.flush()
        _add_run(session, meeting, guest, name)
        _add_documents(session, meeting, owner, group, name)
        _add_boards(session, meeting, guest, owner, group, name)
    archive.video(title=f"Own {name}")
    archive.video(title=f"Other {name}")
    with archive.database.write() as session:
        recording = session.scalars(select(Recording).order_by(Recording.id.desc())).first()
        first = session.scalars(select(Recording).order_by(Recording.id)).first()
        assert recording is not None
        assert first is not None
        user = session.scalars(select(User).where(User.user_id == name)).one()
        recording.owner_id = user.id
        visit = RecordingVisit(vid=f"v{name}", recording_id=first.id, user_id=user.id, name=name, started_at=now())
        session.add(visit)


def _name_by_client(session: Session, user: User, name: str) -> None:
    client = ApiClient(
        center_id=user.center_id,
        account_sid=f"AC{name}",
        name=f"client of {name}",
        token_hash=b"",
        max_users=1,
        max_sessions=1,
        created_at=now(),
    )
    session.add(client)
    session.flush()
    named = person(session, user.center_id, f"x{name}", "member")
    named.api_client_id, named.external_id = client.id, f"ext {name}"


def _add_run(session: Session, meeting: Meeting, guest: Participant, name: str) -> None:
    moment = now()
    run = MeetingInstance(
        public_id=f"run{name}",
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        started_at=moment,
        ended_at=moment,
        ending="ended",
    )
    poll = Poll(
        poll_id=f"poll{name}",
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        kind="single",
        question=name,
        state="draft",
        created_at=moment,
    )
    session.add_all([run, poll])
    session.flush()
    session.add_all([PollOption(poll_id=poll.id, position=one, text=str(one)) for one in (0, 1)])
    session.add(PollVote(poll_id=poll.id, participant_id=guest.id, answer={"positions": [0]}, at=moment))
    session.add(
        Minutes(meeting_id=meeting.id, instance_id=run.id, state="draft", text={}, created_at=moment, edited_at=None)
    )
    session.add(
        Visit(
            vid=f"visit{name}",
            meeting_id=meeting.id,
            instance_id=run.id,
            participant_id=guest.id,
            name=name,
            role="attendee",
            entered_at=moment - timedelta(minutes=1),
            left_at=moment,
        )
    )


def _add_documents(session: Session, meeting: Meeting, owner: User, group: Group, name: str) -> None:
    ids = [insert_document(session, meeting, f"{kind} {name}") for kind in ("brought", "kept", "earlier")]
    brought, kept, earlier = (session.scalars(select(Content).where(Content.resource_id == one)).one() for one in ids)
    brought.owner_id = owner.id
    for one in (kept, earlier):
        one.meeting_id, one.owner_id, one.folder = None, owner.id, name
    kept.audience, kept.group_id = "group", group.id
    first = session.scalars(
        select(Content).where(Content.meeting_id.is_(None), Content.superseded_by_id.is_(None)).order_by(Content.id)
    ).first()
    assert first is not None
    earlier.superseded_by_id = first.id


def _add_boards(session: Session, meeting: Meeting, guest: Participant, owner: User, group: Group, name: str) -> None:
    for number, of_meeting in enumerate((True, False)):
        document = log.create(session, meeting, "board", first_update([]))
        session.add(
            Board(
                board_id=document.document_id,
                document_id=document.id,
                center_id=meeting.center_id,
                meeting_id=meeting.id if of_meeting else None,
                participant_id=guest.id if of_meeting else None,
                owner_id=None if of_meeting else owner.id,
                key=f"{name}{number}",
                name=name,
                template="blank",
                created_at=now(),
                folder="" if of_meeting else name,
                audience="owner" if of_meeting else "group",
                group_id=None if of_meeting else group.id,
            )
        )


# --------------------------------------------------------------------------------------------------------- /api/v1

Wanted = Callable[[Archive, Session], dict[str, Any]]


def nothing(_archive: Archive, _session: Session) -> dict[str, Any]:
    return {}


def of_meeting(archive: Archive, session: Session) -> dict[str, Any]:
    return {"mid": session.get_one(Meeting, archive.meeting_id).mid}


def of_run(archive: Archive, session: Session) -> dict[str, Any]:
    found = session.scalars(select(MeetingInstance).order_by(MeetingInstance.id)).first()
    assert found is not None
    return {**of_meeting(archive, session), "instance": found.public_id}


def of_recording(_archive: Archive, session: Session) -> dict[str, Any]:
    found = session.scalars(select(Recording).order_by(Recording.id)).first()
    assert found is not None
    return {"reid": found.reid}


def of_document(_archive: Archive, session: Session) -> dict[str, Any]:
    kept = select(Content).where(Content.meeting_id.is_(None), Content.superseded_by_id.is_(None))
    found = session.scalars(kept.order_by(Content.id)).first()
    assert found is not None
    return {"document": found.resource_id}


LISTS: dict[str, tuple[Any, Wanted, str]] = {
    "searchDocuments": (library.search_documents, nothing, "documents"),
    "searchBoards": (boards.search_boards, nothing, "boards"),
    "searchRecordings": (recording_library.search_recordings, nothing, "recordings"),
    "listMeetings": (meetings.list_meetings, nothing, "meetings"),
    "listUsers": (users.list_users, nothing, "users"),
    "readLibrary": (library.read_library, nothing, "folders"),
    "listOpenSessions": (account.list_sessions, nothing, "sessions"),
    "listDocuments": (contents.list_documents, of_meeting, "documents"),
    "listBoards": (boards.list_boards, of_meeting, "boards"),
    "listGuests": (guests.list_guests, of_meeting, "guests"),
    "listInstances": (attendance.list_instances, of_meeting, "instances"),
    "listMinutes": (minutes.list_minutes, of_meeting, "minutes"),
    "listPolls": (polls.list_polls, of_meeting, "polls"),
    "readAttendance": (attendance.read_attendance, of_run, ""),
    "listRecordingVisitors": (recording_library.list_recording_visitors, of_recording, "visitors"),
    "listVersions": (library.list_versions, of_document, "versions"),
}


@pytest.mark.parametrize("who", ["ann", "root"])
def test_lists_of_the_rest_api(archive: Archive, services: Services, who: str) -> None:
    with archive.database.write() as session:
        token = sessions.sign_in(session, archive.site, archive.user(session, who))
    request = SimpleNamespace(cookies={SIGN_IN: token}, headers={}, scope={})

    def count(name: str) -> tuple[int, int]:
        handler, wanted, rows = LISTS[name]
        with archive.database.read() as session:
            parameters = wanted(archive, session)
        with carried_out(archive.database.engine) as seen:
            page = handler.fn(request=request, services=services, **parameters)
        return len(seen), len(getattr(page, rows)) if rows else 0

    names = [name for name in LISTS if who == "root" or name not in ("listUsers", "listVersions")]
    add_one_of_all(archive, "one")
    few = {name: count(name) for name in names}
    for number in range(MANY):
        add_one_of_all(archive, f"more{number}")
    many = {name: count(name) for name in names}
    nobody_invites = {"listMeetings"} if who == "root" else set()
    short = {name for name in names if many[name][1] < few[name][1] + MANY}
    assert short == nobody_invites | {"readAttendance"}, "the lists grew"
    assert {name: of[0] for name, of in many.items()} == {name: of[0] for name, of in few.items()}


# --------------------------------------------------------------------------------------------------------- messages

MESSAGES_THAT_LIST = {
    "ListMeetings": "",
    "ListRecordings4": "",
    "ListRecordings": "",
    "ListResources": '<StringQuery fieldName="name" value="roadshow-7"/>',
    "ListPolls": '<StringQuery fieldName="name" value="roadshow-7"/>',
    "ListVisitors": '<StringQuery fieldName="name" value="roadshow-7"/>',
    "ListUsers": "",
    "ListGroups": "",
}


def test_messages_that_list(archive: Archive, services: Services) -> None:
    with archive.database.read() as session:
        root = archive.user(session, "root")
    dispatcher = Dispatcher(services, "main", "127.0.0.1", sender=Identity(root.center_id, root.id, Proof.CREDENTIALS))

    def count(name: str) -> tuple[int, int]:
        fields = [one for one in MESSAGES[f"{name}Request"].grammar.children if isinstance(one, FieldList)]
        names = "".join(
            f"<Name>{row.name}</Name>" for one in fields if one.table for row in one.table.options if "R" in row.access
        )
        asked = f"<FieldList>{names}</FieldList>" if fields else ""
        message = f"<{name}Request>{MESSAGES_THAT_LIST[name]}{asked}</{name}Request>"
        with carried_out(archive.database.engine) as seen:
            status, body = dispatcher.answer(
                f'<PlaceWareConfCenter authUser="root" authPassword="x">{message}</PlaceWareConfCenter>'.encode()
            )
            reply = body if isinstance(body, bytes) else b"".join(body)
        assert (status, b"<Fault" in reply) == (200, False), reply
        return len(seen), len(reply)

    add_one_of_all(archive, "one")
    few = {name: count(name) for name in MESSAGES_THAT_LIST}
    for number in range(MANY):
        add_one_of_all(archive, f"more{number}")
    many = {name: count(name) for name in MESSAGES_THAT_LIST}
    assert [name for name, (_, size) in many.items() if size <= few[name][1]] == [], "the lists grew"
    assert {name: of[0] for name, of in many.items()} == {name: of[0] for name, of in few.items()}
