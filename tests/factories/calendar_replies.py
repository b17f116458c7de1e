"""Mails as calendar programs send them in answer to an invitation."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP


def reply_mail(
    uid: str,
    *,
    answer: str = "ACCEPTED",
    attendee: str = "bob@example.org",
    sender: str = "Bob <bob@example.org>",
    sequence: int = 0,
    method: str = "REPLY",
    more: str = "",
    attached: bool = False,
) -> bytes:
    """The mail. ``more``: further lines of the event; ``attached``: the calendar is an attachment alone."""
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//A calendar//EN",
        "VERSION:2.0",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"ATTENDEE;PARTSTAT={answer};CN=Bob:mailto:{attendee}",
        "DTSTAMP:20310101T120000Z",
        f"UID:{uid}",
        f"SEQUENCE:{sequence}",
        *([more] if more else []),
        "ORGANIZER:mailto:convener@meet.example.org",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    calendar = "\r\n".join(lines)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = sender
    mail["To"] = "convener@meet.example.org"
    mail["Subject"] = f"{answer.title()}: Planning"
    mail.set_content("I will be there.")
    if attached:
        mail.add_attachment(calendar.encode(), maintype="application", subtype="ics", filename="reply.ics")
    else:
        mail.add_alternative(calendar, subtype="calendar", params={"method": method})
    return mail.as_bytes()
