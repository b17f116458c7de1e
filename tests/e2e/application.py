"""An application that makes meetings by the LiveMinutes API and reads their statuses."""

from __future__ import annotations

from typing import Any

import httpx

from tests.servers import RunningServer


class LiveMinutes:
    """An application that calls the LiveMinutes API."""

    def __init__(self, server: RunningServer, *options: str) -> None:
        self.sid, self.token = server.client_create("e2e", *options)
        self._http = httpx.Client(base_url=server.base_url, auth=(self.sid, self.token))

    def __call__(self, method: str, **parameters: str) -> dict[str, Any]:
        reply: dict[str, Any] = self._http.post(f"/{method}", data=parameters).json()
        return reply

    def meeting_status(self, key: str) -> str:
        return str(self("getMeetingStatus", meetingKey=key).get("status"))

    def participant_status(self, key: str, puid: str) -> str:
        return str(self("getParticipantStatus", meetingKey=key, puid=puid).get("status"))

    def close(self) -> None:
        self._http.close()


def create(api: LiveMinutes, key: str = "k1", title: str = "Spring review", **parameters: str) -> dict[str, Any]:
    made = api("createMeeting", meetingKey=key, hostid="h1", hostnickname="Ann", title=title, **parameters)
    assert made["resultcode"] == 1, made
    return made


def add(api: LiveMinutes, puid: str, nickname: str, key: str = "k1") -> str:
    added = api("addParticipant", meetingKey=key, puid=puid, nickname=nickname)
    assert added["resultcode"] == 1, added
    return str(added["participantUrl"])
