"""TURN servers."""

from __future__ import annotations

from dataclasses import replace

from convener.diagnostics import Health
from convener.settings import Settings
from tests.diagnostics.conftest import find
from tests.servers import free_port


def test_ice_servers_that_cannot_be_used_are_broken(settings: Settings) -> None:
    assert find(replace(settings, ice_servers="not JSON"), "TURN").broken


def test_a_turn_server_that_is_away_is_a_warning(settings: Settings) -> None:
    server = f'[{{"urls": ["turn:127.0.0.1:{free_port()}?transport=tcp"]}}]'
    assert find(replace(settings, ice_servers=server, turn_secret="s"), "TURN").health is Health.WARNING
