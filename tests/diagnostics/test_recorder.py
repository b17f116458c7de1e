"""Whether meetings can be recorded."""

from __future__ import annotations

from dataclasses import replace

import pytest

from convener.diagnostics import Health
from convener.recording import supervisor
from convener.settings import Settings
from tests.diagnostics.conftest import find


def test_a_server_with_room_records(settings: Settings) -> None:
    found = find(replace(settings, recorder_free_space=0, recorder_captures=3), "Recorder")
    assert found.health is Health.OK
    assert "up to 3 meetings" in found.message


def test_what_stands_in_the_way_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find(replace(settings, recorder="off"), "Recorder").health is Health.MISSING
    full = find(replace(settings, recorder_free_space=2**60), "Recorder")
    assert full.health is Health.WARNING
    assert "have to be" in full.message
    monkeypatch.setattr(supervisor, "LIBRARIES", ("a_library_that_is_not_there",))
    missing = find(settings, "Recorder")
    assert missing.health is Health.WARNING
    assert "a_library_that_is_not_there" in missing.message
