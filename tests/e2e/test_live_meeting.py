"""The Live Meeting service API and real browsers: who is inside is listed, shown out, and reported; and meetings of one
door are those of the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from lxml import etree
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes
from tests.servers import RunningServer, wait_until

USER, PASSWORD = "crm", "q7!Vd2xw-long"
EVERYTHING = "".join(
    f"<Name>{name}</Name>" for name in ("userName", "vid", "startTime", "endTime", "browser", "ipAddr", "role", "email")
)


class Program:
    """A program that talks to the Live Meeting service API."""

    def __init__(self, server: RunningServer) -> None:
        created = server.cli("user", "create", USER, "--role", "administrator", "--password", PASSWORD)
        assert created.returncode == 0, created.stderr
        self.base_url = server.base_url
        self.http = httpx.Client(timeout=30)

    def __call__(self, message: str) -> etree._Element:
        """Post a message; returns the reply element, which must not be a Fault."""
        body = f'<PlaceWareConfCenter authUser="{USER}" authPassword="{PASSWORD}">{message}</PlaceWareConfCenter>'
        reply = self.http.post(f"{self.base_url}/cc/_XML/main/xml/4.0", content=body.encode())
        found = etree.fromstring(reply.content)[0]
        assert found.tag != "Fault", reply.text
        return found

    def values(self, element: etree._Element) -> dict[str, str]:
        """Options by their names."""
        return {str(one.get("name")): str(one.get("value")) for one in element.iter() if one.get("name")}

    def visitors(self, kind: str, mid: str) -> dict[str, dict[str, str]]:
        """Visitors of a meeting by their names; ``kind``: ListVisitors or ListConnectedVisitors."""
        query = f'<StringQuery fieldName="mid" operator="=" value="{mid}"/><FieldList>{EVERYTHING}</FieldList>'
        found = [self.values(one) for one in self(f"<{kind}Request>{query}</{kind}Request>")]
        return {one["userName"]: one for one in found}

    def entry_url(self, role: str, name: str, password: str, who: str) -> str:
        """The address that a program sends a person to."""
        fields = f"id={quote(name)}&pw={quote(password, safe='')}&cn={quote(who)}"
        return f"{self.base_url}/cc/main/{role}?{fields}"


@pytest.fixture(scope="module")
def program(shared_server: RunningServer) -> Iterator[Program]:
    made = Program(shared_server)
    yield made
    made.http.close()


def test_people_come_by_entry_url_are_listed_shown_out_and_reported(
    program: Program, api: LiveMinutes, new_person: Any
) -> None:
    created = program.values(
        program(
            '<CreateMeetingRequest title="Roadshow" maxUsers="10"><FieldList><Name>mid</Name><Name>name</Name>'
            "<Name>audiencePassword</Name><Name>presenterPassword</Name></FieldList></CreateMeetingRequest>"
        )
    )
    mid, name = created["mid"], created["name"]
    ida = new_person("Ida").join(program.entry_url("present", name, created["presenterPassword"], "Ida"))
    tom = new_person("Tom").join(program.entry_url("attend", name, created["audiencePassword"], "Tom Ö"))
    ida.sees("Tom Ö")
    tom.sees("Ida")
    inside = program.visitors("ListConnectedVisitors", mid)
    assert {one: told["role"] for one, told in inside.items()} == {"Ida": "present", "Tom Ö": "attend"}
    assert all("Chrom" in told["browser"] and told["ipAddr"] == "127.0.0.1" for told in inside.values())
    assert all("endTime" not in told for told in inside.values())
    assert program.visitors("ListVisitors", mid) == {}

    wait_until(lambda: api.meeting_status(mid) == "8", "status 8")

    program(
        f'<DisconnectVisitorsRequest><StringQuery fieldName="mid" value="{mid}"/><OptionList>'
        f'<StringListOption name="vids"><String>{inside["Tom Ö"]["vid"]}</String></StringListOption>'
        "</OptionList></DisconnectVisitorsRequest>"
    )
    expect(tom.button("Leave")).to_have_count(0)
    tom.reads("ended your stay")
    assert set(program.visitors("ListConnectedVisitors", mid)) == {"Ida"}
    gone = program.visitors("ListVisitors", mid)
    assert gone["Tom Ö"]["vid"] == inside["Tom Ö"]["vid"]
    assert gone["Tom Ö"]["endTime"] >= gone["Tom Ö"]["startTime"]

    guest = api("addParticipant", meetingKey=mid, puid="p1", nickname="Noor")["participantUrl"]
    noor = new_person("Noor").join_without_devices(guest)
    noor.sees("Ida")
    wait_until(lambda: set(program.visitors("ListConnectedVisitors", mid)) == {"Ida", "Noor"}, "Noor to be listed")
    ida.leave()
    noor.leave()
    wait_until(
        lambda: set(program.visitors("ListVisitors", mid)) == {"Ida", "Noor", "Tom Ö"}, "the report of all visits"
    )
    day = timedelta(days=1)
    now = datetime.now(UTC)
    visited = program(
        '<ListMeetingsRequest><TimeIntervalQuery fieldName="visitedIn"><TimeInterval'
        f' startTime="{now - day:%Y-%m-%dT%H:%M:%SZ}" endTime="{now + day:%Y-%m-%dT%H:%M:%SZ}"/></TimeIntervalQuery>'
        "<FieldList><Name>mid</Name></FieldList></ListMeetingsRequest>"
    )
    assert [program.values(one)["mid"] for one in visited].count(mid) == 1


def test_meetings_of_the_other_door(program: Program, api: LiveMinutes, new_person: Any) -> None:
    made = api("createMeeting", meetingKey="deal-7", hostid="h", hostnickname="Hanna", title="From the CRM")
    query = '<StringQuery fieldName="title" operator="LIKE" value="from the%"/>'
    fields = "<FieldList><Name>mid</Name><Name>status</Name><Name>name</Name></FieldList>"
    listed = program.values(program(f"<ListMeetingsRequest>{query}{fields}</ListMeetingsRequest>"))
    assert listed["status"] == "Active"
    assert made["meetingUrl"].endswith(listed["name"])
    hanna = new_person("Hanna").join_without_devices(made["hostUrl"])
    wait_until(lambda: "Hanna" in program.visitors("ListConnectedVisitors", listed["mid"]), "Hanna to be listed")
    program(f'<DeleteMeetingRequest><StringQuery fieldName="mid" value="{listed["mid"]}"/></DeleteMeetingRequest>')
    expect(hanna.button("Leave")).to_have_count(0)
    hanna.reads("cancelled")
    wait_until(lambda: api.meeting_status("deal-7") == "12", "status 12")
    program(f'<RestoreMeetingRequest><StringQuery fieldName="mid" value="{listed["mid"]}"/></RestoreMeetingRequest>')
    new_person("Hanna").join_without_devices(made["hostUrl"])
    wait_until(lambda: api.meeting_status("deal-7") == "8", "status 8")
