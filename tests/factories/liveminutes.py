"""An application that calls the LiveMinutes API as the seed says."""

from __future__ import annotations

from typing import Any

import httpx

from tests.servers import RunningServer

METHODS: dict[str, tuple[list[str], list[str]]] = {
    "createMeeting": (
        ["meetingKey", "hostid"],
        ["title", "lang", "description", "time", "duration", "hostnickname", "hostemail"],
    ),
    "addParticipant": (["meetingKey", "puid"], ["nickname", "email"]),
    "getParticipantUrl": (["meetingKey", "puid"], []),
    "getMeetingUrl": (["meetingKey"], []),
    "cancelMeeting": (["meetingKey"], []),
    "cancelParticipant": (["meetingKey", "puid"], []),
    "getMeetingStatus": (["meetingKey"], []),
    "getParticipantStatus": (["meetingKey", "puid"], []),
}
"""Each method's required and optional parameters (LiveMinutes seed)."""


class Application:
    """An API client of a running server."""

    def __init__(self, server: RunningServer, name: str = "crm", sid: str = "", token: str = "") -> None:
        self.server = server
        if not sid:
            sid, token = server.client_create(name)
        self.sid, self.token = sid, token
        self.http = httpx.Client(base_url=server.base_url, auth=(sid, token), timeout=30)

    def __call__(self, method: str, **parameters: str) -> dict[str, Any]:
        """Call a method; every outcome here is HTTP 200."""
        reply = self.http.post(f"/{method}", data=parameters)
        assert reply.status_code == 200, reply.text
        return self.read(reply)

    def fails(self, method: str, **parameters: str) -> tuple[str, str | None]:
        """Call a method that must fail; its error word and the parameter to blame."""
        reply = self(method, **parameters)
        assert reply["resultcode"] == 0, reply
        return reply["error"], reply.get("parameter")

    @staticmethod
    def read(reply: httpx.Response) -> dict[str, Any]:
        """The body of a reply, which has the one shape that all replies have."""
        assert reply.headers["content-type"] == "application/json"
        body = reply.json()
        assert type(body["resultcode"]) is int
        if body["resultcode"] == 1:
            assert "error" not in body
        else:
            assert body["resultcode"] == 0
            assert body["error"]
            assert body["message"]
            assert set(body) <= {"resultcode", "error", "message", "parameter"}
        return dict(body)

    def close(self) -> None:
        """Close its connections."""
        self.http.close()
