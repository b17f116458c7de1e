"""The transport: addresses, methods, headers, encodings, credentials, limits (reference, sections 1 and 3)."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
import trustme
from lxml import etree

from convener.apis.live_meeting.protocol.reader import LARGEST, read_document
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.factories.live_meeting import PASSWORD, World
from tests.servers import RunningServer, wait_until

LIST = "<ListMeetingsRequest><FieldList><Name>name</Name></FieldList></ListMeetingsRequest>"
PROXIED = {"x-forwarded-proto": "https", "x-forwarded-for": "192.0.2.9"}
ROOT = f'<PlaceWareConfCenter authUser="tom" authPassword="{PASSWORD}">%s</PlaceWareConfCenter>'


@pytest.fixture
def world(place: Place) -> World:
    return place.small_world()


@pytest.fixture
def client(place: Place) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=place.base_url, timeout=30) as client:
        yield client


def address(world: World, form: str = "/cc/_XML/{}/xml/4.0") -> str:
    """Where messages to the world's center go."""
    return form.format(world.center.name)


def read(reply: httpx.Response) -> etree._Element:
    """The one element of a reply."""
    assert reply.headers["content-type"] == "application/xml"
    assert "content-encoding" not in reply.headers
    root = etree.fromstring(reply.content)
    assert root.tag == "PlaceWareConfCenter"
    return root[0]


def code(reply: httpx.Response) -> str | None:
    """The FaultCode of a reply."""
    return read(reply).findtext("FaultCode")


@pytest.mark.parametrize("form", ["/cc/{}/xml/4.0", "/cc/_XML/{}/xml/4.0"])
def test_discovery_says_where_to_post(client: httpx.Client, world: World, place: Place, form: str) -> None:
    reply = client.get(address(world, form) + "/GetPostingURLRequest")
    found = read(reply)
    assert found.tag == "GetPostingURLReply"
    assert found.get("url") == f"{place.base_url}/cc/_XML/{world.center.name}/xml/4.0"
    assert found.get("release")
    assert found.get("release") == found.get("Release")
    posted = httpx.post(str(found.get("url")), content=(ROOT % LIST).encode())
    assert read(posted).tag == "ListMeetingsReply"


def test_the_name_of_the_center_ignores_case(client: httpx.Client, world: World) -> None:
    reply = client.post(f"/cc/{world.center.name.upper()}/xml/4.0", content=(ROOT % LIST).encode())
    assert read(reply).tag == "ListMeetingsReply"


def test_customized_links(client: httpx.Client, place: Place) -> None:
    world = place.small_world(
        **{"links.download": "RedirectLink", "links.download.url": "https://www.example.org/get-it"}
    )
    found = read(client.get(address(world) + "/GetCustomizedLinksRequest"))
    assert found.xpath("string(.//*[@name='download']/@value)") == "RedirectLink"
    assert found.xpath("string(.//*[@name='downloadURL']/@value)") == "https://www.example.org/get-it"
    assert found.xpath("string(.//*[@name='help']/@value)") == "ShowDefault"
    pages = f"{place.base_url}/cc/{world.center.name}"
    assert found.xpath("string(.//*[@name='helpURL']/@value)") == f"{pages}/help"
    assert found.xpath("string(.//*[@name='checkYourSystem']/@value)") == "ShowDefault"
    assert found.xpath("string(.//*[@name='checkYourSystemURL']/@value)") == f"{pages}/check"
    assert found.xpath(".//*[@name='login']/String/text()") == ["ShowDefault", "HideLink"]
    names = found.xpath(".//OptionList/*/@name")
    assert names == [
        *("copyright", "help", "joinMeeting", "login", "checkYourSystem", "download"),
        *("checkYourSystemURL", "helpURL", "downloadURL"),
    ]


