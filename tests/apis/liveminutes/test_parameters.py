"""Wrong input: each parameter of each method missing, too long, malformed, hostile."""

from __future__ import annotations

import pytest

from tests.factories.liveminutes import METHODS, Application

LONGEST = {
    "meetingKey": 255,
    "hostid": 50,
    "puid": 50,
    "title": 250,
    "description": 4000,
    "nickname": 80,
    "hostnickname": 80,
    "email": 254,
    "hostemail": 254,
    "lang": 35,
}
EVERY = [(method, name) for method, (required, optional) in METHODS.items() for name in required + optional]
REQUIRED = [(method, name) for method, (required, _) in METHODS.items() for name in required]
TEXTS = [(method, name) for method, name in EVERY if name in LONGEST]
HOSTILE = [
    pytest.param("a\0b", id="NUL"),
    pytest.param("a\x1bb", id="escape"),
    pytest.param("a\x7fb", id="delete"),
    pytest.param("a\x85b", id="C1"),
    pytest.param("a\ufffeb", id="noncharacter"),
]


def right(method: str, key: str) -> dict[str, str]:
    """Parameters with which the method would work."""
    required, optional = METHODS[method]
    values = {
        "meetingKey": key,
        "hostid": "h",
        "puid": "p",
        "title": "Weekly",
        "lang": "fr",
        "description": "All of us",
        "time": "2031-07-01 10:00:00",
        "duration": "0.5",
        "hostnickname": "Ann",
        "nickname": "Bob",
        "hostemail": "ann@example.org",
        "email": "bob@example.org",
    }
    return {name: values[name] for name in required + optional}


@pytest.fixture(scope="module")
def meeting(app: Application) -> str:
    """A meeting with host h and participant p."""
    app("createMeeting", meetingKey="m", hostid="h")
    app("addParticipant", meetingKey="m", puid="p")
    return "m"


def test_right_input_is_right(app: Application, meeting: str) -> None:
    for method in ("createMeeting", "addParticipant", "getParticipantUrl", "getMeetingUrl", "getMeetingStatus"):
        assert app(method, **right(method, meeting))["resultcode"] == 1


@pytest.mark.parametrize(("method", "name"), REQUIRED)
def test_required_and_missing(app: Application, meeting: str, method: str, name: str) -> None:
    parameters = right(method, meeting)
    del parameters[name]
    assert app.fails(method, **parameters) == ("invalid_parameter", name)


@pytest.mark.parametrize(("method", "name"), [pair for pair in REQUIRED if pair != ("createMeeting", "meetingKey")])
def test_required_and_empty(app: Application, meeting: str, method: str, name: str) -> None:
    assert app.fails(method, **{**right(method, meeting), name: ""}) == ("invalid_parameter", name)


@pytest.mark.parametrize(("method", "name"), [pair for pair in EVERY if pair not in REQUIRED])
def test_optional_and_empty_is_not_given(app: Application, meeting: str, method: str, name: str) -> None:
    assert app(method, **{**right(method, meeting), name: ""})["resultcode"] == 1


@pytest.mark.parametrize(("method", "name"), TEXTS)
def test_too_long(app: Application, meeting: str, method: str, name: str) -> None:
    too_long = "é" * (LONGEST[name] + 1)
    if name.endswith("email"):
        too_long = "a" * 243 + "@example.org"
        assert len(too_long) == LONGEST[name] + 1
    assert app.fails(method, **{**right(method, meeting), name: too_long}) == ("invalid_parameter", name)


@pytest.mark.parametrize("name", ["title", "description", "hostnickname"])
def test_as_long_as_may_be(app: Application, meeting: str, name: str) -> None:
    longest = "🎉" * LONGEST[name]
    assert app("createMeeting", **{**right("createMeeting", meeting), name: longest})["resultcode"] == 1


def test_ids_as_long_as_may_be(app: Application) -> None:
    key, user = "🎉" * 255, "é" * 50
    assert app("createMeeting", meetingKey=key, hostid=user)["meetingKey"] == key
    assert app("getParticipantStatus", meetingKey=key, puid=user)["status"] == "2"


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(("method", "name"), EVERY)
def test_what_cannot_be_shown_is_refused(app: Application, meeting: str, method: str, name: str, text: str) -> None:
    assert app.fails(method, **{**right(method, meeting), name: text}) == ("invalid_parameter", name)


READ_BY_OTHERS = [one for one in EVERY if one[1] in ("title", "description", "nickname", "hostnickname")]


@pytest.mark.parametrize("text", ["\u200b", "\u3164", "\u202e\u00ad", "\u0301", "\u2800"])
@pytest.mark.parametrize(("method", "name"), READ_BY_OTHERS)
def test_what_nobody_can_see_is_refused(app: Application, meeting: str, method: str, name: str, text: str) -> None:
    assert app.fails(method, **{**right(method, meeting), name: text}) == ("invalid_parameter", name)


@pytest.mark.parametrize(("method", "name"), EVERY)
def test_given_twice(app: Application, meeting: str, method: str, name: str) -> None:
    parameters: dict[str, str | list[str]] = {**right(method, meeting)}
    parameters[name] = [str(parameters[name])] * 2
    reply = app.read(app.http.post(f"/{method}", data=parameters))
    assert (reply["resultcode"], reply["error"], reply["parameter"]) == (0, "invalid_parameter", name)


