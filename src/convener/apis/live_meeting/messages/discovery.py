"""Questions that need no credentials: GetPostingURL and GetCustomizedLinks (reference, 7.1 and 7.3)."""

from __future__ import annotations

from convener import __version__
from convener.apis.live_meeting.protocol.faults import no_such_center
from convener.apis.live_meeting.protocol.options import Kind, Option, Table, Text, same
from convener.apis.live_meeting.protocol.writer import Element, element, option_list
from convener.domain.centers import centers, links
from convener.domain.errors import CenterNotFound
from convener.services import Services
from convener.storage.models import Center

LINKS = Table(
    "link",
    [
        Option(
            name=name,
            kind=Kind.ENUMERATION,
            access="R",
            values=same("ShowDefault", "HideLink", *(["RedirectLink"] if redirects else [])),
            meaning=meaning,
        )
        for name, redirects, meaning in (
            ("copyright", False, "the copyright notice"),
            ("help", False, "the help pages"),
            ("joinMeeting", False, "the form for joining a meeting by its name"),
            ("login", False, "the sign-in"),
            ("checkYourSystem", True, "the check of browser and devices"),
            ("download", True, "the download of the program"),
        )
    ]
    + [
        Option(name=f"{name}URL", kind=Kind.STRING, access="R", text=Text.ASCII, longest=1023, meaning="where it leads")
        for name in ("checkYourSystem", "help", "download")
    ],
)


def release() -> str:
    """The server's release in the form of the original's. Its first number is the generation of the vocabulary, which
    programs compare with that they were written for; then come the numbers of our version."""
    major, minor, patch = [*__version__.split("+")[0].split("."), "0", "0"][:3]
    return f"9.{major}.REL.{minor}.{patch}"


def posting_address(base_url: str, center: str) -> str:
    """Where programs post messages for a center."""
    return f"{base_url}/cc/_XML/{center}/xml/4.0"


def posting_url(services: Services, name: str) -> Element:
    """The GetPostingURLReply of a center. The attribute is published in two spellings."""
    center = _find_center(services, name)
    url = posting_address(services.site.base_url, center.name)
    return element("GetPostingURLReply", {"url": url, "release": release(), "Release": release()})


def customized_links(services: Services, name: str) -> Element:
    """The GetCustomizedLinksReply of a center. An address is there where the link leads somewhere: to our own pages, or
    where the center's owner wants it to."""
    center = _find_center(services, name)
    options = []
    for row in LINKS.options:
        link = row.name.removesuffix("URL")
        if row.kind is Kind.ENUMERATION:
            options.append(row.write(links.link_of(center, link).value))
        elif address := links.address_of_link(services.site, center, link):
            options.append(row.write(address))
    return element("GetCustomizedLinksReply", None, [option_list(options)])


def _find_center(services: Services, name: str) -> Center:
    with services.database.read() as session:
        try:
            return centers.find(session, name)
        except CenterNotFound:
            raise no_such_center(name) from None
