"""Messages that cross: each has one result, as if it had come alone, before or after the others; on both databases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import httpx
import pytest
from lxml import etree

from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import Element
from tests.factories.live_meeting import PASSWORD, World

MANY = 8
DAY = "2033-04-{:02d}T{:02d}:00:00Z"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def each_place(request: pytest.FixtureRequest) -> Place:
    """A server on each kind of database."""
    found: Place = request.getfixturevalue("place" if request.param == "sqlite" else "postgres_place")
    return found


def post(client: httpx.Client, world: World, who: str, message: str) -> Element:
    """The one element of a reply, which is HTTP 200."""
    body = f'<PlaceWareConfCenter authUser="{who}" authPassword="{PASSWORD}">{message}</PlaceWareConfCenter>'
    reply = client.post(f"/cc/{world.center.name}/xml/4.0", content=body.encode())
    assert reply.status_code == 200, reply.text
    return etree.fromstring(reply.content)[0]


def post_together(each_place: Place, world: World, messages: Iterable[tuple[str, str]]) -> list[Element]:
    """Post messages, each with who sends it, at the same moment; each over a connection of its own."""
    waiting = list(messages)
    barrier = Barrier(len(waiting))

    def send(one: tuple[str, str]) -> Element:
        with httpx.Client(base_url=each_place.base_url, timeout=60, verify=False) as client:
            post(client, world, one[0], "<ListLocalesRequest/>")  # the password is known from now on
            barrier.wait()
            return post(client, world, *one)

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(send, waiting))


def alone(each_place: Place, world: World, who: str, message: str) -> Element:
    """Post one message."""
    with httpx.Client(base_url=each_place.base_url, timeout=60, verify=False) as client:
        return post(client, world, who, message)


def kinds(replies: Iterable[Element]) -> Counter[str]:
    """How many there are of each reply, by its element or its FaultCode."""
    return Counter(reply.findtext("FaultCode") or str(reply.tag) for reply in replies)


def created(each_place: Place, world: World, options: str = "", attributes: str = "") -> str:
    """The mid of a new meeting of tom's."""
    reply = alone(
        each_place,
        world,
        "tom",
        f"<CreateMeetingRequest {attributes}><OptionList>{options}</OptionList>"
        "<FieldList><Name>mid</Name></FieldList></CreateMeetingRequest>",
    )
    return str(reply.xpath("string(.//StringOption/@value)"))


def times(day: int, start: int, end: int) -> str:
    """Options of a start and an end."""
    return (
        f'<TimeOption name="startTime" value="{DAY.format(day, start)}"/>'
        f'<TimeOption name="endTime" value="{DAY.format(day, end)}"/>'
    )


def change(mid: str, options: str) -> str:
    """A ModifyMeeting."""
    query = f'<StringQuery fieldName="mid" value="{mid}"/>'
    return f"<ModifyMeetingRequest>{query}<OptionList>{options}</OptionList></ModifyMeetingRequest>"


def delete(mid: str) -> str:
    """A DeleteMeeting."""
    return f'<DeleteMeetingRequest><StringQuery fieldName="mid" value="{mid}"/></DeleteMeetingRequest>'


def restore(mid: str) -> str:
    """A RestoreMeeting."""
    return f'<RestoreMeetingRequest><StringQuery fieldName="mid" value="{mid}"/></RestoreMeetingRequest>'


def reserved(each_place: Place, world: World, day: int) -> list[int]:
    """Seats reserved on a day, in the order of time."""
    interval = f'<TimeInterval startTime="{DAY.format(day, 0)}" endTime="{DAY.format(day + 1, 0)}"/>'
    found = alone(each_place, world, "mira", f"<GetSeatsReservedRequest>{interval}</GetSeatsReservedRequest>")
    return [int(part.get("maxUsers") or "") for part in found]


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        (lambda number: f'<CreateMeetingRequest name="taken{number}"/>', "Client.BadData.NameInUse.Meeting"),
        (
            lambda _: (
                "<CreateMeetingRequest><OptionList><StringOption name='personalPlaceOf' value='ida'/></OptionList>"
                "</CreateMeetingRequest>"
            ),
            "Client.BadMatch.Need0.Meeting",
        ),
    ],
    ids=["name", "place"],
)
def test_one_of_many_gets_what_there_is_once(each_place: Place, asked: Callable[[int], str], fault: str) -> None:
    for number in range(3):
        world = each_place.small_world()
        replies = post_together(each_place, world, [("ida", asked(number))] * MANY)
        assert kinds(replies) == {"CreateMeetingReply": 1, fault: MANY - 1}


