"""Minutes are drafted when a run ends: once, from what is there, and never over what a host has written; their release
is mailed to those who were there."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from convener.domain.actions import end_meeting
from convener.domain.centers import centers
from convener.domain.events.log import read_room_events
from convener.domain.invitations import invitations
from convener.domain.jobs.queue import enqueue
from convener.domain.meetings import meetings
from convener.domain.meetings.instances import DraftMinutes
from convener.domain.meetings.participants import find_by_public_id
from convener.domain.minutes import access, drafts, mails, records
from convener.domain.minutes.records import Mailed, MinutesState
from convener.domain.minutes.text import MinutesText, NewTask, TextChanges, read_text
from convener.domain.notes import documents
from convener.domain.notes.parts import ActionItem
from convener.domain.permissions import MeetingRole
from convener.domain.shared_documents import confined
from convener.domain.shared_documents.confined import DocumentUnreadable
from convener.domain.site import Site, now
from convener.jobs.kinds.mail import MAIL
from convener.jobs.kinds.minutes import DRAFT_MINUTES
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Mail, MeetingInstance, Minutes, Participant, Visit
from tests.factories.accounts import account
from tests.factories.jobs import Crash, do_all, job_states, let_time_pass, runner, with_lease
from tests.factories.room import RoomFactory

TODO = ActionItem(id="a1", text="Send the offer", assignee="Ann", person="", due=date(2030, 5, 1), done=False)


@pytest.fixture
def room(database: Database, site: Site) -> RoomFactory:
    return RoomFactory(database, site)


def write_notes(room: RoomFactory, *items: ActionItem) -> None:
    with room.locked() as (session, meeting):
        first = documents.first_update(items) if items else drafts.begin_notes(session, meeting.id)
        documents.open_current(session, meeting.id, first)


def held_run(room: RoomFactory, *names: str, items: tuple[ActionItem, ...] = (), notes: bool = False) -> int:
    """A run with these people, and notes where there are items; returns the run's internal id."""
    for name in ("host", *names):
        room.enter(name)
    if items or notes:
        write_notes(room, *items)
    with room.locked() as (_, meeting):
        run = meeting.instance_id
    room.act("host", "end_meeting", site=True)
    assert run is not None
    return run


def read(room: RoomFactory, run: int) -> tuple[Minutes | None, MinutesText]:
    with room.database.read() as session:
        found = records.find(session, session.get_one(MeetingInstance, run))
        return found, read_text(found) if found else MinutesText()


def edit(room: RoomFactory, run: int, version: int, **changes: object) -> None:
    with room.database.write() as session:
        instance = session.get_one(MeetingInstance, run)
        records.edit(session, instance, None, version, TextChanges(**changes))  # type: ignore[arg-type]


def test_a_run_leaves_a_draft(room: RoomFactory, settings: Settings) -> None:
    worker = runner(room.database, room.site, settings)
    run = held_run(room, "ann", items=(TODO,))
    assert do_all(worker, DRAFT_MINUTES) == 1
    minutes, text = read(room, run)
    assert minutes is not None
    assert (minutes.state, minutes.version) == (MinutesState.DRAFT.value, 0)
    assert [(one.text, one.assignee, one.due, one.carried) for one in text.tasks] == [
        ("Send the offer", "Ann", date(2030, 5, 1), False)
    ]
    alone = held_run(room)
    assert do_all(worker, DRAFT_MINUTES) == 1
    assert read(room, alone)[0] is not None, "a short run without notes has minutes too"