def test_the_links_of_the_center_win_over_our_pages(client: httpx.Client, place: Place) -> None:
    world = place.small_world(
        **{
            "links.checkYourSystem": "RedirectLink",
            "links.checkYourSystem.url": "https://www.example.org/check?a=1&b=2",
            "links.help": "HideLink",
        }
    )
    found = read(client.get(address(world) + "/GetCustomizedLinksRequest"))
    assert found.xpath("string(.//*[@name='checkYourSystem']/@value)") == "RedirectLink"
    url = "https://www.example.org/check?a=1&b=2"
    assert found.xpath("string(.//*[@name='checkYourSystemURL']/@value)") == url
    assert found.xpath("string(.//*[@name='help']/@value)") == "HideLink"
    assert not found.xpath("boolean(.//*[@name='helpURL'])")
    assert not found.xpath("boolean(.//*[@name='downloadURL'])"), "there is nothing to download"
    known = client.get("/api/v1/center", params={"name": world.center.name}).json()
    assert (known["checkUrl"], known["helpUrl"]) == (url, None)


def test_the_pages_behind_the_links_are_there(client: httpx.Client, world: World) -> None:
    found = read(client.get(address(world) + "/GetCustomizedLinksRequest"))
    for name in ("checkYourSystemURL", "helpURL"):
        url = str(found.xpath(f"string(.//*[@name='{name}']/@value)"))
        reply = httpx.get(url)
        assert reply.status_code in (200, 503), "503: the client is not built"
        assert "text/html" in reply.headers["content-type"]


@pytest.mark.parametrize("path", ["/cc/nobody-{}/xml/4.0/GetPostingURLRequest", "/cc/_XML/nobody-{}/xml/4.0"])
def test_an_unknown_center_is_not_found(client: httpx.Client, world: World, path: str) -> None:
    url = path.format(world.center.name)
    reply = client.get(url) if url.endswith("Request") else client.post(url, content=(ROOT % LIST).encode())
    assert reply.status_code == 404
    assert code(reply) == "Client.BadData.NoSuch.URL"


@pytest.mark.parametrize("body", ["<a", "", "<!DOCTYPE a><a/>", "<PlaceWareConfCenter/>", ROOT % "<NoSuchRequest/>"])
def test_an_unknown_center_is_not_found_whatever_is_posted(client: httpx.Client, world: World, body: str) -> None:
    reply = client.post(f"/cc/nobody-{world.center.name}/xml/4.0", content=body.encode())
    assert (reply.status_code, code(reply)) == (404, "Client.BadData.NoSuch.URL")


@pytest.mark.postgres
@pytest.mark.parametrize(("method", "message"), [("GET", "/GetPostingURLRequest"), ("POST", "")])
@pytest.mark.parametrize("form", ["/cc/{}/xml/4.0", "/cc/_XML/{}/xml/4.0"])
def test_a_center_whose_name_the_database_does_not_take(
    postgres_place: Place, form: str, method: str, message: str
) -> None:
    body = '<PlaceWareConfCenter authUser="a" authPassword="b"><ListUsersRequest/></PlaceWareConfCenter>'
    reply = httpx.request(method, postgres_place.base_url + form.format("%00") + message, content=body)
    assert reply.status_code == 404
    assert etree.fromstring(reply.content).findtext("Fault/FaultCode") == "Client.BadData.NoSuch.URL"


def test_another_version_is_not_implemented(client: httpx.Client, world: World) -> None:
    for reply in (
        client.get(f"/cc/{world.center.name}/xml/5.0/GetPostingURLRequest"),
        client.post(f"/cc/{world.center.name}/xml/3.9", content=b"<a/>"),
    ):
        assert reply.status_code == 200
        fault = read(reply)
        assert fault.findtext("FaultCode") == "Server.OperationUnavailable.NotImplemented.Version"
        assert fault.xpath(".//StringListOption[@name='versions']/String/text()") == ["4.0"]


