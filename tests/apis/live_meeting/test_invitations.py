"""SendInvitations to its end: a mail with a note, an entry for the calendar, and a link that leads in."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import httpx
from icalendar import Calendar

from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.factories.live_meeting import World
from tests.servers import wait_until


def mails_to(place: Place, address: str) -> list[EmailMessage]:
    """What the outbox holds for this address, in the order of writing."""
    outbox: Path = place.server.data / "outbox"
    files = sorted(outbox.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns) if outbox.exists() else []
    read = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    return [mail for mail in read if isinstance(mail, EmailMessage) and address in str(mail["To"])]


def send(place: Place, world: World, message: str) -> None:
    found = golden.post(place.base_url, world, "tom", world.fill(message))
    assert not list(found.iter("Fault")), golden.text_of(found)


def parts(mail: EmailMessage) -> dict[str, EmailMessage]:
    found = {part.get_content_type(): part for part in mail.walk() if not part.is_multipart()}
    return {kind: part for kind, part in found.items() if isinstance(part, EmailMessage)}


def test_an_invitation_arrives_and_leads_in(place: Place) -> None:
    world, address = place.world(), f"{random_text(LOWERCASE_AND_DIGITS, 10)}@example.org"
    send(
        place,
        world,
        '<SendInvitationsRequest><StringQuery fieldName="name" value="roadshow-7"/><OptionList>'
        f'<StringListOption name="presenters"><String>{address}</String></StringListOption>'
        '<StringOption name="text" value="Bring &lt;b&gt;slides&lt;/b&gt;"/></OptionList></SendInvitationsRequest>',
    )
    wait_until(lambda: mails_to(place, address), "the mail")
    (mail,) = mails_to(place, address)
    assert mail["Subject"] == "Invitation: Roadshow, stop 7"
    text = str(parts(mail)["text/plain"].get_content())
    assert "Bring <b>slides</b>" in text
    assert "Bring &lt;b&gt;slides&lt;/b&gt;" in str(parts(mail)["text/html"].get_content())
    calendar = Calendar.from_ical(parts(mail)["text/calendar"].get_content())
    (event,) = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event.decoded("dtstart").isoformat() == "2031-05-06T11:00:00+02:00"
    link = re.search(r"http://127\.0\.0\.1:\d+/e/LIVE[A-Z0-9]{20}", text)
    assert link is not None
    assert httpx.get(link.group(), follow_redirects=True, timeout=30).status_code == 200


def test_the_invited_hear_that_the_meeting_moved_and_that_it_was_deleted(place: Place) -> None:
    world, address = place.world(), f"{random_text(LOWERCASE_AND_DIGITS, 10)}@example.org"
    query = '<StringQuery fieldName="mid" value="{mid:roadshow}"/>'
    send(
        place,
        world,
        f'<SendInvitationsRequest>{query}<OptionList><StringListOption name="audience"><String>{address}</String>'
        "</StringListOption></OptionList></SendInvitationsRequest>",
    )
    wait_until(lambda: len(mails_to(place, address)) == 1, "the invitation")
    send(
        place,
        world,
        f"<ModifyMeetingRequest>{query}<OptionList>"
        '<TimeOption name="startTime" value="2031-05-07T09:00:00Z"/>'
        '<TimeOption name="endTime" value="2031-05-07T10:00:00Z"/>'
        "</OptionList><FieldList><Name>mid</Name></FieldList></ModifyMeetingRequest>",
    )
    wait_until(lambda: len(mails_to(place, address)) == 2, "the update")
    send(place, world, f"<DeleteMeetingRequest>{query}</DeleteMeetingRequest>")
    wait_until(lambda: len(mails_to(place, address)) == 3, "the cancellation")
    subjects = [str(mail["Subject"]).partition(":")[0] for mail in mails_to(place, address)]
    assert subjects == ["Invitation", "Updated invitation", "Cancelled"]
    numbers = [
        int(str(Calendar.from_ical(parts(mail)["text/calendar"].get_content()).walk("VEVENT")[0]["SEQUENCE"]))
        for mail in mails_to(place, address)
    ]
    assert numbers == sorted(set(numbers))


def test_the_invited_switch_reminders_off_by_link_and_by_the_button_of_the_mail_program(place: Place) -> None:
    world, address = place.world(), f"{random_text(LOWERCASE_AND_DIGITS, 10)}@example.org"
    send(
        place,
        world,
        '<SendInvitationsRequest><StringQuery fieldName="name" value="roadshow-7"/><OptionList>'
        f'<StringListOption name="audience"><String>{address}</String></StringListOption>'
        "</OptionList></SendInvitationsRequest>",
    )
    wait_until(lambda: mails_to(place, address), "the mail")
    text = str(parts(mails_to(place, address)[0])["text/plain"].get_content())
    link = re.search(r"(http://127\.0\.0\.1:\d+)/i/([a-z0-9-]+)/accept", text)
    assert link is not None
    base, token = link.groups()
    with httpx.Client(base_url=base, timeout=60) as client:

        def wanted(**body: object) -> bool:
            reply = client.post("/api/v1/invitations/reminders", json={"token": token, **body})
            assert reply.status_code == 200, reply.text
            return bool(reply.json()["wanted"])

        assert wanted()
        assert client.get(f"/i/{token}/reminders").status_code == 200
        assert wanted(), "looking changes nothing"
        button = client.post(f"/i/{token}/reminders", data={"List-Unsubscribe": "One-Click"})
        assert button.status_code == 200
        assert not wanted()
        assert wanted(wanted=True)
        assert client.post(f"/i/{token}x/reminders").status_code == 404
        assert client.post("/api/v1/invitations/reminders", json={"token": f"{token}x"}).status_code == 404