def test_a_draft_is_made_once_more_after_a_crash(
    room: RoomFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = held_run(room, items=(TODO,))

    write = records.write_draft

    def crash(*arguments: object) -> None:
        write(*arguments)  # type: ignore[arg-type]
        raise Crash

    with monkeypatch.context() as dies:
        dies.setattr(records, "write_draft", crash)
        with pytest.raises(Crash):
            runner(room.database, room.site, settings, "dies").run_next(with_lease(DRAFT_MINUTES, timedelta()))
    assert read(room, run)[0] is None, "nothing is half done"
    let_time_pass(room.database)
    assert do_all(runner(room.database, room.site, settings, "w2"), DRAFT_MINUTES) == 1
    edit(room, run, 0, summary="Written by the host")
    with room.database.write() as session:
        enqueue(session, DraftMinutes(instance=run))
    let_time_pass(room.database)
    do_all(runner(room.database, room.site, settings, "w2"), DRAFT_MINUTES)
    with room.database.read() as session:
        assert len(session.scalars(select(Minutes)).all()) == 1
    minutes, text = read(room, run)
    assert (text.summary, len(text.tasks)) == ("Written by the host", 1)
    assert minutes is not None
    assert minutes.version == 1
    assert set(job_states(room.database, "draft_minutes")) == {"done"}


def test_notes_that_cannot_be_read_do_not_prevent_minutes(
    room: RoomFactory, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = held_run(room, items=(TODO,))

    def unreadable(*_: object) -> None:
        raise DocumentUnreadable("no")

    monkeypatch.setattr(confined, "read_content", unreadable)
    for _ in range(DRAFT_MINUTES.terms.attempts):
        do_all(runner(room.database, room.site, settings), DRAFT_MINUTES)
        let_time_pass(room.database)
    assert read(room, run)[0] is not None
    assert job_states(room.database, "draft_minutes") == ["done"]


def test_open_action_items_go_on_in_a_series(room: RoomFactory, settings: Settings) -> None:
    worker = runner(room.database, room.site, settings)
    with room.locked() as (_, meeting):
        meeting.recurrence = "FREQ=WEEKLY"
    first = held_run(room, items=(TODO,))
    do_all(worker, DRAFT_MINUTES)
    edit(
        room,
        first,
        0,
        tasks=[
            NewTask(id="a1", text=TODO.text, assignee="Ann", due=TODO.due, done=True),
            NewTask(id="", text="Book a room", assignee="Bob", due=None, done=False),
        ],
    )
    without_notes = held_run(room)
    do_all(worker, DRAFT_MINUTES)
    assert [(one.text, one.carried) for one in read(room, without_notes)[1].tasks] == [("Book a room", True)]
    with room.database.write() as session:
        for instance in session.scalars(select(MeetingInstance)):
            instance.ended_at = now() - timedelta(days=7)
    third = held_run(room, notes=True)
    with room.database.read() as session:
        parts = documents.read_parts(session, session.get_one(MeetingInstance, third))
    assert [(one.text, one.done) for one in parts.action_items] == [("Book a room", False)], "in the notes too"
    do_all(worker, DRAFT_MINUTES)
    assert [(one.text, one.carried) for one in read(room, third)[1].tasks] == [("Book a room", True)]


def test_minutes_go_with_their_meeting(room: RoomFactory, settings: Settings) -> None:
    worker = runner(room.database, room.site, settings)
    held_run(room, items=(TODO,))
    do_all(worker, DRAFT_MINUTES)
    room.enter("host")
    with room.locked() as (session, meeting):
        end_meeting.remove_meeting(session, room.site, meeting)
        assert session.scalars(select(Minutes)).all() == []
    do_all(worker, DRAFT_MINUTES)
    with room.database.read() as session:
        assert session.scalars(select(Minutes)).all() == [], "nor are any made afterwards"


def test_who_reads_them(room: RoomFactory, settings: Settings) -> None:
    room.add("pres", MeetingRole.PRESENTER)
    room.add("stranger")
    run = held_run(room, "ann", "troll")
    do_all(runner(room.database, room.site, settings), DRAFT_MINUTES)
    room.enter("host")
    room.enter("ann")
    room.enter("late")
    with room.locked() as (session, meeting):
        for visit in session.scalars(select(Visit).where(Visit.participant_id == room.ids["troll"])):
            visit.left_reason = "removed"
        session.flush()
        instance = session.get_one(MeetingInstance, run)

        def role(name: str) -> str | None:
            person = session.get_one(Participant, room.ids[name])
            reader = access.reader_by_participant(session, meeting, instance, person)
            return reader.role.value if reader else None

        found = {name: role(name) for name in room.ids}
        assert found == {
            "host": "host",
            "pres": "presenter",
            "ann": "attendee",
            "troll": None,
            "stranger": None,
            "late": None,
        }
        invitation = Mail(
            meeting_id=meeting.id, participant_id=room.ids["stranger"], kind="request", sequence=0, recipient="s@x.org"
        )
        invitation.state, invitation.created_at = "sent", now()
        session.add(invitation)
        session.flush()
        assert role("stranger") == "attendee", "who is invited reads the released ones"
        meeting.place_of_id = meeting.owner_id
        assert (role("stranger"), role("pres"), role("ann")) == (None, None, "attendee"), "a personal room"
        session.rollback()


def body(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_the_release_is_mailed_to_those_who_were_there(room: RoomFactory, settings: Settings, tmp_path: Path) -> None:
    worker = runner(room.database, room.site, settings)
    run = held_run(room, "ann", "bob", "nomail", "twin", "german", items=(TODO,))
    with room.locked() as (session, meeting):
        center = centers.ensure_center(session, "main", "Convener")
        german = account(session, center, "german", email="g@x.org", locale="de-DE")
        for name, address in (
            ("host", "host@x.org"),
            ("ann", "ann@x.org"),
            ("bob", "no address"),
            ("twin", "Ann@x.org"),
        ):
            session.get_one(Participant, room.ids[name]).email = address
        session.get_one(Participant, room.ids["german"]).user_id = german.id
        session.get_one(Participant, room.ids["german"]).email = "g@x.org"
        meeting.title = "Plan <b>B</b>"
    do_all(worker, DRAFT_MINUTES)
    edit(room, run, 0, decisions=["Ship <it>"], summary="All went well")
    with room.database.write() as session:
        instance = session.get_one(MeetingInstance, run)
        host = find_by_public_id(session, room.public["host"])
        minutes = records.release(session, instance, host, Mailed.THERE)
        assert mails.queue_mails(session, instance, minutes, host) == 2
    do_all(worker, MAIL)
    sent = {}
    for file in (tmp_path / "outbox").glob("*.eml"):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        sent[mail["To"].addresses[0].addr_spec] = mail
    assert set(sent) == {"ann@x.org", "g@x.org"}
    english, german_mail = sent["ann@x.org"], sent["g@x.org"]
    assert english["Subject"] == "Minutes: Plan <b>B</b>"
    assert german_mail["Subject"] == "Protokoll: Plan <b>B</b>"
    html = body(english, "html")
    assert "Ship &lt;it&gt;" in html
    assert "Send the offer" in html
    plain = body(english, "plain")
    assert "Ship <it>" in plain
    assert "All went well" in plain
    assert f"{room.site.base_url}/minutes/{room.public['ann']}-" in plain
    assert {mail["Auto-Submitted"] for mail in sent.values()} == {"auto-generated"}
    with room.database.read() as session:
        kinds = [type(one.payload).__name__ for one in read_room_events(session, room.meeting_id, 0, 1000)]
    assert kinds[-2:] == ["MinutesEdited", "MinutesReleased"]


def test_other_mails_and_those_of_minutes_do_not_disturb_each_other(
    room: RoomFactory, settings: Settings, tmp_path: Path
) -> None:
    worker = runner(room.database, room.site, settings)
    run = held_run(room, "ann")
    do_all(worker, DRAFT_MINUTES)
    with room.database.write() as session:
        instance = session.get_one(MeetingInstance, run)
        person = session.get_one(Participant, room.ids["ann"])
        person.email = "ann@x.org"
        meeting = meetings.lock_meeting(session, room.meeting_id)
        invitations.queue_invitation(session, meeting, person)
        minutes = records.release(session, instance, None, Mailed.THERE)
        assert mails.queue_mails(session, instance, minutes, None) == 1
        invitations.queue_invitation(session, meeting, person)
    do_all(worker, MAIL)
    with room.database.read() as session:
        found = session.execute(select(Mail.kind, Mail.state).order_by(Mail.id)).all()
    assert [tuple(one) for one in found] == [("request", "sent"), ("minutes", "sent")]
