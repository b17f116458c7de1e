"""What is to be said in a mail, before it is put into words and form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from convener.domain.outbox import MailKind

from .translations import TRANSLATIONS, Translations


@dataclass(frozen=True, kw_only=True)
class MailContent:
    """A mail to one invited person. Texts are as people typed them: nothing here is encoded for any form yet.

    ``name`` is unique to this mail and the same at each attempt to send it; ``written_at`` is when it was queued.
    ``note``: what the organizer wants to say above the rest.
    """

    name: str
    kind: MailKind
    update: bool
    sequence: int
    written_at: datetime
    mid: str
    center_title: str
    title: str
    description: str
    language: str
    time_zone: str
    starts_at: datetime | None
    ends_at: datetime | None
    meeting_cancelled: bool
    organizer: str
    recipient: str
    recipient_name: str
    hosting: bool
    participant_url: str
    meeting_url: str
    accept_url: str
    decline_url: str
    note: str = ""

    @property
    def words(self) -> Translations:
        """The words of its language."""
        return TRANSLATIONS.get(self.language, TRANSLATIONS["en"])

    @property
    def zone(self) -> ZoneInfo:
        """The meeting's time zone."""
        return ZoneInfo(self.time_zone or "UTC")

    @property
    def shown_title(self) -> str:
        """The title on one line; a meeting without one is named after its host."""
        return one_line(self.title) or self.words.untitled.format(organizer=one_line(self.organizer))


def one_line(text: str) -> str:
    """``text`` on one line, without characters that steer (line ends, controls): fit for a header."""
    return "".join(sign for sign in " ".join(text.split()) if sign >= " " and not "\x7f" <= sign <= "\x9f")