def test_one_of_many_gets_a_new_name(each_place: Place) -> None:
    world = each_place.small_world()
    mids = [created(each_place, world) for _ in range(MANY)]
    wish = '<StringOption name="name" value="popular"/>'
    replies = post_together(each_place, world, [("tom", change(mid, wish)) for mid in mids])
    assert kinds(replies) == {"ModifyMeetingReply": 1, "Client.BadData.NameInUse.Meeting": MANY - 1}


def test_a_name_that_is_taken_while_its_meeting_is_restored(each_place: Place) -> None:
    for number in range(3):
        world = each_place.small_world()
        mid = created(each_place, world, attributes=f'name="back{number}"')
        alone(each_place, world, "tom", delete(mid))
        again = f'<CreateMeetingRequest name="back{number}"/>'
        replies = post_together(each_place, world, [("mira", restore(mid)), *[("tom", again)] * 3])
        found = kinds(replies)
        assert found["Client.BadData.NameInUse.Meeting"] == 3
        assert found["RestoreMeetingReply"] + found["CreateMeetingReply"] == 1


def test_a_meeting_that_is_deleted_while_it_is_changed(each_place: Place) -> None:
    world = each_place.small_world()
    more = '<DecimalOption name="maxUsers" value="{}"/>'
    for _ in range(5):
        mid = created(each_place, world, times(1, 9, 10), 'maxUsers="7"')
        changes = [("tom", change(mid, more.format(20 + number) + times(1, 9, 12))) for number in range(3)]
        found = kinds(post_together(each_place, world, [*changes, ("tom", delete(mid))]))
        assert found.pop("DeleteMeetingReply") == 1
        assert set(found) <= {"ModifyMeetingReply", "Client.BadMatch.Need1Got0.Meeting"}
    assert reserved(each_place, world, 1) == [0]


def test_a_meeting_is_deleted_and_restored_once(each_place: Place) -> None:
    world = each_place.small_world()
    mid = created(each_place, world, times(2, 9, 10), 'maxUsers="7"')
    for _ in range(2):
        replies = post_together(each_place, world, [("tom", delete(mid))] * MANY)
        assert kinds(replies) == {"DeleteMeetingReply": 1, "Client.BadState.Meeting": MANY - 1}
        assert reserved(each_place, world, 2) == [0]
        replies = post_together(each_place, world, [("mira", restore(mid))] * MANY)
        assert kinds(replies) == {"RestoreMeetingReply": 1, "Client.BadState.Meeting": MANY - 1}
        assert reserved(each_place, world, 2) == [0, 7, 0]


def test_seats_are_never_oversold(each_place: Place) -> None:
    world = each_place.small_world(attendance_limit=100)
    for day in range(3, 6):
        wishes = [
            f'<CreateMeetingRequest maxUsers="30"><OptionList>{times(day, 9 + number % 3, 13)}</OptionList>'
            "</CreateMeetingRequest>"
            for number in range(MANY)
        ]
        found = kinds(post_together(each_place, world, [("tom", wish) for wish in wishes]))
        assert found == {"CreateMeetingReply": 3, "Client.ResourceLimit.Seats.Reserved": MANY - 3}
        assert max(reserved(each_place, world, day)) == 90


@pytest.mark.parametrize("limit", [None, 2000])
def test_meetings_that_are_made_moved_and_deleted_at_once(each_place: Place, limit: int | None) -> None:
    world = each_place.small_world(**({"attendance_limit": limit} if limit else {}))
    few = 'maxUsers="5"'
    made = f"<CreateMeetingRequest {few}><OptionList>{{}}</OptionList></CreateMeetingRequest>"
    for turn in range(4):
        moved, gone, other = (created(each_place, world, times(day, 9, 12), few) for day in (7, 8, 7))
        messages = [
            ("tom", change(moved, times(8, 8 + turn, 12 + turn))),
            ("tom", made.format(times(8, 9, 12 + turn))),
            ("ida", made.format(times(7, 9, 12))),
            ("tom", delete(gone)),
            ("mira", change(other, times(7, 9, 13))),
        ]
        assert kinds(post_together(each_place, world, messages)) == {
            "CreateMeetingReply": 2,
            "ModifyMeetingReply": 2,
            "DeleteMeetingReply": 1,
        }