def test_messages_are_posted(client: httpx.Client, world: World) -> None:
    assert client.get(address(world)).status_code == 405
    assert client.put(address(world), content=b"x").status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        (ROOT % LIST).encode(),
        b"\xef\xbb\xbf" + (ROOT % LIST).encode(),
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + (ROOT % LIST).encode(),
        ('\ufeff<?xml version="1.0" encoding="UTF-16"?>' + ROOT % LIST).encode("utf-16-le"),
        ('\ufeff<?xml version="1.0" encoding="utf-16"?>' + ROOT % LIST).encode("utf-16-be"),
        (ROOT % LIST).encode("utf-16"),
        (ROOT % LIST).encode("utf-16-le"),
        ('<?xml version="1.0" encoding="utf-16"?>' + ROOT % LIST).encode(),
        b"<!-- hello --><?do it?>\n" + (ROOT % LIST).encode() + b"\n\n",
        (ROOT % LIST)
        .replace("<PlaceWareConfCenter", '<PlaceWareConfCenter xmlns:xsi="http://www.w3.org/2001/x"')
        .encode(),
        (ROOT % LIST).replace("><", ">\n  <").encode(),
    ],
    ids=["utf-8", "mark", "declared", "16-le", "16-be", "16", "no-mark", "belied", "comments", "namespace", "spaces"],
)
def test_documents_that_are_understood(client: httpx.Client, world: World, body: bytes) -> None:
    for headers in ({"content-type": "text/plain; charset=latin-1"}, {"content-encoding": "identity"}, {}):
        reply = client.post(address(world), content=body, headers=headers)
        assert reply.status_code == 200
        assert read(reply).tag == "ListMeetingsReply"


@pytest.mark.parametrize(
    ("declared", "content_type", "codec"),
    [
        ("ISO-8859-1", "", "latin-1"),
        ("windows-1252", "text/xml; charset=utf-8", "cp1252"),
        ("", "text/xml; charset=ISO-8859-1", "latin-1"),
        ("", 'text/xml; charset="iso-8859-1"; charset=latin1', "latin-1"),
        ("", "text/xml; charset=utf-16", "utf-8"),
        ("", "text/xml; charset=klingon", "utf-8"),
        ("utf-8", "text/xml; charset=ISO-8859-1", "utf-8"),
        ("us-ascii", "", "utf-8"),
        ("ISO-8859-1", "", "utf-8-sig"),
    ],
)
def test_documents_are_decoded_as_they_declare(declared: str, content_type: str, codec: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    body = f'{declaration}<a name="clé">é</a>'.encode(codec)
    root = read_document(body, content_type)
    assert (root.get("name"), root.text) == ("clé", "é")


def test_documents_of_two_charsets(client: httpx.Client, world: World) -> None:
    headers = {"content-type": "text/xml; charset=UTF-8; charset=latin1"}
    reply = client.post(address(world), content=(ROOT % LIST).encode(), headers=headers)
    assert code(reply) == "Client.BadSyntax"
    assert "UTF-8 and latin1" in reply.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        (ROOT % LIST).encode()[:-3],
        b"<Other/>",
        (ROOT % "").encode(),
        (ROOT % (LIST + LIST)).encode(),
        b"<!DOCTYPE PlaceWareConfCenter>" + (ROOT % LIST).encode(),
        b'<!-- a --><!DOCTYPE a [<!ENTITY e "tom">]>' + (ROOT % LIST).replace('"tom"', '"&e;"').encode(),
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + (ROOT % LIST).encode(),
        (ROOT % LIST).replace("<Name>name", "<Name>&other;").encode(),
        b'<?xml version="1.0" encoding="klingon"?>' + (ROOT % LIST).encode(),
        b'<?xml version="1.0" encoding="windows-1252"?>' + (ROOT % LIST.replace("name", "\x81")).encode("latin-1"),
        (ROOT % ("<a>" * 40 + "</a>" * 40)).encode(),
        (ROOT % ("<a/>" * 60_000)).encode(),
        (ROOT % ("<a " + " ".join(f'b{n}=""' for n in range(100)) + "/>")).encode(),
        (ROOT % LIST).replace("name</Name>", "\x00</Name>").encode(),
        b"\xff\xfe<",
    ],
)
def test_documents_that_are_refused(client: httpx.Client, world: World, body: bytes) -> None:
    reply = client.post(address(world), content=body)
    assert reply.status_code == 200
    assert code(reply) == "Client.BadSyntax"


