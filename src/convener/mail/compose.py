"""Letters as mails: plain text, HTML and a calendar part, each encoded at the way out (RFC 5322, 2045, 6047)."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from string import Template
from urllib.parse import urlsplit

from convener.domain.meetings.times import spoken
from convener.domain.outbox import MailKind
from convener.settings import PREFIX, Settings, SettingsError

from .calendar import calendar_of, method
from .content import MailContent, one_line

_PLAIN_SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,:;()'&/+!-]{0,59}")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 '-]{0,59}")


def sender_address(settings: Settings) -> str:
    """The address that mails come from: ``mail_from``, else ``convener@`` the host of the public URL.

    Raises :class:`SettingsError` where ``mail_from`` holds no address.
    """
    if settings.mail_from:
        address = parseaddr(settings.mail_from)[1]
        if "@" not in address:
            raise SettingsError(f"{PREFIX}MAIL_FROM must be an e-mail address, not {settings.mail_from!r}")
        return _ascii_domain(address)
    host = urlsplit(settings.base_url).hostname or "localhost"
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return f"convener@{host}"
    return "convener@localhost"


def recipient_address(address: str) -> str:
    """An address as it goes into an envelope: international domains in their ASCII form."""
    return _ascii_domain(address)


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What each mail says outside its text. ``name`` is unique to the mail and the same at each attempt to send it."""

    name: str
    written_at: datetime
    center_title: str
    recipient: str
    recipient_name: str
    subject: str

    def address(self, settings: Settings) -> EmailMessage:
        """A mail with its headers and without its text yet."""
        sender = sender_address(settings)
        mail = EmailMessage(policy=SMTP)
        shown_sender = one_line(parseaddr(settings.mail_from)[0]) or one_line(self.center_title)
        # Raw, because the library's own folding can take text apart in a way that others read differently.
        mail.set_raw("From", _mailbox(shown_sender, sender))
        mail.set_raw("To", _mailbox(one_line(self.recipient_name), recipient_address(self.recipient)))
        mail.set_raw("Subject", _encoded(self.subject, _PLAIN_SUBJECT))
        mail["Date"] = format_datetime(self.written_at)
        mail["Message-ID"] = f"<{self.name}@{sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        return mail


def compose(letter: MailContent, settings: Settings) -> EmailMessage:
    """The mail. The same letter is the same mail, whenever it is composed, but for MIME boundaries."""
    sender = sender_address(settings)
    envelope = Envelope(
        name=letter.name,
        written_at=letter.written_at,
        center_title=letter.center_title,
        recipient=letter.recipient,
        recipient_name=letter.recipient_name,
        subject=_subject(letter),
    )
    mail = envelope.address(settings)
    mail.set_content(_text(letter), cte="quoted-printable")
    mail.add_alternative(_html(letter), subtype="html", cte="quoted-printable")
    calendar = calendar_of(letter, sender)
    if calendar is not None:
        # Twice, as calendars expect it: as an alternative they offer buttons, as a file other programs can open it.
        mail.add_alternative(
            calendar.decode(),
            subtype="calendar",
            cte="base64",
            params={"method": method(letter), "component": "VEVENT"},
        )
        mail.add_attachment(
            calendar, maintype="application", subtype="ics", filename="invite.ics", params={"name": "invite.ics"}
        )
    mail["Content-Language"] = letter.language
    return mail


def _subject(letter: MailContent) -> str:
    words = letter.words
    if letter.kind is MailKind.CANCEL:
        form = words.subject_cancelled
    else:
        form = words.subject_update if letter.update else words.subject_invitation
    return form.format(title=letter.shown_title)


def _opening(letter: MailContent) -> str:
    words = letter.words
    if letter.kind is MailKind.CANCEL:
        return words.cancelled if letter.meeting_cancelled else words.withdrawn
    if letter.update:
        return words.update
    return words.invitation_to_host if letter.hosting else words.invitation.format(organizer=one_line(letter.organizer))


def _facts(letter: MailContent) -> list[tuple[str, str]]:
    facts = [(letter.words.organizer, one_line(letter.organizer))]
    if letter.starts_at is not None:
        facts.insert(0, (letter.words.when, spoken(letter.starts_at, letter.ends_at, letter.zone, letter.language)))
    return facts


