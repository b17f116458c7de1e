"""Messages of the Live Meeting service API that are measured, and the meetings that they ask for.

Meetings lie scattered over two years and begin at full and half hours. What a list finds is the same number of meetings
at each size (200, of which a page of 50 is asked for), so that ratios show what the size of the center costs, not that
of the reply.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

OF_OWNER, FOUND, PAGE = 200, 200, 50
SEATS = 10
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
HALF_HOURS = 2 * 365 * 48
SCATTER = (5**0.5 - 1) / 2
"""Multiples of it, modulo 1, lie evenly however many there are."""
PASSWORD = "a long password of the benchmark"
PATH = "/cc/_XML/main/xml/4.0"

LOOK_UP, CREATE, RESERVED = "ListMeetings by mid", "CreateMeeting", "GetSeatsReserved, 30 days"
PAGES = ("ListMeetings by owner, page", "ListMeetings by startTime, page", "ListMeetings by visitedIn, page")


def start_of(number: int) -> datetime:
    """When meeting ``number`` begins."""
    return FIRST + timedelta(minutes=30 * int(number * SCATTER % 1 * HALF_HOURS))


def instant(moment: datetime) -> str:
    """A time as the API writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def message(text: str) -> str:
    """A request of the benchmark's administrator."""
    return f'<PlaceWareConfCenter authUser="bench" authPassword="{PASSWORD}">{text}</PlaceWareConfCenter>'


def fields(*names: str) -> str:
    """The fields that a reply shall have."""
    return "<FieldList>" + "".join(f"<Name>{name}</Name>" for name in names) + "</FieldList>"


def interval(start: datetime, end: datetime) -> str:
    """A period as the API writes it."""
    return f'<TimeInterval startTime="{instant(start)}" endTime="{instant(end)}"/>'


def _intervals(text: str, length: timedelta) -> list[str]:
    """The message for a hundred intervals of this length, scattered over the two years; ``{}`` is where it stands."""
    space = timedelta(minutes=30 * HALF_HOURS) - length
    starts = [
        FIRST + timedelta(hours=int(number * SCATTER % 1 * (space / timedelta(hours=1)))) for number in range(100)
    ]
    return [message(text.replace("{}", interval(start, start + length))) for start in starts]


def meeting(name: str, title: str, start: datetime, *asked: str, options: str = "") -> str:
    """The request that makes a meeting of an hour; ``options``: further ones."""
    return (
        f'<CreateMeetingRequest name="{name}" title="{title}" maxUsers="{SEATS}"><OptionList>{options}'
        f'<TimeOption name="startTime" value="{instant(start)}"/>'
        f'<TimeOption name="endTime" value="{instant(start + timedelta(hours=1))}"/>'
        f"</OptionList>{fields(*asked)}</CreateMeetingRequest>"
    )


def calls(size: int) -> dict[str, dict[str, Any]]:
    """What is measured: bodies, with the numbers of :func:`tests.bench.load.measure`, and what a good reply holds."""
    page = f'<ListMeetingsRequest pageSize="{PAGE}" pageNum="2">'
    row = fields("mid", "name", "title", "startTime", "endTime", "owner", "status", "maxUsers")
    # As long an interval as holds FOUND meetings; visits of a meeting lie within its first hour.
    found = timedelta(hours=max(1, round(FOUND / size * HALF_HOURS / 2)))
    query = '<TimeIntervalQuery fieldName="FIELD">{}</TimeIntervalQuery>'
    begin = page + query.replace("FIELD", "startTime") + row + "</ListMeetingsRequest>"
    visit = page + query.replace("FIELD", "visitedIn") + row + "</ListMeetingsRequest>"
    by_mid = '<StringQuery fieldName="mid" operator="=" value="m{m:015d}"/>'
    by_owner = '<StringQuery fieldName="owner" operator="=" value="owner{h}"/>'
    create = meeting(f"new-{size}-{{n}}", "Weekly {n}", FIRST + timedelta(days=900), "mid", "name", "audiencePassword")
    reserved = "<GetSeatsReservedRequest>{}</GetSeatsReservedRequest>"
    some = "<ListMeetingsReply><MeetingReply>"
    return {
        LOOK_UP: {
            "body": message(f"<ListMeetingsRequest>{by_mid}{row}</ListMeetingsRequest>"),
            "success": "<MeetingReply>",
        },
        CREATE: {"body": message(create), "success": "<CreateMeetingReply>"},
        PAGES[0]: {"body": message(f"{page}{by_owner}{row}</ListMeetingsRequest>"), "success": some},
        PAGES[1]: {"bodies": _intervals(begin, found), "success": some},
        PAGES[2]: {"bodies": _intervals(visit, found), "success": some},
        RESERVED: {"bodies": _intervals(reserved, timedelta(days=30)), "success": "<SeatsReserved "},
    }
