"""Mails, read back as a mail program does."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convener.domain.meetings.series import DateChange, Occurrence
from convener.domain.outbox import MailKind
from convener.domain.text import LANGUAGES
from convener.mail.compose import compose, recipient_address, sender_address
from convener.mail.translations import TRANSLATIONS
from convener.mail.transport import OutgoingMail
from convener.settings import Settings, SettingsError
from tests.factories.mail_content import mail_content

SETTINGS = Settings(public_url="https://meet.example.org")
HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
    "Content-Transfer-Encoding",
}


def sent(settings: Settings = SETTINGS, **changes: Any) -> EmailMessage:
    """The mail as the other side reads it."""
    written = mail_content(**changes)
    mail = compose(written, settings)
    outgoing = OutgoingMail(written.name, sender_address(settings), recipient_address(written.recipient), mail)
    read = message_from_bytes(outgoing.text(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def part(mail: EmailMessage, kind: str) -> EmailMessage:
    (found,) = [one for one in mail.walk() if one.get_content_type() == kind]
    assert isinstance(found, EmailMessage)
    return found


def content(mail: EmailMessage, kind: str) -> str:
    text = part(mail, kind).get_content()
    return text.decode() if isinstance(text, bytes) else str(text)


def test_an_invitation_has_text_html_and_the_calendar_twice() -> None:
    mail = sent()
    assert mail.get_content_type() == "multipart/mixed"
    assert mail["Subject"] == "Invitation: Planning"
    assert mail["From"] == "Example Center <convener@meet.example.org>"
    assert mail["To"] == "Bob <bob@example.org>"
    assert mail["Message-ID"] == "<m1d.p1d.request.0@meet.example.org>"
    calendar = part(mail, "text/calendar")
    assert calendar.get_param("method") == "REQUEST"
    attached = part(mail, "application/ics")
    assert attached.get_filename() == "invite.ics"
    assert content(mail, "text/calendar").replace("\r\n", "\n") == content(mail, "application/ics").replace(
        "\r\n", "\n"
    )
    for kind in ("text/plain", "text/html"):
        text = content(mail, kind)
        for link in (
            "https://meet.example.org/e/LIVEAAAABBBBCCCCDDDDEEEE",
            "https://meet.example.org/i/p1d-t0k/accept",
            "https://meet.example.org/i/p1d-t0k/decline",
        ):
            assert link in text
        assert "Friday, July 4, 2031" in text
        assert "Europe/Paris" in text


def test_an_update_and_a_cancellation_say_so() -> None:
    assert sent(update=True, sequence=1)["Subject"] == "Updated invitation: Planning"
    cancelled = sent(kind=MailKind.CANCEL, meeting_cancelled=True)
    assert cancelled["Subject"] == "Cancelled: Planning"
    assert part(cancelled, "text/calendar").get_param("method") == "CANCEL"
    assert "has been cancelled" in content(cancelled, "text/plain")
    assert "LIVE" not in content(cancelled, "text/plain") + content(cancelled, "text/html")
    assert "withdrawn" in content(sent(kind=MailKind.CANCEL), "text/plain")


def test_a_note_stands_above_the_rest() -> None:
    mail = sent(note="Bring <b>a coat</b>\nand boots")
    text, page = (content(mail, kind).replace("\r\n", "\n") for kind in ("text/plain", "text/html"))
    assert text.index("Hello Bob") < text.index("Bring <b>a coat</b>\nand boots") < text.index("invites you")
    assert (
        page.index("Hello Bob") < page.index("Bring &lt;b&gt;a coat&lt;/b&gt;\nand boots") < page.index("invites you")
    )
    assert "Bring" not in content(sent(), "text/html")


def test_the_host_is_told_to_be_the_host() -> None:
    assert "You are the host" in content(sent(hosting=True), "text/plain")


def test_without_a_time_there_is_no_calendar_and_no_date() -> None:
    mail = sent(starts_at=None, ends_at=None)
    assert mail.get_content_type() == "multipart/alternative"
    assert "When" not in content(mail, "text/plain")


def test_a_meeting_of_no_length_takes_an_hour() -> None:
    for ends_at in (None, mail_content().starts_at):
        assert "11:30 AM – 12:30 PM" in content(sent(ends_at=ends_at), "text/plain")


def test_a_series_is_told_by_its_next_date_and_its_rule() -> None:
    """The first date was on the 2nd of July; the mail is written on the 11th."""
    mail = sent(
        starts_at=datetime(2031, 7, 2, 9, 30, tzinfo=UTC),
        ends_at=datetime(2031, 7, 2, 10, 30, tzinfo=UTC),
        recurrence="FREQ=WEEKLY;BYDAY=TH;COUNT=5",
        written_at=datetime(2031, 7, 11, 8, 0, tzinfo=UTC),
    )
    for kind in ("text/plain", "text/html"):
        assert "Thursday, July 17, 2031, 11:30 AM – 12:30 PM" in content(mail, kind)
        assert "every Thursday until July 31, 2031" in content(mail, kind)
    assert "DTSTART;TZID=Europe/Paris:20310703T113000" in content(mail, "text/calendar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder_tells_the_time_the_link_and_how_to_get_no_more(language: str) -> None:
    start = datetime(2031, 7, 17, 9, 30, tzinfo=UTC)
    mail = sent(
        kind=MailKind.REMINDER,
        language=language,
        date=Occurrence(start, start, start + timedelta(hours=2)),
        reminders_url="https://meet.example.org/i/p1d-t0k/reminders",
    )
    translations = TRANSLATIONS[language]
    assert mail["Subject"] == translations.subject_reminder.format(title="Planning")
    assert mail["List-Unsubscribe"] == "<https://meet.example.org/i/p1d-t0k/reminders>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail.get_content_type() == "multipart/alternative", "no calendar entry"
    for kind in ("text/plain", "text/html"):
        text = content(mail, kind)
        for part_of_it in (
            translations.reminder,
            translations.no_reminders,
            "https://meet.example.org/i/p1d-t0k/reminders",
            "https://meet.example.org/e/LIVE",
            "17",
        ):
            assert part_of_it in text
        assert translations.question not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_blanks_are_plain_spaces(language: str) -> None:
    mail = sent(language=language, recurrence="FREQ=WEEKLY;COUNT=3")
    for kind in ("text/plain", "text/html", "text/calendar"):
        assert not re.search("[\u00a0\u2000-\u200a\u202f]", content(mail, kind))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_own_words(language: str) -> None:
    mail = sent(language=language, title="")
    translations = TRANSLATIONS[language]
    assert mail["Content-Language"] == language
    assert mail["Subject"] == translations.subject_invitation.format(
        title=translations.untitled.format(organizer="Hanna Host")
    )
    for kind in ("text/plain", "text/html"):
        text = content(mail, kind)
        for phrase in (
            translations.join,
            translations.accept,
            translations.decline,
            translations.personal,
            translations.question,
        ):
            assert phrase in text
        assert not re.search(r"\{\w+\}", text)
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in content(mail, "text/html")
    if language != "en":
        english = TRANSLATIONS["en"]
        assert all(
            getattr(translations, name) != getattr(english, name) for name in ("join", "accept", "decline", "cancelled")
        )


def test_the_languages_are_those_of_the_domain() -> None:
    assert set(TRANSLATIONS) == set(LANGUAGES)


ANYTHING = st.text(max_size=120) | st.sampled_from(
    [
        "a\r\nBcc: evil@example.org\r\n\r\nbody",
        "a\nSubject: b",
        "\u2028Bcc: x@example.org",
        "=?utf-8?q?=0ABcc:_x?=",
        '"<evil@example.org>, ',
        "<script>alert(1)</script>",
        '" onclick="x" \'',
        "$join_url ${join} {organizer} %s",
        "\x85\x0b\x0c\x1c",
        "😀" * 100,
    ]
)


@settings(max_examples=60)
@given(
    title=ANYTHING,
    description=ANYTHING,
    organizer=ANYTHING,
    recipient_name=ANYTHING,
    center_title=ANYTHING,
    note=ANYTHING,
)
def test_no_text_makes_a_header_a_recipient_or_an_element(
    title: str, description: str, organizer: str, recipient_name: str, center_title: str, note: str
) -> None:
    texts: dict[str, Any] = {
        "title": title,
        "description": description,
        "note": note,
        "organizer": organizer,
        "recipient_name": recipient_name,
    }
    mail = sent(center_title=center_title, **texts)
    assert set(mail.keys()) <= HEADERS
    assert [address.addr_spec for address in mail["To"].addresses] == ["bob@example.org"]
    assert [address.addr_spec for address in mail["From"].addresses] == ["convener@meet.example.org"]
    page = content(mail, "text/html")
    assert _elements(page) == _elements(content(sent(description=description and "x", note=note and "x"), "text/html"))


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, [name for name, _ in attrs]))


def _elements(page: str) -> list[tuple[str, list[str]]]:
    parser = _Elements()
    parser.feed(page)
    return parser.found


def test_the_sender_is_the_setting_or_made_from_the_host() -> None:
    assert sender_address(SETTINGS) == "convener@meet.example.org"
    assert sender_address(Settings(public_url="http://10.0.0.1:8000")) == "convener@localhost"
    named = Settings(public_url="https://x.example.org", mail_from="Meetings <meet@example.org>")
    assert sender_address(named) == "meet@example.org"
    assert sent(named)["From"] == "Meetings <meet@example.org>"
    with pytest.raises(SettingsError, match="MAIL_FROM"):
        sender_address(Settings(mail_from="nobody"))


def test_international_domains_travel_in_ascii() -> None:
    assert recipient_address("bob@bücher.example") == "bob@xn--bcher-kva.example"
    assert sent(recipient="bob@bücher.example")["To"] == "Bob <bob@xn--bcher-kva.example>"


def test_an_address_has_one_form_by_idna_2008() -> None:
    """By IDNA 2003 the ``ß`` would be ``ss``: the domain of somebody else."""
    mail = sent(recipient="ann@straße.de")
    assert mail["To"].addresses[0].addr_spec == recipient_address("ann@straße.de") == "ann@xn--strae-oqa.de"
    assert "mailto:ann@xn--strae-oqa.de" in content(mail, "text/calendar").replace("\r\n ", "")


def test_the_sender_has_the_same_form() -> None:
    assert sender_address(Settings(public_url="https://straße.de")) == "convener@xn--strae-oqa.de"
    assert sender_address(Settings(mail_from="Us <us@straße.de>")) == "us@xn--strae-oqa.de"
    with pytest.raises(SettingsError, match="MAIL_FROM"):
        sender_address(Settings(mail_from="us@😀.example"))


def test_the_same_content_has_the_same_headers_whenever_it_is_composed() -> None:
    first, second = sent(), sent()
    for name in ("Message-ID", "Date", "Subject"):
        assert first[name] == second[name]
    assert content(first, "text/calendar") == content(second, "text/calendar")


def about_one_date(kind: MailKind, language: str = "en", **changes: Any) -> EmailMessage:
    """A mail about the second of three dates, at nine in Paris, moved to eleven and longer."""
    start = datetime(2031, 3, 25, 8, 0, tzinfo=UTC)
    original = datetime(2031, 4, 1, 7, 0, tzinfo=UTC)
    return sent(
        kind=kind,
        language=language,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        recurrence="FREQ=WEEKLY;COUNT=3",
        changes={original: DateChange(starts_at=original + timedelta(hours=2))},
        date=Occurrence(original, original + timedelta(hours=2), original + timedelta(hours=4), "Review", "Bring tea"),
        **changes,
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_date_is_told_with_its_old_time(language: str) -> None:
    mail = about_one_date(MailKind.DATE_REQUEST, language)
    translations = TRANSLATIONS[language]
    for body in content(mail, "text/plain"), content(mail, "text/html"):
        assert translations.date_update in body
        assert translations.instead_of in body
        assert "Bring tea" in body
        assert translations.repeats not in body
    if language == "en":
        assert mail["Subject"] == "Updated invitation: Review"
        assert "When: Tuesday, April 1, 2031, 11:00" in content(mail, "text/plain")
        assert "Instead of: Tuesday, April 1, 2031, 9:00" in content(mail, "text/plain")


def test_a_cancelled_date_is_told_as_one_of_a_series() -> None:
    mail = about_one_date(MailKind.DATE_CANCEL)
    assert mail["Subject"] == "Cancelled: Review"
    assert "One date of this series" in content(mail, "text/plain")
    assert "Join the meeting" not in content(mail, "text/plain")