def test_a_request_that_is_too_large(client: httpx.Client, world: World) -> None:
    body = (ROOT % LIST).encode() + b" " * LARGEST
    reply = client.post(address(world), content=body)
    assert reply.status_code == 413
    assert code(reply) == "Client.BadSyntax"


def test_expect_continue_is_answered(place: Place, world: World) -> None:
    parts = urlsplit(place.base_url)
    body = (ROOT % LIST).encode()
    with socket.create_connection((parts.hostname, parts.port), timeout=10) as connection:
        head = (
            f"POST {address(world)} HTTP/1.1\r\nHost: a\r\nContent-Length: {len(body)}\r\nExpect: 100-continue\r\n\r\n"
        )
        connection.sendall(head.encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(body)
        reply = http.client.HTTPResponse(connection)
        reply.begin()
        assert reply.status == 200
        assert reply.getheader("Content-Type") == "application/xml"
        assert b"ListMeetingsReply" in reply.read()


def test_a_body_that_breaks_off_is_no_mistake_of_the_server(place: Place, world: World) -> None:
    where = urlsplit(place.base_url)
    with socket.create_connection((where.hostname or "", where.port or 0), timeout=20) as connection:
        head = f"POST {address(world)} HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n<a/>"
        connection.sendall(head.encode())
        connection.shutdown(socket.SHUT_WR)
        assert connection.recv(4096).startswith(b"HTTP/1.1 408")


def test_a_password_must_not_travel_in_the_clear(tmp_path: Path) -> None:
    server = RunningServer(tmp_path / "data", public_url="https://meet.example.org")
    server.start()
    try:
        url = f"{server.base_url}/cc/main/xml/4.0"
        found = read(httpx.get(f"{url}/GetPostingURLRequest"))
        assert found.get("url") == "https://meet.example.org/cc/_XML/main/xml/4.0"
        refused = httpx.post(url, content=(ROOT % LIST).encode())
        assert (refused.status_code, code(refused)) == (200, "Client.BadSyntax")
        silent = {"x-forwarded-for": "192.0.2.9"}
        assert "must send X-Forwarded-Proto" in httpx.post(url, content=b"<a/>", headers=silent).text
        for headers in (
            {"x-forwarded-for": "192.0.2.9, 10.0.0.2", "x-forwarded-proto": "https, http"},
            {"x-forwarded-proto": "https"},
            {"forwarded": "for=192.0.2.9;proto=https"},
        ):
            assert code(httpx.post(url, content=(ROOT % LIST).encode(), headers=headers)) == "Client.Authentication"
        behind_a_proxy = httpx.post(url, content=(ROOT % LIST).encode(), headers=PROXIED)
        assert (behind_a_proxy.status_code, code(behind_a_proxy)) == (200, "Client.Authentication")
        for method, way in (("POST", "up"), ("GET", "down"), ("GET", "view")):
            transfer = f"{server.base_url}/cc/_XML/main/{way}?t=x"
            refused = httpx.request(method, transfer)
            assert (refused.status_code, code(refused)) == (403, "Client.BadSyntax")
            assert httpx.request(method, transfer, headers=PROXIED).status_code == 200
    finally:
        server.stop()


def test_https_by_the_servers_own_certificate(tmp_path: Path) -> None:
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(tmp_path / "server.pem")
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    server = RunningServer(tmp_path / "data", tls_certificate=tmp_path / "server.pem", tls_key=tmp_path / "server.pem")
    server.base_url = server.base_url.replace("http://", "https://")
    server.trust(tmp_path / "ca.pem")
    server.start()
    try:
        trust = ssl.create_default_context(cafile=str(tmp_path / "ca.pem"))
        with httpx.Client(verify=trust) as client:
            url = str(read(client.get(f"{server.base_url}/cc/main/xml/4.0/GetPostingURLRequest")).get("url"))
            assert url.startswith("https://127.0.0.1:")
            made = server.cli("user", "create", "tom", "--role", "organizer", "--password", PASSWORD)
            assert made.returncode == 0, made.stderr
            assert read(client.post(url, content=(ROOT % LIST).encode())).tag == "ListMeetingsReply"
    finally:
        server.stop()


# ------------------------------------------------------------------------------------------------- credentials


def send(client: httpx.Client, world: World, attributes: str, message: str = LIST) -> etree._Element:
    """Post a message with these attributes of the root."""
    body = f"<PlaceWareConfCenter {attributes}>{message}</PlaceWareConfCenter>"
    return read(client.post(address(world), content=body.encode()))


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'authUser="tom"',
        'authUser="tom" authPassword=""',
        'authUser="tom" authPassword="wrong"',
        f'authUser="nobody" authPassword="{PASSWORD}"',
        f'authUser="" authPassword="{PASSWORD}"',
        f'authUser="{"x" * 65}" authPassword="{PASSWORD}"',
        'authTicket="nothing"',
        'authTicket=""',
    ],
)
def test_wrong_credentials(client: httpx.Client, world: World, attributes: str) -> None:
    assert send(client, world, attributes).findtext("FaultCode") == "Client.Authentication"


