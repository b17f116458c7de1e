"""Answers of calendar programs, and mails that are none."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convener.mail.replies import LARGEST_MAIL, NoReply, read_reply
from tests.factories.calendar_replies import reply_mail

UID = "m1d.p1d-t0k@meet.example.org"


@pytest.mark.parametrize("attached", [False, True])
def test_an_answer_is_read(attached: bool) -> None:
    read = read_reply(reply_mail(UID, sequence=3, attached=attached))
    assert (read.uid, read.sequence, read.answer) == (UID, 3, "accept")
    assert (read.attendee, read.sender) == ("bob@example.org", "bob@example.org")


@pytest.mark.parametrize(
    ("written", "answer"),
    [("ACCEPTED", "accept"), ("declined", "decline"), ("TENTATIVE", None), ("DELEGATED", None), ("NEEDS-ACTION", None)],
)
def test_yes_and_no_are_answers(written: str, answer: str | None) -> None:
    assert read_reply(reply_mail(UID, answer=written)).answer == answer


def test_an_address_beyond_ascii_is_decoded() -> None:
    assert read_reply(reply_mail(UID, attendee="jos%C3%A9@xn--strae-oqa.de")).attendee == "josé@xn--strae-oqa.de"


def nested(depth: int) -> bytes:
    """Parts within parts."""
    lines = ["From: bob@example.org", "MIME-Version: 1.0"]
    for number in range(depth):
        lines += [f'Content-Type: multipart/mixed; boundary="b{number}"', "", f"--b{number}"]
    return "\r\n".join([*lines, "Content-Type: text/plain", "", "hello"]).encode()


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\xff\xfe\0" * 50,
        b"From: bob@example.org\r\n\r\nYes, I will attend",
        reply_mail(UID, method="REQUEST"),
        reply_mail(UID, method="COUNTER"),
        reply_mail(UID, more="RECURRENCE-ID:20310107T120000Z"),
        reply_mail(UID, more="ATTENDEE;PARTSTAT=DECLINED:mailto:eve@example.org"),
        reply_mail(UID, more="UID:other"),
        reply_mail(UID, sender="bob@example.org, eve@example.org"),
        reply_mail(UID, sender="nobody"),
        reply_mail(UID).replace(b"SEQUENCE:0", b"SEQUENCE:x"),
        reply_mail(UID).replace(b"mailto:bob", b"tel:bob"),
        reply_mail(UID).replace(b"END:VEVENT\r\n", b""),
        reply_mail(UID).replace(b"BEGIN:VCALENDAR", b"BEGIN:"),
        reply_mail(UID).replace(b"bob@example.org", b"b" * 2000 + b"@example.org"),
        nested(20_000),
        reply_mail(UID) + b"x" * LARGEST_MAIL,
    ],
)
def test_other_mails_are_no_answers(mail: bytes) -> None:
    with pytest.raises(NoReply):
        read_reply(mail)


def test_a_calendar_behind_many_parts_is_not_looked_for() -> None:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = "bob@example.org"
    mail.set_content("hello")
    for _ in range(60):
        mail.add_attachment(b"x", maintype="image", subtype="png")
    mail.add_attachment(b"BEGIN:VCALENDAR", maintype="text", subtype="calendar")
    with pytest.raises(NoReply, match="no calendar part"):
        read_reply(mail.as_bytes())


@settings(max_examples=150)
@given(st.data())
def test_any_damage_is_an_answer_or_none(data: st.DataObject) -> None:
    mail = bytearray(reply_mail(UID))
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(mail)))
        cut = data.draw(st.integers(0, 40))
        mail[start : start + cut] = data.draw(
            st.binary(max_size=20) | st.sampled_from([b"\r\n", b";", b":", b"--", b'"'])
        )
    try:
        assert read_reply(bytes(mail)).sequence is not None
    except NoReply:
        return
