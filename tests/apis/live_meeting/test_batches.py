"""Batch: what golden pairs do not show. (Those of one or two requests stand in ``messages/Batch.xml``.)"""

from __future__ import annotations

import httpx
import pytest
from lxml import etree
from sqlalchemy import func, select

from convener.apis.live_meeting.batch import MOST_OF_A_REPLY, MOST_PARTS
from convener.apis.live_meeting.tables.meetings import MEETING
from convener.domain.accounts import tickets
from convener.domain.actions.schedule_meeting import Scheduler
from convener.domain.meetings.changes import MeetingChanges
from convener.storage.models import Center, Meeting, User
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place

ASK = "<FieldList><Name>mid</Name></FieldList>"
LOOK = f'<ListMeetingsRequest><StringQuery fieldName="name" value="weekly"/>{ASK}</ListMeetingsRequest>'


def test_as_many_as_there_may_be_and_not_one_more(place: Place) -> None:
    world = place.world()
    found = golden.post(place.base_url, world, "tom", f"<BatchRequest>{LOOK * MOST_PARTS}</BatchRequest>")
    assert [part.tag for part in found] == ["ListMeetingsReply"] * MOST_PARTS
    found = golden.post(place.base_url, world, "tom", f"<BatchRequest>{LOOK * (MOST_PARTS + 1)}</BatchRequest>")
    assert found.findtext("FaultCode") == "Client.BadSyntax"


def test_many_meetings_in_one_request_with_those_that_cannot_be_left_out(place: Place) -> None:
    world = place.world()
    parts = "".join(f'<CreateMeetingRequest name="b{n // 2}">{ASK}</CreateMeetingRequest>' for n in range(20))
    found = golden.post(place.base_url, world, "tom", f"<BatchRequest>{parts}</BatchRequest>")
    assert [part.tag for part in found] == ["CreateMeetingReply", "Fault"] * 10
    assert {part.findtext("FaultCode") for part in list(found)[1::2]} == {"Client.BadData.NameInUse.Meeting"}
    with place.database.read() as session:
        made = select(func.count()).where(Meeting.center_id == world.center.id, Meeting.name.like("b_"))
        assert session.scalar(made) == 10


@pytest.mark.long
def test_a_reply_does_not_grow_without_end(place: Place) -> None:
    world = place.small_world()
    for number in range(60):
        with place.database.write() as session:
            owner = session.get_one(User, world.users["ida"].id)
            center = session.get_one(Center, world.center.id)
            Scheduler(session, place.site, center, owner).create(MeetingChanges(title=f"Long list, {number}"))
    fields = "".join(f"<Name>{option.name}</Name>" for option in MEETING.options)
    look = f"<ListMeetingsRequest><FieldList>{fields}</FieldList></ListMeetingsRequest>"
    parts = look * (MOST_PARTS - 1) + '<CreateMeetingRequest name="late"/>'
    found = golden.post(place.base_url, world, "ida", f"<BatchRequest>{parts}</BatchRequest>")
    assert found[0].tag == "ListMeetingsReply"
    assert found[-1].findtext("FaultCode") == "Client.ResourceLimit"
    longest = sum(1 for _ in found[0].iter())
    assert MOST_OF_A_REPLY < sum(1 for _ in found.iter("*")) < MOST_OF_A_REPLY + longest + 20 * MOST_PARTS
    with place.database.read() as session:
        assert session.scalar(select(Meeting.id).where(Meeting.center_id == center.id, Meeting.name == "late")) is None


def test_one_ticket_is_good_for_all_parts_of_one_batch(place: Place) -> None:
    world = place.world()
    with place.database.write() as session:
        user = session.get_one(User, world.users["tom"].id)
        ticket = tickets.create_ticket(session, place.site, session.get_one(Center, world.center.id), user, 60)
    body = f'<PlaceWareConfCenter authTicket="{ticket}"><BatchRequest>{LOOK}{LOOK}</BatchRequest></PlaceWareConfCenter>'
    url = f"{place.base_url}/cc/{world.center.name}/xml/4.0"
    first, second = (etree.fromstring(httpx.post(url, content=body, timeout=30).content)[0] for _ in range(2))
    assert [part.tag for part in first] == ["ListMeetingsReply"] * 2
    assert second.findtext("FaultCode") == "Client.Authentication"