def test_user_ids_ignore_case_and_passwords_do_not(client: httpx.Client, world: World) -> None:
    assert send(client, world, f'authUser="TOM" authPassword="{PASSWORD}"').tag == "ListMeetingsReply"
    other = PASSWORD.swapcase()
    assert (
        send(client, world, f'authUser="tom" authPassword="{other}"').findtext("FaultCode") == "Client.Authentication"
    )


def test_the_program_may_say_its_name_for_the_log(client: httpx.Client, world: World, place: Place) -> None:
    for spelling in ("clientAppId", "clientAppID"):
        name = f"CRM 7 {random_text(LOWERCASE_AND_DIGITS, 8)}"
        right = f'authUser="tom" authPassword="{PASSWORD}" {spelling}="{name}"'
        assert send(client, world, right).tag == "ListMeetingsReply"
        wait_until(lambda name=name: name in place.server.log.read_text(), "the line about the request")  # type: ignore[misc]
        (line,) = [json.loads(one) for one in place.server.log.read_text().splitlines() if name in one]
        assert (line["logger"], line["program"]) == ("convener.access", name)
    odd = send(client, world, f'authUser="tom" authPassword="{PASSWORD}" mood="good"')
    assert odd.findtext("FaultCode") == "Client.BadSyntax.NotAllowed.Field"


def test_an_expired_account_is_off(client: httpx.Client, world: World, place: Place) -> None:
    golden.post(
        place.base_url,
        world,
        "mira",
        '<ModifyUserRequest userID="tom"><OptionList><TimeOption name="expireTime" value="2026-01-01T00:00:00Z"/>'
        "</OptionList></ModifyUserRequest>",
    )
    right = f'authUser="tom" authPassword="{PASSWORD}"'
    assert send(client, world, right).findtext("FaultCode") == "Client.Authentication"
    golden.post(
        place.base_url,
        world,
        "mira",
        '<ModifyUserRequest userID="tom"><OptionList><EmptyOption name="expireTime"/></OptionList></ModifyUserRequest>',
    )
    assert send(client, world, right).tag == "ListMeetingsReply"


def test_a_changed_password_counts_at_once(client: httpx.Client, world: World, place: Place) -> None:
    right = f'authUser="tom" authPassword="{PASSWORD}"'
    assert send(client, world, right).tag == "ListMeetingsReply"
    golden.post(
        place.base_url,
        world,
        "mira",
        '<ModifyUserRequest userID="tom"><OptionList><StringOption name="password" value="an0ther!"/></OptionList>'
        "</ModifyUserRequest>",
    )
    assert send(client, world, right).findtext("FaultCode") == "Client.Authentication"
    assert send(client, world, 'authUser="tom" authPassword="an0ther!"').tag == "ListMeetingsReply"


