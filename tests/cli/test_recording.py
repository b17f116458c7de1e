"""``convener recording``, as an operator runs it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select, update

from convener.domain.accounts import users
from convener.domain.centers import centers
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Meeting, Recording
from tests.cli.conftest import Run
from tests.factories import files
from tests.factories.meetings import insert_meeting


def test_recording_import(run: Run, settings: Settings, tmp_path: Path) -> None:
    run("user", "create", "ann", "--role", "organizer", "--password", "long enough")
    database = Database(settings.sqlalchemy_url)
    with database.write() as session:
        center = centers.find(session, "main")
        owner = users.find_user(session, center, "ann")
        code = insert_meeting(session, owner, "Planning").name
    video = str(files.video_file(tmp_path / "old.wmv", "asf"))
    options = ["--title", "March \x1b[31m", "--start-time", "2009-03-31T16:00:00+02:00"]
    assert "title" in run("recording", "import", video, "--meeting", code, *options, code=1).stderr
    made = json.loads(
        run("recording", "import", video, "--meeting", code, "--title", "March", *options[2:], "--json").stdout
    )
    assert (made["name"], made["title"], made["duration"]) == (code, "March", 2)
    with database.read() as session:
        recording = session.scalars(select(Recording).where(Recording.reid == made["reid"])).one()
    assert recording.started_at == datetime(2009, 3, 31, 14, tzinfo=UTC)
    assert made["url"] == f"{settings.base_url}/cc/main/view?id={code}"
    assert (made["entry"], made["password"]) == ("none", None)
    assert "WMV2" in made["warnings"][0]
    with database.write() as session:
        session.execute(update(Meeting).values(audience_entry="password", audience_password="Geheim1!"))
    done = run("recording", "import", video, "--meeting", code.lower(), "--owner", "ann")
    assert f"/cc/main/view?id={code}-1, with the password." in done.stdout
    assert "Password: Geheim1!" in done.stdout
    assert "download" in done.stderr
    played = files.video_file(tmp_path / "new.webm")
    half = tmp_path / "half.webm"
    half.write_bytes(played.read_bytes()[:-200])
    assert "cut off" in run("recording", "import", str(half), "--meeting", code, code=1).stderr
    assert run("recording", "import", str(played), "--meeting", code).stderr == ""
    assert "no meeting" in run("recording", "import", video, "--meeting", "nothing", code=1).stderr
    assert "no user" in run("recording", "import", video, "--meeting", code, "--owner", "zed", code=1).stderr
    assert "no center" in run("recording", "import", video, "--meeting", code, "--center", "acme", code=1).stderr
    run("recording", "import", video, "--meeting", code, "--start-time", "2009-03-31T16:00:00", code=2)
    run("recording", "import", str(tmp_path / "none"), "--meeting", code, code=2)
    no_video = tmp_path / "film.mp4"
    no_video.write_bytes(b"#!/bin/sh")
    assert "no kind of file" in run("recording", "import", str(no_video), "--meeting", code, code=1).stderr
    database.close()
