"""Composes mails from their content: plain text, HTML and a calendar part (RFC 5322, 2045, 6047). Text is escaped here,
for each part in its own way, and nowhere before."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from string import Template
from urllib.parse import urlsplit

from convener.domain.errors import InvalidParameter
from convener.domain.meetings.times import spoken
from convener.domain.outbox import MailKind
from convener.domain.text import ascii_domain, direction, mail_form
from convener.settings import PREFIX, Settings, SettingsError

from .content import MailContent, one_line

_PLAIN_SUBJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,:;()'&/+!-]{0,59}")
_CANCELS = (MailKind.CANCEL, MailKind.DATE_CANCEL)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 '-]{0,59}")


def sender_address(settings: Settings) -> str:
    """The address that mails are sent from: that of ``mail_from``, otherwise ``convener@`` the host of the public URL.

    Raises :class:`SettingsError` where ``mail_from`` holds no address, or the host is none.
    """
    if settings.mail_from:
        address = parseaddr(settings.mail_from)[1]
        if "@" not in address:
            raise SettingsError(f"{PREFIX}MAIL_FROM must be an e-mail address, not {settings.mail_from!r}")
        try:
            return mail_form(address)
        except InvalidParameter:
            raise SettingsError(f"{PREFIX}MAIL_FROM has a domain that cannot be: {settings.mail_from!r}") from None
    host = urlsplit(settings.base_url).hostname or "localhost"
    try:
        ipaddress.ip_address(host)
    except ValueError:
        try:
            return f"convener@{ascii_domain(host)}"
        except InvalidParameter:
            raise SettingsError(f"{PREFIX}PUBLIC_URL has a host that cannot be: {host!r}") from None
    return "convener@localhost"


def recipient_address(address: str) -> str:
    """The address for the SMTP envelope, the header and the calendar entry: an international domain in ASCII.

    Raises :class:`InvalidParameter` where it is none.
    """
    return mail_form(address)


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """The headers of a mail. ``name`` identifies the mail: it is unique, and the same at every attempt to send it."""

    name: str
    written_at: datetime
    center_title: str
    recipient: str
    recipient_name: str
    subject: str

    def address(self, settings: Settings) -> EmailMessage:
        """A mail with its headers and without a body."""
        sender = sender_address(settings)
        mail = EmailMessage(policy=SMTP)
        shown_sender = one_line(parseaddr(settings.mail_from)[0]) or one_line(self.center_title)
        # Raw, because the library's own folding can split text in a way that other programs decode differently.
        mail.set_raw("From", _mailbox(shown_sender, sender))
        mail.set_raw("To", _mailbox(one_line(self.recipient_name), recipient_address(self.recipient)))
        mail.set_raw("Subject", _encoded(self.subject, _PLAIN_SUBJECT))
        mail["Date"] = format_datetime(self.written_at)
        mail["Message-ID"] = f"<{self.name}@{sender.rpartition('@')[2]}>"
        mail["Auto-Submitted"] = "auto-generated"
        return mail


def compose(content: MailContent, settings: Settings) -> EmailMessage:
    """Compose the mail. The same content always gives the same mail, except for its MIME boundaries."""
    sender = sender_address(settings)
    envelope = Envelope(
        name=content.name,
        written_at=content.written_at,
        center_title=content.center_title,
        recipient=content.recipient,
        recipient_name=content.recipient_name,
        subject=_subject(content),
    )
    mail = envelope.address(settings)
    mail.set_content(_text(content), cte="quoted-printable")
    mail.add_alternative(_html(content), subtype="html", cte="quoted-printable")
    from .calendar import calendar_of, method  # its library takes long to import, and many servers mail nobody

    calendar = calendar_of(content, sender) if content.kind is not MailKind.REMINDER else None
    if calendar is not None:
        # Twice: mail programs offer buttons for the alternative part, other programs open the attached file.
        mail.add_alternative(
            calendar.decode(),
            subtype="calendar",
            cte="base64",
            params={"method": method(content), "component": "VEVENT"},
        )
        mail.add_attachment(
            calendar, maintype="application", subtype="ics", filename="invite.ics", params={"name": "invite.ics"}
        )
    mail["Content-Language"] = content.language
    if content.kind is MailKind.REMINDER and content.reminders_url.startswith("https:"):
        # Mail programs offer a button for it, which posts (RFC 8058).
        mail.set_raw("List-Unsubscribe", f"<{content.reminders_url}>")
        mail.set_raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
    return mail


def _subject(content: MailContent) -> str:
    translations = content.translations
    if content.kind in _CANCELS:
        form = translations.subject_cancelled
    elif content.kind is MailKind.REMINDER:
        form = translations.subject_reminder
    else:
        update = content.update or content.kind is MailKind.DATE_REQUEST
        form = translations.subject_update if update else translations.subject_invitation
    return form.format(title=content.shown_title)


def _opening(content: MailContent) -> str:
    translations = content.translations
    if content.kind is MailKind.CANCEL:
        return translations.cancelled if content.meeting_cancelled else translations.withdrawn
    if content.kind is MailKind.DATE_CANCEL:
        return translations.date_cancelled
    if content.kind is MailKind.DATE_REQUEST:
        return translations.date_update
    if content.kind is MailKind.REMINDER:
        return translations.reminder
    if content.update:
        return translations.update
    return (
        translations.invitation_to_host
        if content.hosting
        else translations.invitation.format(organizer=one_line(content.organizer))
    )


def _facts(content: MailContent) -> list[tuple[str, str]]:
    facts = [(content.translations.organizer, one_line(content.organizer))]
    if content.repetition:
        facts.insert(0, (content.translations.repeats, content.repetition))
    if content.replaced_time is not None:
        replaced = spoken(*content.replaced_time, content.zone, content.language)
        facts.insert(0, (content.translations.instead_of, replaced))
    if content.shown_time is not None:
        facts.insert(0, (content.translations.when, spoken(*content.shown_time, content.zone, content.language)))
    return facts


def _text(content: MailContent) -> str:
    translations = content.translations
    blocks = [
        translations.greeting.format(name=one_line(content.recipient_name)),
        *([content.note] if content.note else []),
        _opening(content),
        "\n".join([content.shown_title, *(f"{label}: {value}" for label, value in _facts(content))]),
    ]
    if content.kind not in _CANCELS:
        if content.shown_description:
            blocks.append(content.shown_description)
        blocks.append(
            f"{translations.join}:\n{content.participant_url}\n{translations.join_hint}\n{translations.personal}"
        )
    if content.kind is MailKind.REMINDER:
        blocks.append(f"{translations.no_reminders}:\n{content.reminders_url}")
    if content.kind is MailKind.REQUEST:
        blocks.append(
            f"{translations.question}\n{translations.accept}:\n{content.accept_url}\n"
            f"{translations.decline}:\n{content.decline_url}"
        )
    blocks.append(f"-- \n{one_line(content.center_title)}")
    return "\n\n".join(blocks) + "\n"


_PAGE = Template("""\
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

