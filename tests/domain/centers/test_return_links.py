"""The way back to an application after a meeting: only where the operator has allowed it."""

from __future__ import annotations

import pytest

from convener.domain.centers import return_links
from convener.domain.centers.return_links import ReturnLink, check_link, origin_of
from convener.domain.errors import InvalidParameter
from convener.domain.stored_settings import stored_form
from convener.storage.models import ApiClient


def client_with(**settings: object) -> ApiClient:
    return ApiClient(return_link=stored_form(check_link(ReturnLink(**settings))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://crm.example.org/done?case=7#end", "https://crm.example.org"),
        ("HTTPS://CRM.example.org:443/", "https://crm.example.org"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("https://[::1]:8443/x", "https://[::1]:8443"),
    ],
)
def test_an_address_has_an_origin(url: str, origin: str) -> None:
    assert origin_of(url) == origin


HOSTILE = [
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/",
    "/path",
    "https:evil.example",
    "https:///evil.example",
    "https://crm.example.org@evil.example/",
    "https://crm.example.org\\@evil.example/",
    "https://crm.example.org\t.evil.example/",
    "https://crm.example.org\n/",
    "https://evil.example:99999/",
    "ftp://crm.example.org/",
    "https://crm.example.org/" + "x" * 2000,
    "",
]


@pytest.mark.parametrize("url", HOSTILE)
def test_what_is_no_web_address_leads_nowhere(url: str) -> None:
    assert origin_of(url) is None
    client = client_with(url="https://crm.example.org/", origins=("https://crm.example.org",))
    assert return_links.return_url(client, url) == "https://crm.example.org/"
    if url:
        with pytest.raises(InvalidParameter):
            check_link(ReturnLink(url=url))
    with pytest.raises(InvalidParameter):
        check_link(ReturnLink(origins=(url,)))


def test_an_international_origin_is_stored_as_browsers_have_it() -> None:
    client = client_with(url="https://crm.example.org/", origins=("HTTPS://München.example:8443/",))
    assert return_links.read_link(client).origins == ("https://xn--mnchen-3ya.example:8443",)
    wanted = "https://xn--mnchen-3ya.example:8443/case/7"
    assert return_links.return_url(client, wanted) == wanted
    typed = "https://münchen.example:8443/case/7"
    assert origin_of(typed) is None, "browsers send the form in ASCII"
    assert return_links.return_url(client, typed) == "https://crm.example.org/"
    for refused in ({"url": typed}, {"origins": ("https://mün\u2024chen..example",)}):
        with pytest.raises(InvalidParameter):
            client_with(**refused)


def test_a_link_leads_to_allowed_origins_alone() -> None:
    client = client_with(url="https://crm.example.org/", origins=("https://help.example.org", "http://localhost:3000"))
    allowed = {
        "https://help.example.org/case/7": True,
        "http://localhost:3000/": True,
        "https://help.example.org.evil.example/": False,
        "http://help.example.org/": False,
        "https://help.example.org:8443/": False,
        "https://crm.example.org/other": False,
        "https://evil.example/": False,
    }
    for url, right in allowed.items():
        assert return_links.return_url(client, url) == (url if right else "https://crm.example.org/"), url
    assert return_links.return_url(None, "https://help.example.org/") == ""
    assert return_links.return_url(ApiClient(return_link=None), "https://help.example.org/") == ""


def test_plain_http_has_to_be_allowed() -> None:
    with pytest.raises(InvalidParameter):
        check_link(ReturnLink(url="http://intranet/"))
    link = check_link(ReturnLink(url="http://intranet/", origins=("http://intranet",)))
    assert link.url == "http://intranet/"
    for wrong in ("https://crm.example.org/path", "https://crm.example.org/?x", "*", "crm.example.org"):
        with pytest.raises(InvalidParameter):
            check_link(ReturnLink(origins=(wrong,)))
