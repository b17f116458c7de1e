"""Whatever is posted, the reply is a well-formed document with a reply or a Fault of the API, never an internal error
(a Fault ``Server`` and a number to tell the operator)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from convener.apis.live_meeting.protocol.reader import LARGEST
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import Element
from tests.factories.live_meeting import PASSWORD, World

CREDENTIALS = f'authUser="mira" authPassword="{PASSWORD}"'
REQUESTS = sorted({golden.text_of(one.request) for case in golden.load() for one in case.exchanges})
CODE = re.compile(r"(Client|Server)(\.[A-Za-z0-9]+)*")

SPECIAL = [
    "",
    " ",
    "%",
    "_%_%_%",
    "\\",
    "*",
    "'--",
    "True",
    "None",
    "-1",
    "0",
    "1e9",
    "+7",
    "٣",
    str(2**31),
    str(2**63 - 1),
    str(-(2**63)),
    str(2**64),
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "2031-02-30T00:00:00Z",
    "2031-05-06T09:00:00+02:00",
    "a\tb",
    "a\nb",
    "x" * 1100,
    "\u0130\u017f",
    "\U0001f600",
    "metadata.",
    "metadata.\u00e9",
    "FREQ=SECONDLY",
    "FREQ=YEARLY;INTERVAL=9999999999;COUNT=5",
    "FREQ=DAILY;UNTIL=00010101T000000Z",
    '{"a": {"b": NaN}}',
    "[" * 2000,
]
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))
VALUES = st.sampled_from(SPECIAL) | ANY_TEXT
NAMES = st.sampled_from(
    [
        "name",
        "value",
        "fieldName",
        "operator",
        "startTime",
        "endTime",
        "pageSize",
        "pageNum",
        "erase",
        "onFault",
        "maxUsers",
        "bogus",
        "OptionList",
        "FieldList",
        "StringOption",
        "EmptyOption",
        "DecimalOption",
        "TimeOption",
        "StringListQuery",
        "TimeIntervalQuery",
        "BatchRequest",
        "ListMeetingsRequest",
    ]
)
WHERE = st.floats(0, 1, exclude_max=True)
CHANGES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["drop", "twice", "swap", "wrap", "forget"]), WHERE, st.just("")),
        st.tuples(st.just("rename"), WHERE, NAMES),
        st.tuples(st.sampled_from(["change", "change", "change", "text", "alias"]), WHERE, VALUES),
    ),
    min_size=1,
    max_size=4,
)
OPTION_NAMES = sorted({str(name) for text in REQUESTS for name in re.findall(r'Option name="(\w+)"', text)})


@pytest.fixture(scope="module")
def connection(place: Place) -> Iterator[tuple[httpx.Client, World]]:
    """A connection that stays open, and one world for all."""
    with httpx.Client(base_url=place.base_url, timeout=60) as client:
        yield client, place.world()


def answer(connection: tuple[httpx.Client, World], body: bytes) -> Element:
    """Post it; returns the reply's one element, which is formed as it must be."""
    client, world = connection
    reply = client.post(f"/cc/{world.center.name}/xml/4.0", content=body)
    assert reply.status_code == 200
    assert reply.headers["content-type"] == "application/xml"
    root = etree.fromstring(reply.content)
    assert root.tag == "PlaceWareConfCenter"
    assert len(root) == 1
    for fault in root.iter("Fault"):
        assert [part.tag for part in fault] == ["FaultCode", "FaultString", "OptionList"]
        code, text = fault.findtext("FaultCode") or "", fault.findtext("FaultString") or ""
        assert CODE.fullmatch(code)
        assert code != "Server", text
        assert 1 <= len(text) <= 2047
        assert fault[2][0].get("name") == "time"
    return root[0]


