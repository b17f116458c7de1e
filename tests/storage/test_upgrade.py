"""A database of an earlier version, brought to this one: nothing is lost, and whoever could come in still can."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from lxml import etree
from sqlalchemy import text
from websockets.sync.client import connect

from convener.domain.events.log import read_room_events
from convener.domain.events.registry import decode
from convener.storage.database import Database
from convener.storage.migrations.upgrade import upgrade
from tests.servers import RunningServer

from .upgrade import fc3039b, rows
from .upgrade.rows import Key, Row

TABLES_NOW = {"connections": "room_connections", "doomed_blobs": "blob_deletions"}
"""Tables that a later migration gives another name: old name to new one."""

COLUMNS_NOW: dict[str, str | None] = {
    "mails.attempts": None,
    "mails.next_attempt_at": None,
    "mails.claimed_by": None,
    "mails.claimed_at": None,
}
"""Columns that a later migration gives another name, or None where it takes them away on purpose: ``table.column``, by
their old names, to the column's new one."""


VALUES_NOW = {
    "mails.state": {"claimed": "queued"},
    "users.email_folded": {"carla@strasse.example": "carla@xn--strae-oqa.example"},
}
"""Values that a later migration changes on purpose: by ``table.column``, the old value to the new one."""

ADDED_NOW = {
    "centers.settings": {
        "application_sharing_privilege": "Desktop",
        "application_sharing_privilege_user_default": "Desktop",
        "user_passwords": {"shortest": 1},
    }
}
"""Members that a later migration adds to JSON where they are not: defaults of that time that are others now."""


_UNCHECKED = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
"""References of which PostgreSQL does not know that they hold."""


@dataclass
class Upgraded:
    """A database that was upgraded: its rows before and after, and the data folder of its server."""

    database: Database
    data: Path
    settings: dict[str, str]
    written: str
    before: dict[str, dict[Key, Row]]
    after: dict[str, dict[Key, Row]]


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def upgraded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Upgraded]:
    """The rows of fc3039b in tables of that time, upgraded."""
    data = tmp_path_factory.mktemp("upgrade") / "data"
    video = data / "blobs" / fc3039b.VIDEO_BLOB
    video.parent.mkdir(parents=True)
    video.write_bytes(fc3039b.VIDEO.read_bytes())
    (data / "secret.key").write_bytes(fc3039b.SECRET_KEY)
    settings = {}
    if request.param == "postgres":
        settings["database_url"] = request.getfixturevalue("postgres").new_database()
    database = Database(settings.get("database_url") or f"sqlite:///{data / 'convener.sqlite3'}")
    with database.engine.begin() as connection:
        upgrade(connection, fc3039b.REVISION)
        rows.load(connection, fc3039b.ROWS.read_text("utf-8"))
    with database.engine.connect() as connection:
        written, before = rows.write(connection), rows.read(connection)
    database.migrate()
    with database.engine.connect() as connection:
        after = rows.read(connection)
    yield Upgraded(database, data, settings, written, before, after)
    database.close()


def test_all_rows_of_the_text_are_loaded_as_they_are(upgraded: Upgraded) -> None:
    source = fc3039b.ROWS.read_text("utf-8")
    assert upgraded.written == source[source.index("INSERT") :]
    assert [name for name, found in upgraded.before.items() if not found] == []


def test_no_row_is_lost_and_no_value_changed(upgraded: Upgraded) -> None:
    assert upgraded.database.migrated()
    for table, old in upgraded.before.items():
        new = upgraded.after[TABLES_NOW.get(table, table)]
        names = {column: COLUMNS_NOW.get(f"{table}.{column}", column) for column in next(iter(old.values()))}
        actual = {key: {column: row[now] for column, now in names.items() if now} for key, row in new.items()}
        changed = {column: VALUES_NOW.get(f"{table}.{column}", {}) for column in names}
        added = {column: ADDED_NOW[f"{table}.{column}"] for column in names if f"{table}.{column}" in ADDED_NOW}
        expected = {
            key: {
                column: changed[column].get(str(row[column]), row[column]) if changed[column] else row[column]
                for column, now in names.items()
                if now
            }
            | {column: {**members, **row[column]} for column, members in added.items()}  # type: ignore[dict-item]
            for key, row in old.items()
        }
        assert {key: actual.get(key) for key in expected} == expected, table


def test_rows_that_refer_to_each_other_still_do(upgraded: Upgraded) -> None:
    broken = "PRAGMA foreign_key_check" if upgraded.database.sqlite else _UNCHECKED
    with upgraded.database.engine.connect() as connection:
        assert connection.execute(text(broken)).all() == []


