"""A meeting by the Live Meeting service API: find where to post, create a meeting, list it, make a ticket, upload a
document, report visitors, download a recording, delete the meeting. Standard library alone.

LIVE_MEETING_URL=http://127.0.0.1:8000/cc/main LIVE_MEETING_USER=… LIVE_MEETING_PASSWORD=… \
    python3 live_meeting.py [DOCUMENT]
"""

import os
import sys
import urllib.request
import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

ALL_RESOURCE_TYPES = [
    "ESS",
    "PWP",
    "HighFidelityPresentation",
    "HighFidelityPresentationDownload",
    "WindowsMediaMovieRecording",
    "WindowsMediaMovieRecordingDownload",
    "BasicRecording",
]


def element(tag, *children, **attributes):
    """An element with attributes and children (elements, or one text)."""
    made = ET.Element(tag, attributes)
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def option(kind, name, value):
    """A typed option: StringOption, BooleanOption, DecimalOption, TimeOption."""
    return element(kind, name=name, value=value)


def enumeration(name, value, values):
    """An option with one of several values, which all are named."""
    return element("EnumerationOption", *[element("String", one) for one in values], name=name, value=value)


def fields(*names):
    """Which options the reply shall have."""
    return element("FieldList", *[element("Name", name) for name in names])


def by(field, value):
    """A query for the one object of which this is true."""
    return element("StringQuery", fieldName=field, operator="=", value=value)


def instant(moment):
    """A time as the API writes it: UTC, whole seconds."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def value_of(reply, name):
    """The value of the first option of that name, None where there is none."""
    for one in reply.iter():
        if one.get("name") == name and one.get("value") is not None:
            return one.get("value")
    return None


class Center:
    """A conference center. Its posting URL is asked for at the start of each session and not kept for later ones."""

    def __init__(self, url, user, password):
        self.user, self.password = user, password
        found = self.read(urllib.request.Request(f"{url.rstrip('/')}/xml/4.0/GetPostingURLRequest"))
        self.posting_url, self.release = found.get("url"), found.get("release")

    def call(self, message):
        """Post a message; returns its reply, or ends the program with the Fault."""
        root = element("PlaceWareConfCenter", message, authUser=self.user, authPassword=self.password)
        return self.read(
            urllib.request.Request(self.posting_url, ET.tostring(root), {"Content-Type": "application/xml"})
        )

    def read(self, request):
        """The one element of a reply; ends the program where it holds a Fault."""
        with urllib.request.urlopen(request, timeout=30) as response:
            reply = ET.fromstring(response.read())[0]
        fault = reply if reply.tag == "Fault" else reply.find(".//Fault")
        if fault is not None:
            sys.exit(f"refused: {fault.findtext('FaultCode')}: {fault.findtext('FaultString')}")
        return reply

    def transfer_url(self, query, *options):
        """An address for one upload or download. It needs no credentials, and is good for a few minutes."""
        reply = self.call(element("GetURLRequest", query, element("OptionList", *options)))
        return reply.get("url")


def show(what, said):
    """A line of the report."""
    print(what.ljust(12), said)


def main(documents):
    """The life of a meeting."""
    center = Center(*(os.environ[f"LIVE_MEETING_{name}"] for name in ("URL", "USER", "PASSWORD")))
    show("posting URL", center.posting_url)

    start = (datetime.now(UTC) + timedelta(days=1)).replace(microsecond=0)
    created = center.call(
        element(
            "CreateMeetingRequest",
            element(
                "OptionList",
                option("TimeOption", "startTime", instant(start)),
                option("TimeOption", "endTime", instant(start + timedelta(hours=1))),
                enumeration("audienceEntryControl", "Password", ["ACL", "None", "Password"]),
            ),
            fields("mid", "name", "audiencePassword"),
            title="Product review",
            maxUsers="20",
        )
    )
    mid = value_of(created, "mid")
    show("meeting", f"{value_of(created, 'name')} password {value_of(created, 'audiencePassword')}")

    listed = center.call(element("ListMeetingsRequest", by("mid", mid), fields("title", "startTime", "status")))
    show("listed", f"{value_of(listed, 'title')}, {value_of(listed, 'startTime')}, {value_of(listed, 'status')}")

    context = element("GeneralLoginContext", userID=center.user)
    show("ticket", center.call(element("CreateTicketRequest", context, duration="120")).get("url"))

    for path in documents:
        upload(center, mid, path)

    visitors = center.call(element("ListVisitorsRequest", by("mid", mid), fields("userName", "startTime", "endTime")))
    show("visitors", len(visitors.findall("Visitor")))

    recordings = center.call(element("ListRecordings4Request", fields("reid", "name"))).findall("Recording4")
    show("recordings", len(recordings))
    for recording in recordings[:1]:
        download(center, value_of(recording, "reid"), value_of(recording, "name"))

    center.call(element("DeleteMeetingRequest", by("mid", mid)))
    listed = center.call(element("ListMeetingsRequest", by("mid", mid), fields("status"), listDeleted="True"))
    show("afterwards", value_of(listed, "status"))


def upload(center, mid, path):
    """Bring a document to the meeting: ask for an address, then post the file to it."""
    with open(path, "rb") as file:
        body = file.read()
    name = os.path.basename(path)
    url = center.transfer_url(
        by("mid", mid),
        option("BooleanOption", "isUpload", "True"),
        option("DecimalOption", "bytes", str(len(body))),
        option("StringOption", "uploadName", name),
        enumeration("resourceType", "ESS", ALL_RESOURCE_TYPES),
    )
    sent = center.read(urllib.request.Request(url, body, {"Content-Type": "application/octet-stream"}))
    show("uploaded", f"{name}: {sent.findtext('.//InfoWarn/Code')}")


def download(center, reid, name):
    """Get the film of a recording."""
    kind = enumeration("resourceType", "WindowsMediaMovieRecordingDownload", ALL_RESOURCE_TYPES)
    url = center.transfer_url(by("reid", reid), kind)
    with urllib.request.urlopen(url, timeout=60) as response:
        if response.headers["Content-Type"] != "application/octet-stream":
            sys.exit(f"refused: {response.read().decode()}")
        show("downloaded", f"{name}: {len(response.read())} bytes")


if __name__ == "__main__":
    if not all(os.environ.get(f"LIVE_MEETING_{name}") for name in ("URL", "USER", "PASSWORD")):
        sys.stderr.write("Set LIVE_MEETING_URL (…/cc/CENTER), LIVE_MEETING_USER and LIVE_MEETING_PASSWORD.\n")
        sys.exit(2)
    main(sys.argv[1:])