def ticket(place: Place, world: World, one_time: bool) -> str:
    """A ticket for tom."""
    reply = golden.post(
        place.base_url,
        world,
        "mira",
        f'<CreateTicketRequest duration="120" oneTimeTicket="{one_time}"><GeneralLoginContext userID="tom"/>'
        "</CreateTicketRequest>",
    )
    return str(reply.get("ticket"))


def test_a_ticket_carries_the_user_it_was_made_for(client: httpx.Client, world: World, place: Place) -> None:
    again = ticket(place, world, one_time=False)
    for _ in range(3):
        names = send(client, world, f'authTicket="{again}"').xpath(".//StringOption/@value")
        assert names == ["toms-room", "roadshow-7", "weekly"]
    once = ticket(place, world, one_time=True)
    assert send(client, world, f'authTicket="{once}"').tag == "ListMeetingsReply"
    assert send(client, world, f'authTicket="{once}"').findtext("FaultCode") == "Client.Authentication"


def test_user_and_ticket_exclude_each_other(client: httpx.Client, world: World, place: Place) -> None:
    both = f'authUser="tom" authPassword="{PASSWORD}" authTicket="{ticket(place, world, one_time=False)}"'
    assert send(client, world, both).findtext("FaultCode") == "Client.BadSyntax"


def test_centers_do_not_see_each_other(client: httpx.Client, world: World, place: Place) -> None:
    other = place.small_world()
    elsewhere = ticket(place, other, one_time=False)
    assert send(client, world, f'authTicket="{elsewhere}"').findtext("FaultCode") == "Client.Authentication"
    theirs = other.meetings["clinic"].mid
    query = f'<StringQuery fieldName="mid" value="{theirs}"/>'
    fields = "<FieldList><Name>mid</Name></FieldList>"
    for message in (
        f"<ModifyMeetingRequest>{query}<RemoveList><Name>billing</Name></RemoveList></ModifyMeetingRequest>",
        f"<DeleteMeetingRequest>{query}</DeleteMeetingRequest>",
        f"<RestoreMeetingRequest>{query}</RestoreMeetingRequest>",
        f"<ListVisitorsRequest deletedOK='True'>{query}{fields}</ListVisitorsRequest>",
        f"<ListConnectedVisitorsRequest>{query}{fields}</ListConnectedVisitorsRequest>",
    ):
        found = golden.post(place.base_url, world, "mira", message)
        assert found.findtext("FaultCode") == "Client.BadMatch.Need1Got0.Meeting"
    listed = golden.post(place.base_url, world, "mira", f"<ListMeetingsRequest>{query}{fields}</ListMeetingsRequest>")
    assert len(listed) == 0
    foreign = (
        "<CreateMeetingRequest><OptionList><StringListOption name='audienceACL'><String>zoe</String>"
        "</StringListOption></OptionList></CreateMeetingRequest>"
    )
    with place.database.write() as session:
        other.session = session
        other.user("zoe", "organizer", "Zoe", "Zorn")
    found = golden.post(place.base_url, world, "mira", foreign)
    assert found.findtext("FaultCode") == "Client.BadData.NoSuch.UserOrGroup"


def test_nothing_is_changed_when_a_fault_is_returned(place: Place, world: World) -> None:
    fault = golden.post(
        place.base_url,
        world,
        "tom",
        "<ModifyMeetingRequest><StringQuery fieldName='name' value='roadshow-7'/><OptionList>"
        "<StringOption name='title' value='changed'/><StringOption name='timeZone' value='Nowhere'/>"
        "</OptionList></ModifyMeetingRequest>",
    )
    assert fault.findtext("FaultCode") == "Client.BadData.BadTimeZoneID"
    listed = golden.post(
        place.base_url,
        world,
        "tom",
        "<ListMeetingsRequest><StringQuery fieldName='name' value='roadshow-7'/><FieldList><Name>title</Name>"
        "</FieldList></ListMeetingsRequest>",
    )
    assert listed.xpath("string(.//StringOption/@value)") == "Roadshow, stop 7"