def test_mails_that_waited_have_jobs(upgraded: Upgraded) -> None:
    """One for each participant, due when the first of the mails was; a claimed mail had not been sent."""
    jobs = upgraded.after["jobs"].values()
    assert {(job["kind"], job["key"], job["state"], job["run_at"]) for job in jobs} == {
        ("mail", "participant 6", "queued", 1795672173648720),
        ("mail", "participant 31", "queued", 1795672366859721),
        ("mail", "participant 32", "queued", 1795672126889430),
    }
    payloads = [job["payload"] for job in jobs]
    assert all({"participant": one, "user": None} in payloads for one in (6, 31, 32))


def test_what_is_made_next_gets_ids_of_its_own(upgraded: Upgraded) -> None:
    with upgraded.database.engine.connect() as connection:
        new = "INSERT INTO maintenance_windows (center_id, starts_at, ends_at, note) VALUES (1, 1, 2, '') RETURNING id"
        assert (connection.scalar(text(new)),) not in upgraded.before["maintenance_windows"]


def test_every_event_can_be_read(upgraded: Upgraded) -> None:
    events = upgraded.after[TABLES_NOW.get("events", "events")].values()
    read = 0
    with upgraded.database.read() as session:
        for meeting in {event["meeting_id"] for event in events if event["meeting_id"] is not None}:
            assert isinstance(meeting, int)
            found = read_room_events(session, meeting, 0, len(events))
            assert [one.seq for one in found] == list(range(1, len(found) + 1))
            assert all(one.payload is not None for one in found)
            read += len(found)
    of_centers = [event for event in events if event["meeting_id"] is None]
    for event in of_centers:
        assert decode(str(event["type"]), event["version"], event["data"]) is not None  # type: ignore[arg-type]
    assert read + len(of_centers) == len(events)


def test_documents_that_were_deleted_are_not_restored(upgraded: Upgraded) -> None:
    """Their files were deleted with them."""
    found = [(row["deleted_at"], row["removed_at"]) for row in upgraded.after["contents"].values()]
    assert all(deleted == removed for deleted, removed in found)
    assert {deleted is None for deleted, _ in found} == {True, False}


def test_events_have_numbers_in_the_order_of_their_center(upgraded: Upgraded) -> None:
    numbers: dict[object, list[object]] = {}
    for _, event in sorted(upgraded.after["events"].items()):
        numbers.setdefault(event["center_id"], []).append(event["center_seq"])
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    assert {key[0]: row["last"] for key, row in upgraded.after["event_counters"].items()} == {
        center: len(found) for center, found in numbers.items()
    }


def test_meetings_that_were_held_have_instances(upgraded: Upgraded) -> None:
    """One was ended by its host, one became empty, one is under way."""
    instances = {row["meeting_id"]: row for row in upgraded.after["meeting_instances"].values()}
    assert {key: (row["ending"], row["peak"]) for key, row in instances.items()} == {
        6: ("ended", 3),
        10: ("emptied", 1),
        2: (None, 2),
    }
    meetings = {key[0]: row for key, row in upgraded.after["meetings"].items()}
    assert {key: row["ended_at"] for key, row in instances.items() if key in (6, 10)} == {
        6: 1795672123953335,
        10: 1795672125222119,
    }
    under_way = {key: (row["instance_id"], row["peak"]) for key, row in meetings.items() if row["instance_id"]}
    assert under_way == {2: (instances[2]["id"], 2)}
    for visit in upgraded.after["visits"].values():
        assert visit["instance_id"] == instances[visit["meeting_id"]]["id"]
    of_room = [row for row in upgraded.after["events"].values() if str(row["type"]).startswith("room:person:")]
    assert all(row["instance_id"] == instances[row["meeting_id"]]["id"] for row in of_room)
    created = [row for row in upgraded.after["events"].values() if row["type"] == "meeting:meeting:created"]
    assert all(row["instance_id"] is None for row in created)


def test_users_have_their_meetings_listed_by_time(upgraded: Upgraded) -> None:
    """Meetings of one date stand under their start, or else under when they were made."""
    meetings = {row["id"]: row for row in upgraded.after["meetings"].values()}
    listed = [row for row in upgraded.after["participants"].values() if row["user_id"] is not None]
    assert any(row["listed_at"] is None for row in listed)
    for row in listed:
        meeting = meetings[row["meeting_id"]]
        starts_at, ends_at = meeting["starts_at"], meeting["ends_at"]
        longer = isinstance(starts_at, int) and isinstance(ends_at, int) and ends_at - starts_at > 24 * 3600 * 1_000_000
        lasts = meeting["recurrence"] or meeting["place_of_id"] or longer
        assert row["listed_at"] == (None if lasts else starts_at or meeting["created_at"]), row


# --------------------------------------------------------------------------------------- with a server of today