@given(st.binary(max_size=300) | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_bad_syntax(connection: tuple[httpx.Client, World], body: bytes) -> None:
    assert answer(connection, body).findtext("FaultCode") == "Client.BadSyntax"


@settings(max_examples=150)
@given(
    st.sampled_from(REQUESTS),
    st.lists(st.tuples(WHERE, st.binary(max_size=6), st.integers(0, 20)), max_size=4),
    st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"]),
)
def test_a_request_with_wrong_bytes_in_it(
    connection: tuple[httpx.Client, World], request_: str, changes: list[tuple[float, bytes, int]], encoding: str
) -> None:
    body = f"<PlaceWareConfCenter {CREDENTIALS}>{connection[1].fill(request_)}</PlaceWareConfCenter>".encode(encoding)
    for where, put_in, left_out in changes:
        place = int(where * len(body))
        body = body[:place] + put_in + body[place + left_out :]
    answer(connection, body)


@settings(max_examples=300)
@given(st.sampled_from(REQUESTS), CHANGES)
def test_a_request_with_wrong_parts_in_it(
    connection: tuple[httpx.Client, World], request_: str, changes: list[tuple[str, float, str]]
) -> None:
    root = etree.fromstring(f"<PlaceWareConfCenter {CREDENTIALS}>{connection[1].fill(request_)}</PlaceWareConfCenter>")
    for kind, where, value in changes:
        parts = list(root[0].iter())[1:]
        if parts:
            _change(parts[int(where * len(parts))], kind, where, value)
    answer(connection, etree.tostring(root))


def _change(part: Element, kind: str, where: float, value: str) -> None:
    parent = part.getparent()
    assert parent is not None
    names = sorted(str(name) for name in part.attrib)
    name = names[int(where * 7919) % len(names)] if names else None
    match kind:
        case "drop":
            parent.remove(part)
        case "twice":
            parent.append(etree.fromstring(etree.tostring(part, with_tail=False)))
        case "swap":
            part[:] = list(part)[::-1]
        case "wrap":
            around = etree.SubElement(parent, str(part.tag))
            around.append(part)
        case "rename":
            part.tag = value
        case "forget" if name:
            del part.attrib[name]
        case "change" if name:
            part.set(name, value)
        case "alias" if name and OPTION_NAMES:
            part.set("name", OPTION_NAMES[int(where * 7919) % len(OPTION_NAMES)])
        case _:
            part.text = value


@pytest.mark.parametrize("size", [LARGEST, LARGEST + 1])
def test_a_request_may_be_so_large(connection: tuple[httpx.Client, World], size: int) -> None:
    client, world = connection
    body = b"<PlaceWareConfCenter>".ljust(size)
    reply = client.post(f"/cc/{world.center.name}/xml/4.0", content=body)
    assert reply.status_code == (200 if size == LARGEST else 413)
    assert etree.fromstring(reply.content).findtext("Fault/FaultCode") == "Client.BadSyntax"


@pytest.mark.parametrize(
    "body",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><PlaceWareConfCenter>&a;</PlaceWareConfCenter>',
        '<?xml version="1.0"?><!-- --><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
        "<PlaceWareConfCenter>&nosuch;</PlaceWareConfCenter>",
        "<a>" * 100_000,
        "<a>" * 300 + "</a>" * 300,
        "<a " + " ".join(f"b{n}='1'" for n in range(2000)) + "/>",
        "<a>" + "<b/>" * 200_000 + "</a>",
        "<a xmlns='x'><b/></a>",
    ],
)
def test_documents_that_would_do_harm(connection: tuple[httpx.Client, World], body: str) -> None:
    assert answer(connection, body.encode()).findtext("FaultCode") == "Client.BadSyntax"


@pytest.mark.parametrize(
    "before", ["\ufeff\ufeff", "\ufeff\ufeff\ufeff", '<?xml version="1.0"?>\ufeff', "\ufeff<!-- -->"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_does_not_hide_behind_marks(
    connection: tuple[httpx.Client, World], before: str, encoding: str
) -> None:
    # An entity in an attribute is put in by the parser, whatever it is told of entities.
    body = f'{before}<!DOCTYPE x [<!ENTITY a "tom">]><PlaceWareConfCenter {CREDENTIALS}><GetUserRequest userID="&a;"/>'
    found = answer(connection, (body + "</PlaceWareConfCenter>").encode(encoding))
    assert found.findtext("FaultCode") == "Client.BadSyntax"
    assert "DTD" in (found.findtext("FaultString") or "")
