"""Any sequence of messages about meetings leaves their states and the seat sums right: a model beside the server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from lxml import etree

from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.factories.live_meeting import World

pytestmark = pytest.mark.long

DAY = datetime(2040, 3, 1, tzinfo=UTC)
MOST_SEATS = 20
ATTENDANCE = 50
USERS = st.sampled_from(["mira", "tom"])
HOURS = st.integers(0, 12)
SEATS = st.integers(1, 25)
WHICH = st.integers(0, 7)
NAMES = st.sampled_from([f"name-{number}" for number in range(5)])


@dataclass
class Modelled:
    """A meeting as it must be."""

    mid: str
    name: str
    owner: str
    start: int
    end: int | None
    seats: int
    life: str = "Active"

    @property
    def living(self) -> bool:
        """Whether it can be used."""
        return self.life in ("Active", "Undeleted")


def hour(number: int) -> str:
    """A full hour of the day, as the API writes times."""
    return (DAY + timedelta(hours=number)).strftime("%Y-%m-%dT%H:%M:%SZ")


class Center(RuleBasedStateMachine):
    """Messages to one center, and what must come of them."""

    place: Place

    def __init__(self) -> None:
        super().__init__()
        self.world: World = self.place.small_world(meeting_seats=MOST_SEATS, attendance_limit=ATTENDANCE)
        self.meetings: list[Modelled] = []

    def post(self, who: str, message: str) -> etree._Element:
        """Send a message."""
        return golden.post(self.place.base_url, self.world, who, message)

    def expect(self, reply: etree._Element, fault: str | None) -> None:
        """The reply is this Fault, or a success."""
        assert reply.findtext("FaultCode") == fault, golden.text_of(reply)

    def pick(self, which: int) -> Modelled | None:
        """One of the meetings made so far."""
        return self.meetings[which % len(self.meetings)] if self.meetings else None

    def sums(self, but: Modelled | None = None) -> list[int]:
        """Seats reserved in each hour of the day."""
        levels = [0] * 24
        for meeting in self.meetings:
            if meeting is not but and meeting.living and meeting.end is not None:
                for number in range(meeting.start, meeting.end):
                    levels[number] += meeting.seats
        return levels

    def seats_fault(self, start: int, end: int | None, seats: int, but: Modelled | None = None) -> str | None:
        """What is wrong with so many seats at that time."""
        if seats > MOST_SEATS:
            return "Client.ResourceLimit.Seats"
        if end is not None and seats > ATTENDANCE - max(self.sums(but)[start:end]):
            return "Client.ResourceLimit.Seats.Reserved"
        return None

    @rule(who=USERS, name=NAMES, start=HOURS, length=st.integers(-1, 5), seats=SEATS, ongoing=st.booleans())
    def create(self, who: str, name: str, start: int, length: int, seats: int, ongoing: bool) -> None:
        end = None if ongoing else start + length
        ends = "" if end is None else f'<TimeOption name="endTime" value="{hour(end)}"/>'
        reply = self.post(
            who,
            f'<CreateMeetingRequest name="{name}" maxUsers="{seats}"><OptionList>'
            f'<TimeOption name="startTime" value="{hour(start)}"/>{ends}</OptionList>'
            "<FieldList><Name>mid</Name></FieldList></CreateMeetingRequest>",
        )
        if any(one.living and one.name == name for one in self.meetings):
            self.expect(reply, "Client.BadData.NameInUse.Meeting")
        elif end is not None and end <= start:
            self.expect(reply, "Client.BadSyntax")
        else:
            fault = self.seats_fault(start, end, seats)
            self.expect(reply, fault)
            if fault is None:
                mid = str(reply.xpath("string(.//StringOption[@name='mid']/@value)"))
                self.meetings.append(Modelled(mid, name, who, start, end, seats))

    @rule(which=WHICH, who=USERS, start=HOURS, length=st.integers(1, 5), seats=SEATS)
    def modify(self, which: int, who: str, start: int, length: int, seats: int) -> None:
        meeting = self.pick(which)
        if meeting is None:
            return
        reply = self.post(
            who,
            f'<ModifyMeetingRequest><StringQuery fieldName="mid" value="{meeting.mid}"/><OptionList>'
            f'<TimeOption name="startTime" value="{hour(start)}"/>'
            f'<TimeOption name="endTime" value="{hour(start + length)}"/>'
            f'<DecimalOption name="maxUsers" value="{seats}"/></OptionList></ModifyMeetingRequest>',
        )
        fault = self.refusal(meeting, who)
        if fault is None and not meeting.living:
            fault = "Client.BadMatch.Need1Got0.Meeting"
        fault = fault or self.seats_fault(start, start + length, seats, meeting)
        self.expect(reply, fault)
        if fault is None:
            meeting.start, meeting.end, meeting.seats = start, start + length, seats

    def refusal(self, meeting: Modelled, who: str) -> str | None:
        """An organizer may not touch what is somebody else's, if it can be found at all."""
        if who == "mira" or meeting.owner == who:
            return None
        return "Client.Authorization.NotOwnerOrAdministrator.Meeting" if meeting.living else None

    @rule(which=WHICH, who=USERS, erase=st.booleans())
    def delete(self, which: int, who: str, erase: bool) -> None:
        meeting = self.pick(which)
        if meeting is None:
            return
        reply = self.post(
            who,
            f'<DeleteMeetingRequest erase="{erase}"><StringQuery fieldName="mid" value="{meeting.mid}"/>'
            "</DeleteMeetingRequest>",
        )
        if erase and who != "mira":
            self.expect(reply, "Client.Authorization.NotAdministrator")
        elif who != "mira" and meeting.owner != who:
            self.expect(reply, "Client.Authorization.NotOwnerOrAdministrator.Meeting")
        elif meeting.life in (("Deleted", "Expired") if erase else ("Active", "Undeleted")):
            self.expect(reply, None)
            meeting.life = "Removed" if erase else "Deleted"
        else:
            self.expect(reply, "Client.BadState.Meeting")

    @rule(which=WHICH)
    def restore(self, which: int) -> None:
        meeting = self.pick(which)
        if meeting is None:
            return
        query = f'<StringQuery fieldName="mid" value="{meeting.mid}"/>'
        reply = self.post("mira", f"<RestoreMeetingRequest>{query}</RestoreMeetingRequest>")
        if meeting.life == "Removed":
            self.expect(reply, "Client.BadMatch.Need1Got0.Meeting")
        elif meeting.living:
            self.expect(reply, "Client.BadState.Meeting")
        elif any(one.living and one.name == meeting.name for one in self.meetings):
            self.expect(reply, "Client.BadData.NameInUse.Meeting")
        else:
            self.expect(reply, None)
            meeting.life = "Undeleted"

    @invariant()
    def states_are_right(self) -> None:
        reply = self.post(
            "mira",
            '<ListMeetingsRequest listDeleted="True"><TimeIntervalQuery fieldName="startTime">'
            f'<TimeInterval startTime="{hour(0)}" endTime="{hour(24)}"/></TimeIntervalQuery>'
            "<FieldList><Name>mid</Name><Name>status</Name></FieldList></ListMeetingsRequest>",
        )
        listed = {
            one.xpath("string(.//*[@name='mid']/@value)"): one.xpath("string(.//*[@name='status']/@value)")
            for one in reply
        }
        assert listed == {meeting.mid: meeting.life for meeting in self.meetings}

    @invariant()
    def seat_sums_are_right(self) -> None:
        reply = self.post(
            "tom",
            f'<GetSeatsReservedRequest><TimeInterval startTime="{hour(0)}" endTime="{hour(24)}"/>'
            "</GetSeatsReservedRequest>",
        )
        levels = []
        at = hour(0)
        for part in reply:
            assert part[0].get("startTime") == at
            at = str(part[0].get("endTime"))
            began, ended = (datetime.fromisoformat(str(part[0].get(name))) for name in ("startTime", "endTime"))
            levels += [int(str(part.get("maxUsers")))] * int((ended - began) / timedelta(hours=1))
        assert at == hour(24)
        assert levels == self.sums()


def test_any_sequence_of_messages(place: Place) -> None:
    machine = type("Machine", (Center,), {"place": place})
    run_state_machine_as_test(
        machine,
        settings=settings(max_examples=15, stateful_step_count=25, suppress_health_check=list(HealthCheck)),
    )
