"""``convener user``, as an operator runs it."""

from __future__ import annotations

import json

import pytest

from convener.domain.accounts import external_users, users
from convener.domain.centers import centers
from convener.domain.recordings import recordings
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import ApiClient, Meeting, Recording
from tests.cli.conftest import Run, may_sign_in
from tests.factories.meetings import insert_meeting


def test_user_create_lets_sign_in(run: Run, settings: Settings) -> None:
    options = ["--email", "ann@example.org", "--first-name", "Ann", "--last-name", "Lee"]
    made = json.loads(
        run("user", "create", "ann", "--role", "organizer", "--password", "long enough", *options, "--json").stdout
    )
    assert (made["userId"], made["role"], made["email"]) == ("ann", "organizer", "ann@example.org")
    assert may_sign_in(settings, "ann", "long enough")
    assert "Ann Lee" in run("user", "list").stdout
    (listed,) = json.loads(run("user", "list", "--json").stdout)
    assert listed["lastName"] == "Lee"


def test_a_password_may_come_from_standard_input(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", input="from a pipe\n")
    assert may_sign_in(settings, "ann", "from a pipe")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["ann", "--role", "member", "--password", "short"], 1),
        (["ann", "--role", "emperor", "--password", "long enough"], 2),
        (["a,b", "--role", "member", "--password", "long enough"], 1),
        (["ann", "--role", "member", "--password", "long enough", "--email", "nobody"], 1),
    ],
)
def test_user_create_refuses_what_cannot_be(run: Run, arguments: list[str], code: int) -> None:
    assert run("user", "create", *arguments, code=code).stdout == ""
    assert "no user yet" in run("user", "list").stdout


def test_a_taken_user_id_is_refused(run: Run) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "long enough")
    result = run("user", "create", "ANN", "--role", "member", "--password", "long enough", code=1)
    assert "already" in result.stderr


def test_user_set_password(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "old password")
    run("user", "set-password", "ann", input="new password\n")
    assert not may_sign_in(settings, "ann", "old password")
    assert may_sign_in(settings, "ann", "new password")


def test_user_delete(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "long enough")
    run("user", "delete", "ann", code=1, input="n\n")
    assert may_sign_in(settings, "ann", "long enough")
    run("user", "delete", "ann", "--yes")
    assert not may_sign_in(settings, "ann", "long enough")
    run("user", "delete", "ann", "--yes", code=1)


def test_hostile_names_do_not_steer_the_terminal(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "member", "--password", "long enough", "--first-name", "\u202ekcab\u2028")
    assert "\u202e" not in run("user", "list").stdout


def test_the_first_administrator_is_made_once(settings: Settings) -> None:
    database = Database(settings.sqlalchemy_url)
    database.migrate()
    with database.write() as session:
        center = centers.ensure_center(session, "main", "Main")
        password = users.ensure_first_administrator(session, center)
        assert password is not None
        assert users.ensure_first_administrator(session, center) is None
    database.close()
    assert may_sign_in(settings, "admin", password)


def test_users_of_another_center(run: Run, settings: Settings) -> None:
    run("center", "create", "acme")
    run("user", "create", "ann", "--role", "member", "--password", "long enough", "--center", "ACME")
    assert not may_sign_in(settings, "ann", "long enough")
    listed = [one["userId"] for one in json.loads(run("user", "list", "--center", "acme", "--json").stdout)]
    assert listed == ["admin", "ann"]
    assert json.loads(run("user", "list", "--json").stdout) == []
    run("user", "set-password", "ann", "--password", "another one", "--center", "acme")
    run("user", "set-password", "ann", "--password", "another one", code=1)
    run("user", "delete", "ann", "--yes", code=1)
    run("user", "delete", "ann", "--yes", "--center", "acme")
    assert "no center" in run("user", "list", "--center", "nowhere", code=1).stderr
    assert "last one" in run("user", "delete", "admin", "--yes", "--center", "acme", code=1).stderr


def test_user_delete_takes_meetings_along_and_hands_recordings_over(run: Run, settings: Settings) -> None:
    for user_id in ("ann", "bob"):
        run("user", "create", user_id, "--role", "organizer", "--password", "long enough")
    database = Database(settings.sqlalchemy_url)
    with database.write() as session:
        center = centers.find(session, "main")
        owner = users.find_user(session, center, "ann")
        meeting = insert_meeting(session, owner, "Planning")
        recording = recordings.begin(session, meeting)
        recordings.publish(session, recording, [], duration=60)
        meeting_id, recording_id = meeting.id, recording.id
    run("user", "delete", "ann", "--yes", "--recordings-to", "zed", code=1)
    assert may_sign_in(settings, "ann", "long enough")
    run("user", "delete", "ann", "--yes", "--recordings-to", "BOB")
    with database.read() as session:
        assert session.get_one(Meeting, meeting_id).life == "removed"
        recording = session.get_one(Recording, recording_id)
        assert (recording.owner.user_id, recording.life) == ("bob", "active")
    run("user", "delete", "bob", "--yes")
    with database.read() as session:
        assert session.get_one(Recording, recording_id).life == "removed"
    database.close()


def test_people_of_api_clients_are_listed_and_merged(run: Run, settings: Settings) -> None:
    run("user", "create", "ann", "--role", "organizer", "--password", "long enough")
    run("client", "create", "--name", "crm")
    database = Database(settings.sqlalchemy_url)
    with database.write() as session:
        client = session.query(ApiClient).one()
        external_users.create_external_user(session, client, "p-7", "puid", name="Bo", email="bo@example.org")
    database.close()
    listed = run("user", "list").stdout
    assert "EXTERNAL ID" in listed
    assert "p-7" in listed
    person = json.loads(run("user", "list", "--json").stdout)[1]
    assert (person["signsIn"], person["email"]) == (False, "bo@example.org")
    assert [(one["client"], one["externalId"]) for one in person["externalIds"]] == [("crm", "p-7")]
    run("user", "merge", "ann", person["userId"], code=1, input="n\n")
    run("user", "merge", person["userId"], "ann", "--yes", code=1)
    run("user", "merge", "ann", "nobody", "--yes", code=1)
    run("user", "merge", "ann", person["userId"], input="y\n")
    (ann,) = json.loads(run("user", "list", "--json").stdout)
    assert (ann["userId"], ann["externalIds"][0]["externalId"]) == ("ann", "p-7")
    assert may_sign_in(settings, "ann", "long enough")


def test_a_person_is_erased(run: Run, settings: Settings) -> None:
    run("user", "create", "root", "--role", "administrator", "--password", "long enough")
    run("user", "create", "ann", "--role", "organizer", "--password", "long enough", "--email", "ann@example.org")
    run("user", "erase", "--yes", code=2)
    run("user", "erase", "ann", "--address", "ann@example.org", "--yes", code=2)
    run("user", "erase", "bob", "--yes", code=1)
    run("user", "erase", "root", "--yes", code=1)
    assert "mails" in run("user", "erase", "--address", "ANN@example.org", "--dry-run").stdout
    run("user", "erase", "ann", code=1, input="n\n")
    assert may_sign_in(settings, "ann", "long enough")
    found = json.loads(run("user", "erase", "ann", "--dry-run", "--json").stdout)
    assert (found["erased"], found["users"], found["meetingsToCome"]) == (False, 1, 0)
    run("user", "erase", "ann", input="y\n")
    assert [one["userId"] for one in json.loads(run("user", "list", "--json").stdout)] == ["root"]
    run("user", "erase", "ann", "--yes", code=1)
