"""The OpenAPI document says what the routes do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import httpx

from convener.apis import rest
from convener.apis.rest.document import SCHEMAS
from convener.apis.rest.errors import STATUS
from tests.servers import RunningServer

PROBLEM = {"$ref": f"{SCHEMAS}Problem"}


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in rest.document()["paths"].items():
        for method, operation in methods.items():
            yield method, path, operation


def test_the_server_serves_it(shared_server: RunningServer) -> None:
    expected = json.loads(json.dumps(rest.document()))
    for path in ("/api/v1/openapi.json", "/api/v1/openapi", "/api/v1/openapi/openapi.json"):
        reply = httpx.get(shared_server.base_url + path)
        assert reply.headers["content-type"].startswith("application/vnd.oai.openapi+json")
        assert reply.json() == expected


def test_operations_are_named_and_described() -> None:
    names = [operation["operationId"] for _, _, operation in operations()]
    assert len(names) == len(set(names))
    assert {"listMeetings", "createMeeting", "getMeeting", "cancelMeeting", "checkEntry", "enterMeeting"} <= set(names)
    tags = {tag["name"] for tag in rest.document()["tags"]}
    for _, _, operation in operations():
        assert operation["description"]
        assert len(operation["tags"]) == 1
        assert set(operation["tags"]) <= tags
    assert {operation["tags"][0] for _, _, operation in operations()} == tags


def test_all_errors_are_problems() -> None:
    for _, _, operation in operations():
        assert {"500", "503"} <= operation["responses"].keys()
        for status, response in operation["responses"].items():
            if int(status) >= 400 and status not in ("412", "416"):
                assert response["content"] == {"application/json": {"schema": PROBLEM}}
            if status in ("429", "503"):
                assert "Retry-After" in response["headers"]


def test_writes_by_a_cookie_need_the_csrf_token() -> None:
    schemes = rest.document()["components"]["securitySchemes"]
    for method, path, operation in operations():
        for needed in operation["security"]:
            assert needed.keys() <= schemes.keys()
            if "session" in needed and method != "get":
                assert "csrf" in needed, path
    assert {path for method, path, operation in operations() if operation["security"] == [{"csrf": []}]} == {
        "/api/v1/session"
    }


def test_requests_are_closed_and_replies_complete() -> None:
    schemas = rest.document()["components"]["schemas"]
    closed = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}
    assert {"SignIn", "NewMeeting", "EntryKey", "EntryUrl", "EntryRequest"} <= closed
    assert not {"Problem", "Session", "EntryCheck", "MeetingSummary"} & closed
    for name, schema in schemas.items():
        assert schema["description"], name
        if name not in closed:
            assert set(schema["required"]) == set(schema["properties"])


def test_statuses_of_errors_are_documented() -> None:
    documented = {int(status) for _, _, operation in operations() for status in operation["responses"]}
    assert set(STATUS.values()) <= documented