def test_meetings_that_change_hands_at_once(each_place: Place) -> None:
    world = each_place.small_world()
    mids = [created(each_place, world) for _ in range(MANY)]
    for turn in range(3):
        owners = [("tom", "ida")[(number + turn) % 2] for number in range(MANY)]
        gifts = [
            ("mira", change(mid, f'<StringOption name="owner" value="{owner}"/>'))
            for mid, owner in zip(mids, owners, strict=True)
        ]
        assert kinds(post_together(each_place, world, gifts)) == {"ModifyMeetingReply": MANY}


def test_nobody_who_is_deleted_at_this_moment_gets_a_meeting(each_place: Place) -> None:
    for _ in range(3):
        world = each_place.small_world()
        mid = created(each_place, world)
        mine, theirs = (
            "<CreateMeetingRequest/>",
            "<CreateMeetingRequest><OptionList>{}</OptionList></CreateMeetingRequest>",
        )
        ida = '<StringOption name="owner" value="ida"/>'
        messages = [("ida", mine), ("ida", mine), ("mira", theirs.format(ida)), ("mira", change(mid, ida))]
        found = kinds(post_together(each_place, world, [*messages, ("mira", '<DeleteUserRequest userID="ida"/>')]))
        assert found["DeleteUserReply"] == 1
        assert set(found) <= {
            "CreateMeetingReply",
            "ModifyMeetingReply",
            "DeleteUserReply",
            "Client.Authentication",
            "Client.BadData",
            "Client.BadData.NoSuch.UserOrGroup",
            "Client.BadMatch.Need1Got0.Meeting",
        }
        asked = "<ListMeetingsRequest><FieldList><Name>owner</Name></FieldList></ListMeetingsRequest>"
        listed = alone(each_place, world, "mira", asked)
        assert {option.get("value") for option in listed.iter("StringOption")} == {"tom"}


def test_a_group_that_is_deleted_while_it_comes_onto_lists(each_place: Place) -> None:
    for _ in range(3):
        world = each_place.small_world()
        entry = '<StringListOption name="audienceACL"><String>north</String></StringListOption>'
        invited = f"<CreateMeetingRequest><OptionList>{entry}</OptionList></CreateMeetingRequest>"
        messages = [*[("tom", invited)] * 4, ("mira", '<DeleteGroupRequest groupID="north"/>')]
        found = kinds(post_together(each_place, world, messages))
        assert found.pop("DeleteGroupReply") == 1
        assert set(found) <= {"CreateMeetingReply", "Client.BadData.NoSuch.UserOrGroup"}


def test_recordings_that_come_to_somebody_who_is_deleted_at_this_moment_are_kept(each_place: Place) -> None:
    for _ in range(4):
        world = each_place.world()
        query = f'<StringQuery fieldName="reid" value="{world.ids[("reid", "road")]}"/>'
        gift = '<OptionList><StringOption name="owner" value="ida"/></OptionList>'
        messages = [("mira", f"<ModifyRecordingRequest>{query}{gift}</ModifyRecordingRequest>")] * 3
        goes = '<DeleteUserRequest userID="ida" transferRecordingOwnership="True"/>'
        found = kinds(post_together(each_place, world, [*messages, ("mira", goes)]))
        assert found.pop("DeleteUserReply") == 1
        assert set(found) <= {"ModifyRecordingReply", "Client.BadData.NoSuch.UserOrGroup"}
        asked = f"<ListRecordings4Request>{query}<FieldList><Name>owner</Name></FieldList></ListRecordings4Request>"
        owner = "mira" if found["ModifyRecordingReply"] else "tom"
        assert [one.get("value") for one in alone(each_place, world, "mira", asked).iter("StringOption")] == [owner]