_BUTTON = Template("""\
<p style="margin:24px 0 8px"><a href="$url" style="display:inline-block;background:#1f5fbf;color:#ffffff;\
text-decoration:none;font-weight:600;padding:12px 24px;border-radius:8px">$label</a></p>""")

_JOIN = Template("""\
$description
$button
<p style="margin:0 0 8px;font-size:14px;overflow-wrap:anywhere"><a href="$join_url" dir="ltr" \
style="color:#1f5fbf">$join_url</a></p>
<p style="margin:0 0 24px;color:#5b6675;font-size:14px">$join_hint $personal</p>""")

_QUESTION = Template("""\
<p style="margin:0 0 8px;font-weight:600">$question</p>
<p style="margin:0"><a href="$accept_url" style="color:#1f5fbf;margin-inline-end:24px">$accept</a> \
<a href="$decline_url" style="color:#1f5fbf">$decline</a></p>""")

_NO_REMINDERS = Template(
    '<p style="margin:0;font-size:14px"><a href="$reminders_url" style="color:#5b6675">$no_reminders</a></p>'
)
FACT = Template('<p style="margin:0 0 4px"><span style="color:#5b6675">$label:</span> <bdi>$value</bdi></p>')
_NOTE = Template('<p style="margin:0 0 16px;white-space:pre-line">$note</p>')
_DESCRIPTION = Template('<p style="margin:16px 0 0;white-space:pre-line">$description</p>')


class Html(str):
    """Text that is HTML, and must not be escaped again."""

    __slots__ = ()


def filled(template: Template, **values: str) -> Html:
    """The template with its values filled in; a value that is not :class:`Html` is escaped."""
    return Html(
        template.substitute(
            {name: value if isinstance(value, Html) else escape(value) for name, value in values.items()}
        )
    )


def button(url: str, label: str) -> Html:
    """The one thing to do in a mail."""
    return filled(_BUTTON, url=url, label=label)


def page(language: str, **parts: str) -> Html:
    """A whole mail in HTML, of the other parts of the template."""
    return filled(_PAGE, language=language, direction=direction(language), **parts)


def write(mail: EmailMessage, language: str, blocks: Sequence[str], html: Html) -> None:
    """Give a mail that is no invitation its body: paragraphs of plain text, and the same as HTML."""
    mail.set_content("\n\n".join(blocks) + "\n", cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = language


def _html(content: MailContent) -> str:
    translations = content.translations
    return page(
        content.language,
        subject=_subject(content),
        greeting=translations.greeting.format(name=one_line(content.recipient_name)),
        note=filled(_NOTE, note=content.note) if content.note else "",
        opening=_opening(content),
        title=content.shown_title,
        facts=Html("\n".join(filled(FACT, label=label, value=value) for label, value in _facts(content))),
        body=Html("\n".join(_html_body(content))),
        center=one_line(content.center_title),
    )


def _html_body(content: MailContent) -> Iterator[Html]:
    translations = content.translations
    if content.kind not in _CANCELS:
        description = content.shown_description
        yield filled(
            _JOIN,
            description=filled(_DESCRIPTION, description=description) if description else "",
            button=button(content.participant_url, translations.join),
            join_url=content.participant_url,
            join_hint=translations.join_hint,
            personal=translations.personal,
        )
    if content.kind is MailKind.REMINDER:
        yield filled(_NO_REMINDERS, no_reminders=translations.no_reminders, reminders_url=content.reminders_url)
    if content.kind is MailKind.REQUEST:
        yield filled(
            _QUESTION,
            question=translations.question,
            accept=translations.accept,
            accept_url=content.accept_url,
            decline=translations.decline,
            decline_url=content.decline_url,
        )


def _encoded(text: str, plain: re.Pattern[str]) -> str:
    """The text of a header: unchanged where it matches ``plain``, otherwise as encoded words (RFC 2047)."""
    return text if plain.fullmatch(text) else Header(text, "utf-8", maxlinelen=70, header_name="Subject").encode("\n")


def _mailbox(name: str, address: str) -> str:
    return f"{_encoded(name, _PLAIN_NAME)}\n <{address}>" if name else address