@pytest.mark.parametrize(
    "time",
    [
        "2031-07-01",
        "2031-07-01T10:00:00",
        "2031-07-01 10:00",
        "2031-7-1 10:00:00",
        "2031-13-01 10:00:00",
        "2031-02-29 10:00:00",
        "2031-07-01 24:00:00",
        "2031-07-01 10:00:60",
        "1969-12-31 23:59:59",
        "0000-01-01 00:00:00",
        "10000-01-01 00:00:00",
        "٢٠٣١-07-01 10:00:00",
        "2031-07-01  10:00:00",
        "tomorrow",
        "1893456000",
    ],
)
def test_malformed_time(app: Application, meeting: str, time: str) -> None:
    parameters = right("createMeeting", meeting)
    assert app.fails("createMeeting", **{**parameters, "time": time}) == ("invalid_parameter", "time")


@pytest.mark.parametrize("blanks", [" ", "\t", "\u00a0", "\u3000", "\r\n"])
@pytest.mark.parametrize(("method", "name"), [one for one in EVERY if one[1] not in ("meetingKey", "hostid", "puid")])
def test_blanks_around_are_left_out(app: Application, meeting: str, method: str, name: str, blanks: str) -> None:
    parameters = right(method, meeting)
    assert app(method, **{**parameters, name: f"{blanks}{parameters[name]}{blanks}"})["resultcode"] == 1
    assert app(method, **{**parameters, name: blanks})["resultcode"] == 1, "nothing but blanks is not given"


def test_a_time_with_blanks_around_is_that_time(app: Application, key: str) -> None:
    made = app("createMeeting", meetingKey=key, hostid="h", time=" 2031-07-01 10:00:00\t", title=" Weekly ")
    check = app.http.post("/api/v1/doors", json={"link": made["hostUrl"].rsplit("/", 1)[1]}).json()
    assert (check["startsAt"], check["title"]) == ("2031-07-01T10:00:00Z", "Weekly")


def test_keys_and_ids_keep_their_blanks(app: Application) -> None:
    assert app("createMeeting", meetingKey=" k ", hostid=" h ")["meetingKey"] == " k "
    assert app.fails("getMeetingStatus", meetingKey="k") == ("meeting_not_found", "meetingKey")
    assert app.fails("getParticipantStatus", meetingKey=" k ", puid="h") == ("participant_not_found", "puid")


@pytest.mark.parametrize("time", ["1970-01-01 00:00:00", "2032-02-29 00:00:00", "9999-12-31 23:59:59"])
def test_times_at_the_edge(app: Application, key: str, time: str) -> None:
    assert app("createMeeting", meetingKey=key, hostid="h", time=time, duration="24")["resultcode"] == 1
    assert app("createMeeting", meetingKey=key, hostid="h")["resultcode"] == 1


@pytest.mark.parametrize(
    "duration", ["0", "-1", "24.01", "1e3", "nan", "inf", "0,5", "1h", "1_0", "0x1", "٣", "9" * 400, "1e-400", "."]
)
def test_malformed_duration(app: Application, meeting: str, duration: str) -> None:
    parameters = right("createMeeting", meeting)
    assert app.fails("createMeeting", **{**parameters, "duration": duration}) == ("invalid_parameter", "duration")


@pytest.mark.parametrize("duration", ["0.5", "1", "24", "24.0", ".25", "1.", "5e-1", "+2"])
def test_durations(app: Application, meeting: str, duration: str) -> None:
    assert app("createMeeting", **{**right("createMeeting", meeting), "duration": duration})["resultcode"] == 1


@pytest.mark.parametrize("lang", ["english please", "fr-", "-fr", "fr--FR", "日本語", "en;q=1", "en_"])
def test_malformed_language(app: Application, meeting: str, lang: str) -> None:
    parameters = right("createMeeting", meeting)
    assert app.fails("createMeeting", **{**parameters, "lang": lang}) == ("invalid_parameter", "lang")


@pytest.mark.parametrize(
    ("lang", "room"), [("fr", "fr"), ("pt-BR", "pt"), ("zh_TW", "zh"), ("DE", "de"), ("tlh", "en"), ("", "en")]
)
def test_languages(app: Application, key: str, lang: str, room: str) -> None:
    url = app("createMeeting", meetingKey=key, hostid="h", lang=lang)["meetingUrl"]
    assert app.http.post("/api/v1/doors", json={"code": url.rsplit("/", 1)[1]}).json()["lang"] == room


@pytest.mark.parametrize(("method", "name"), [("createMeeting", "hostemail"), ("addParticipant", "email")])
@pytest.mark.parametrize(
    "email",
    [
        "ann",
        "ann@",
        "@example.org",
        "ann@example..org",
        "ann@.org",
        "ann@example.org, bob@example.org",
        "Ann <ann@example.org>",
        "ann@example.org\r\nBcc: x@example.org",
        "a b@example.org",
        "ann@exa mple.org",
    ],
)
def test_malformed_email(app: Application, meeting: str, method: str, name: str, email: str) -> None:
    assert app.fails(method, **{**right(method, meeting), name: email}) == ("invalid_parameter", name)


def test_a_line_end_belongs_into_descriptions_alone(app: Application, meeting: str) -> None:
    parameters = right("createMeeting", meeting)
    assert app("createMeeting", **{**parameters, "description": "One\r\n\tTwo"})["resultcode"] == 1
    assert app.fails("createMeeting", **{**parameters, "title": "One\nTwo"}) == ("invalid_parameter", "title")


def test_parameters_that_no_method_has_are_ignored(app: Application, meeting: str) -> None:
    others: dict[str, str | list[str]] = {"MEETINGKEY": "x", "tag": ["a", "b"], "": "y"}
    reply = app.http.post("/getMeetingStatus", data={"meetingKey": meeting, **others})
    assert app.read(reply) == {"resultcode": 1, "status": "1"}
