"""One date of a series changed, cancelled and restored; on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, update

from convener.domain.actions.change_date import DateEdit, DateEditor
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.centers.maintenance_windows import add_window
from convener.domain.errors import BadRecurrence, DateNotFound, InvalidParameter, Maintenance, SeatsTaken, WrongState
from convener.domain.events.kinds.meetings import MeetingUpdated
from convener.domain.events.log import read_room_events
from convener.domain.meetings import capacity, state
from convener.domain.meetings.changes import MeetingChanges
from convener.domain.meetings.series import read_changes, series_of
from convener.domain.outbox import MailState
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Mail, Meeting
from tests.factories.invitations import InvitationFactory, build

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
START = datetime(2031, 3, 4, 9, 30, tzinfo=UTC)
NAMES = ["20310304T093000Z", "20310311T093000Z", "20310318T093000Z"]


@dataclass
class Dates:
    """A series of three dates of a week, with a guest who has got the invitation."""

    factory: InvitationFactory

    @contextmanager
    def editor(self) -> Iterator[DateEditor]:
        with self.factory.locked() as (session, meeting):
            yield DateEditor(session, self.factory.site, session.get_one(Center, meeting.center_id), meeting)

    def change(self, name: str, **edit: object) -> None:
        with self.editor() as editor:
            editor.change(name, DateEdit(**edit))  # type: ignore[arg-type]

    def cancel(self, name: str) -> None:
        with self.editor() as editor:
            editor.cancel(name)

    def restore(self, name: str) -> None:
        with self.editor() as editor:
            editor.restore(name)

    def times(self) -> list[tuple[datetime, datetime]]:
        with self.factory.locked() as (_, meeting):
            series = series_of(meeting)
            assert series is not None
            return series.times()

    def set_state(self, mail_state: MailState) -> None:
        """Let all mails have this state."""
        with self.factory.database.write() as session:
            session.execute(update(Mail).values(state=mail_state.value))

    def stored(self) -> Meeting:
        with self.factory.database.read() as session:
            return session.get_one(Meeting, self.factory.meeting_id)


@pytest.fixture
def dates(database: Database, site: Site, center: Center) -> Dates:
    factory = build(database, site, center)
    factory.change(MeetingChanges(kind="recurring", recurrence="FREQ=WEEKLY;COUNT=3", time_zone="UTC"))
    factory.invite("bob", "bob@example.org")
    dates = Dates(factory)
    dates.set_state(MailState.SENT)
    return dates


def test_a_date_is_moved_and_its_guests_hear_of_that_date(dates: Dates) -> None:
    before = dates.stored().calendar_sequence
    dates.change(NAMES[1], starts_at=START + WEEK + DAY, duration=2 * HOUR, title="Review")
    assert dates.times() == [
        (START, START + HOUR),
        (START + WEEK + DAY, START + WEEK + DAY + 2 * HOUR),
        (START + 2 * WEEK, START + 2 * WEEK + HOUR),
    ]
    assert dates.factory.queued()[-1] == ("date_request", before + 1, "bob@example.org")
    assert dates.factory.mails()[-1].date == START + WEEK
    number = len(dates.factory.mails())
    dates.change(NAMES[1], title="Review")
    assert len(dates.factory.mails()) == number, "nothing has changed"
    dates.factory.invite_again(dates.factory.mails()[-1].participant_id or 0)
    assert len(dates.factory.mails()) == number, "nobody is invited once more"


def test_people_in_the_room_see_the_title_of_the_date(dates: Dates) -> None:
    for name, title in ((NAMES[0], "Kick-off"), (NAMES[1], "Review")):
        dates.change(name, title=title)
    with dates.factory.locked() as (session, meeting):
        assert (meeting.title, state.title_now(meeting)) == ("Planning", "Kick-off")
        meeting.instance_id, meeting.started_at = 1, START + WEEK
        assert state.title_now(meeting) == "Review", "people have met for the second date"
        told = [one.payload for one in read_room_events(session, meeting.id, 0, 50)]
        assert [one.meeting.title for one in told if isinstance(one, MeetingUpdated)][-1] == "Kick-off"
        session.rollback()


@pytest.mark.parametrize(("mail_state", "kinds"), [(MailState.QUEUED, []), (MailState.SENDING, ["date_cancel"])])
def test_an_invitation_that_waits_says_it_itself(dates: Dates, mail_state: MailState, kinds: list[str]) -> None:
    dates.set_state(mail_state)
    before = dates.stored().calendar_sequence
    dates.cancel(NAMES[1])
    mails = [mail for mail in dates.factory.mails() if mail.recipient == "bob@example.org"]
    assert [mail.kind for mail in mails] == ["request", *kinds]
    assert dates.stored().calendar_sequence == mails[-1].sequence == before + 1
    assert mails[0].sequence == (before if kinds else before + 1)


def test_what_is_as_in_the_series_is_not_stored(dates: Dates) -> None:
    dates.change(NAMES[1], starts_at=START + WEEK + DAY, description="Tea")
    dates.change(NAMES[1], starts_at=START + WEEK, duration=HOUR, title="", description="")
    assert dates.stored().changed_dates is None


def test_a_date_is_cancelled_and_restored_as_it_was(dates: Dates) -> None:
    dates.change(NAMES[1], starts_at=START + WEEK + DAY)
    dates.cancel(NAMES[1])
    assert [start for start, _ in dates.times()] == [START, START + 2 * WEEK]
    with pytest.raises(WrongState):
        dates.change(NAMES[1], title="Review")
    dates.restore(NAMES[1])
    assert [start for start, _ in dates.times()] == [START, START + WEEK + DAY, START + 2 * WEEK]
    kinds = [kind for kind, _, recipient in dates.factory.queued() if recipient == "bob@example.org"]
    assert kinds == ["request", "date_request", "date_cancel", "date_request"]


def test_a_series_keeps_one_date(dates: Dates) -> None:
    dates.cancel(NAMES[0])
    dates.cancel(NAMES[1])
    with pytest.raises(BadRecurrence):
        dates.cancel(NAMES[2])
    assert [start for start, _ in dates.times()] == [START + 2 * WEEK]


@pytest.mark.parametrize("name", ["20310305T093000Z", "20310304T093000", "x", "", "20310399T093000Z", "9" * 40])
def test_a_date_that_is_not_there(dates: Dates, name: str) -> None:
    with pytest.raises(DateNotFound):
        dates.cancel(name)


def test_what_is_over_stays(dates: Dates) -> None:
    past = datetime(2020, 3, 3, 9, 30, tzinfo=UTC)
    dates.factory.change(MeetingChanges(starts_at=past, recurrence="FREQ=WEEKLY;COUNT=800"))
    with pytest.raises(WrongState):
        dates.cancel("20200310T093000Z")


@pytest.mark.parametrize("start", [START - 400 * DAY, START + 400 * DAY, datetime(2020, 1, 1, tzinfo=UTC)])
def test_a_date_stays_near_its_series(dates: Dates, start: datetime) -> None:
    with pytest.raises(InvalidParameter):
        dates.change(NAMES[1], starts_at=start)


def test_a_new_rule_drops_what_it_does_not_have(dates: Dates) -> None:
    dates.cancel(NAMES[1])
    dates.change(NAMES[2], title="Last")
    dates.factory.change(MeetingChanges(recurrence="FREQ=WEEKLY;INTERVAL=2;COUNT=3"))
    assert list(dates.stored().changed_dates or {}) == [NAMES[2]]
    dates.factory.change(MeetingChanges(title="Another"))
    assert list(dates.stored().changed_dates or {}) == [NAMES[2]]
    dates.factory.change(MeetingChanges(starts_at=START + HOUR))
    assert dates.stored().changed_dates is None


def reserve_seats(dates: Dates, seats: int, limit: int = 100) -> None:
    with dates.factory.locked() as (session, meeting):
        center = session.get_one(Center, meeting.center_id)
        center.settings = {**center.settings, "attendance_limit": limit}
        Scheduler(session, dates.factory.site, center, meeting.owner).change(meeting, MeetingChanges(seats=seats))


def test_seats_move_with_their_date(dates: Dates) -> None:
    reserve_seats(dates, 60)

    def reserved(day: datetime) -> int:
        with dates.factory.database.read() as session:
            found = capacity.reserved(session, dates.stored().center_id, day, day + HOUR)
        return max(level for _, _, level in found)

    dates.change(NAMES[1], starts_at=START + WEEK + DAY)
    assert (reserved(START + WEEK), reserved(START + WEEK + DAY)) == (0, 60)
    dates.cancel(NAMES[1])
    assert reserved(START + WEEK + DAY) == 0
    with dates.factory.locked() as (session, meeting):
        center = session.get_one(Center, meeting.center_id)
        other = MeetingChanges(starts_at=START + WEEK + DAY, ends_at=START + WEEK + DAY + HOUR, seats=50)
        owner = meeting.owner
        owner.role, owner.schedules = "organizer", True
        Scheduler(session, dates.factory.site, center, owner).create(other)
    with pytest.raises(SeatsTaken):
        dates.restore(NAMES[1])
    assert reserved(START + WEEK + DAY) == 50


@pytest.fixture
def seat_statements(dates: Dates) -> Iterator[list[str]]:
    """Statements since then that count seats."""
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "INTO seat_" in statement or "UPDATE seat_" in statement:
            found.append(statement)

    event.listen(dates.factory.database.engine, "after_cursor_execute", note)
    yield found
    event.remove(dates.factory.database.engine, "after_cursor_execute", note)


def test_an_edit_of_a_text_touches_no_seats(dates: Dates, seat_statements: list[str]) -> None:
    reserve_seats(dates, 60)
    seat_statements.clear()
    dates.change(NAMES[1], title="Review", description="Tea")
    assert seat_statements == []
    dates.change(NAMES[1], starts_at=START + WEEK + DAY)
    assert seat_statements != []


def test_no_date_is_moved_into_maintenance(dates: Dates) -> None:
    with dates.factory.locked() as (session, meeting):
        center = session.get_one(Center, meeting.center_id)
        add_window(session, center, START + DAY, START + DAY + HOUR)
        add_window(session, center, START + 2 * WEEK, START + 2 * WEEK + HOUR)
    with pytest.raises(Maintenance):
        dates.change(NAMES[0], starts_at=START + DAY)
    dates.change(NAMES[0], starts_at=START + 2 * DAY)


def test_nobody_is_put_out_of_the_room_by_cancelling_its_date(dates: Dates) -> None:
    moment = datetime.now(UTC).replace(microsecond=0)
    dates.factory.change(MeetingChanges(starts_at=moment - timedelta(minutes=5)))
    with dates.factory.locked() as (_, meeting):
        meeting.inside = 1
        series = series_of(meeting)
        assert series is not None
        name = f"{series.first().original:%Y%m%dT%H%M%SZ}"
    with pytest.raises(WrongState):
        dates.cancel(name)


def test_a_mail_about_a_date_leaves_the_invitation_what_it_is(dates: Dates) -> None:
    dates.cancel(NAMES[1])
    invitation = dates.factory.mails()[-2]
    assert (invitation.kind, invitation.state) == ("request", MailState.SENT.value)
    with dates.factory.locked() as (session, meeting):
        assert len(read_changes(meeting.changed_dates)) == 1
        assert session.get_one(Mail, invitation.id).recipient == "bob@example.org"
    dates.factory.cancel()
    assert [mail.kind for mail in dates.factory.mails() if mail.recipient == "bob@example.org"][-1] == "cancel"