def _text(letter: MailContent) -> str:
    words = letter.words
    blocks = [
        words.greeting.format(name=one_line(letter.recipient_name)),
        *([letter.note] if letter.note else []),
        _opening(letter),
        "\n".join([letter.shown_title, *(f"{label}: {value}" for label, value in _facts(letter))]),
    ]
    if letter.kind is MailKind.REQUEST:
        if letter.description:
            blocks.append(letter.description)
        blocks.append(f"{words.join}:\n{letter.participant_url}\n{words.join_hint}\n{words.personal}")
        blocks.append(f"{words.question}\n{words.accept}:\n{letter.accept_url}\n{words.decline}:\n{letter.decline_url}")
    blocks.append(f"-- \n{one_line(letter.center_title)}")
    return "\n\n".join(blocks) + "\n"


PAGE = Template("""\
<!doctype html>
<html lang="$language" dir="$direction">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>$subject</title></head>
<body style="margin:0;padding:24px 12px;background:#f4f5f7;color:#1c2430;\
font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;background:#ffffff;border-radius:12px;padding:32px">
<p style="margin:0 0 16px">$greeting</p>
$note
<p style="margin:0 0 24px">$opening</p>
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.3">$title</h1>
$facts
$body
<p style="margin:24px 0 0;padding-top:16px;border-top:1px solid #e2e5ea;color:#5b6675;font-size:13px">$center</p>
</div>
</body>
</html>
""")

_REQUEST = Template("""\
$description
<p style="margin:24px 0 8px"><a href="$join_url" style="display:inline-block;background:#1f5fbf;color:#ffffff;\
text-decoration:none;font-weight:600;padding:12px 24px;border-radius:8px">$join</a></p>
<p style="margin:0 0 8px;font-size:14px;overflow-wrap:anywhere"><a href="$join_url" dir="ltr" \
style="color:#1f5fbf">$join_url</a></p>
<p style="margin:0 0 24px;color:#5b6675;font-size:14px">$join_hint $personal</p>
<p style="margin:0 0 8px;font-weight:600">$question</p>
<p style="margin:0"><a href="$accept_url" style="color:#1f5fbf;margin-inline-end:24px">$accept</a> \
<a href="$decline_url" style="color:#1f5fbf">$decline</a></p>""")

FACT = Template('<p style="margin:0 0 4px"><span style="color:#5b6675">$label:</span> <bdi>$value</bdi></p>')
_NOTE = Template('<p style="margin:0 0 16px;white-space:pre-line">$note</p>')
_DESCRIPTION = Template('<p style="margin:16px 0 0;white-space:pre-line">$description</p>')


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def filled(template: Template, **values: str) -> Html:
    """The template with each value escaped for HTML that is not HTML already; nothing gets into one in another way."""
    return Html(
        template.substitute(
            {name: value if isinstance(value, Html) else escape(value) for name, value in values.items()}
        )
    )


def _html(letter: MailContent) -> str:
    words = letter.words
    return filled(
        PAGE,
        language=letter.language,
        direction="rtl" if letter.language == "ar" else "ltr",
        subject=_subject(letter),
        greeting=words.greeting.format(name=one_line(letter.recipient_name)),
        note=filled(_NOTE, note=letter.note) if letter.note else "",
        opening=_opening(letter),
        title=letter.shown_title,
        facts=Html("\n".join(filled(FACT, label=label, value=value) for label, value in _facts(letter))),
        body=_html_request(letter) if letter.kind is MailKind.REQUEST else "",
        center=one_line(letter.center_title),
    )


def _html_request(letter: MailContent) -> Html:
    words = letter.words
    return filled(
        _REQUEST,
        description=filled(_DESCRIPTION, description=letter.description) if letter.description else "",
        join=words.join,
        join_url=letter.participant_url,
        join_hint=words.join_hint,
        personal=words.personal,
        question=words.question,
        accept=words.accept,
        accept_url=letter.accept_url,
        decline=words.decline,
        decline_url=letter.decline_url,
    )


def _encoded(text: str, plain: re.Pattern[str]) -> str:
    """Text of a header as it travels: as it is where it is short and harmless, else as encoded words (RFC 2047)."""
    return text if plain.fullmatch(text) else Header(text, "utf-8", maxlinelen=70, header_name="Subject").encode("\n")


def _mailbox(name: str, address: str) -> str:
    return f"{_encoded(name, _PLAIN_NAME)}\n <{address}>" if name else address


def _ascii_domain(address: str) -> str:
    user, _, domain = address.rpartition("@")
    if not domain.isascii():
        domain = domain.encode("idna").decode("ascii")
    return f"{user}@{domain}"