@pytest.fixture(scope="module")
def server(upgraded: Upgraded) -> Iterator[RunningServer]:
    """A server on the upgraded database."""
    running = RunningServer(upgraded.data, **upgraded.settings)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def http(server: RunningServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.base_url, timeout=30) as client:
        yield client


def posted(http: httpx.Client, path: str, body: dict[str, str]) -> dict[str, object]:
    """The reply to a call of the REST API."""
    reply = http.post(f"/api/v1{path}", json=body, headers={"x-csrf-token": http.cookies.get("csrftoken") or ""})
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def assert_enters_room(server: RunningServer, entry: dict[str, object], name: str, title: str) -> None:
    """That the token of an entry opens the room of this meeting, as this person."""
    url = f"{server.base_url.replace('http', 'ws', 1)}/api/v1/room"
    with connect(url, compression=None, close_timeout=1) as socket:
        socket.send(json.dumps({"type": "enter", "token": entry["token"]}))
        first = json.loads(socket.recv(timeout=20))
    assert first["type"] == "snapshot"
    slices = first["slices"]
    assert (slices["people"]["you"]["name"], slices["meeting"]["meeting"]["title"]) == (name, title)


def answer(http: httpx.Client, message: str) -> etree._Element:
    """The reply to a message of the Live Meeting service API that bob sends."""
    root = (
        f'<PlaceWareConfCenter authUser="bob" authPassword="{fc3039b.USERS_PASSWORD}">{message}</PlaceWareConfCenter>'
    )
    return etree.fromstring(http.post("/cc/_XML/main/xml/4.0", content=root.encode()).content)[0]


def values(reply: etree._Element, name: str) -> list[str]:
    """The values of the options of that name."""
    return [one.get("value") or "" for one in reply.iter() if one.get("name") == name]


def test_an_old_personal_link_enters(server: RunningServer, http: httpx.Client) -> None:
    assert http.get(f"/e/{fc3039b.PAULS_LINK}").status_code == 200
    assert posted(http, "/doors", {"link": fc3039b.PAULS_LINK})["state"] == "open"
    entry = posted(http, "/entries", {"link": fc3039b.PAULS_LINK})
    assert_enters_room(server, entry, "Paul", "Quiet room")


def test_an_old_open_link_enters(server: RunningServer, http: httpx.Client) -> None:
    assert http.get(f"/m/{fc3039b.OPEN_CODE}").status_code == 200
    entry = posted(http, "/entries", {"code": fc3039b.OPEN_CODE, "name": "Grace"})
    assert_enters_room(server, entry, "Grace", "Open house")


def test_an_old_application_calls(http: httpx.Client) -> None:
    http.auth = (fc3039b.ACCOUNT_SID, fc3039b.AUTH_TOKEN)
    for key in ("quiet", "order-4711"):
        assert http.post("/getMeetingStatus", data={"meetingKey": key}).json()["resultcode"] == 1
    known = http.post("/getParticipantUrl", data={"meetingKey": "quiet", "puid": "paul"}).json()
    assert known["participantUrl"].endswith(f"/e/{fc3039b.PAULS_LINK}")


def test_an_old_password_is_good_for_messages(http: httpx.Client) -> None:
    query = f'<StringQuery fieldName="mid" operator="=" value="{fc3039b.ROADSHOW_MID}"/>'
    fields = "<FieldList><Name>title</Name><Name>metadata</Name></FieldList>"
    reply = answer(http, f"<ListMeetingsRequest>{query}{fields}</ListMeetingsRequest>")
    assert reply.tag == "ListMeetingsReply"
    assert values(reply, "title") == ["Roadshow, stop 7"]
    assert json.loads(values(reply, "metadata")[0])["Customer"] == "Müller"


def test_an_old_user_signs_in(http: httpx.Client) -> None:
    http.get("/api/v1/session")
    posted(http, "/session", {"userId": "ann", "password": fc3039b.USERS_PASSWORD})
    titles = {meeting["title"] for meeting in http.get("/api/v1/meetings").json()["meetings"]}
    assert {"Open house", "Later"} <= titles


def test_an_old_recording_is_listed_and_plays(http: httpx.Client) -> None:
    door = posted(http, "/recordings/doors", {"name": fc3039b.RECORDING_NAME})
    assert (door["state"], door["title"]) == ("open", "Frühling")
    entry = posted(http, "/recordings/entries", {"name": fc3039b.RECORDING_NAME, "viewerName": "Grace"})
    assert http.get(str(entry["mediaUrl"])).content == fc3039b.VIDEO.read_bytes()
    listed = answer(http, "<ListRecordings4Request><FieldList><Name>title</Name></FieldList></ListRecordings4Request>")
    assert sorted(values(listed, "title")) == ["Part 1", "Part 2"]
