"""Mails about released minutes: what was decided and is to be done, and the link to the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from string import Template

from babel.dates import format_date

from convener.domain.meetings.times import plain
from convener.domain.minutes.labels import labels_for
from convener.domain.minutes.mails import MinutesMailDetails
from convener.domain.minutes.text import Task
from convener.settings import Settings

from .compose import FACT, Envelope, Html, button, filled, page, write
from .content import one_line
from .translations import TRANSLATIONS, Translations

_SUMMARY = Template('<p style="margin:16px 0 0;white-space:pre-line">$summary</p>')
_LIST = Template(
    '<h2 style="margin:20px 0 4px;font-size:16px">$heading</h2><ul style="margin:0;padding:0 20px">$lines</ul>'
)
_LINE = Template('<li style="margin:0 0 4px"><bdi>$text</bdi></li>')
_HINT = Template('<p style="margin:0;color:#5b6675;font-size:14px">$hint</p>')


@dataclass(frozen=True, kw_only=True)
class MinutesMailContent:
    """The content of such a mail. ``name`` identifies the mail at every attempt to send it; ``written_at`` is when it
    was queued."""

    name: str
    written_at: datetime
    recipient: str
    details: MinutesMailDetails

    def compose(self, settings: Settings) -> EmailMessage:
        """Compose the mail. The same content always gives the same mail, except for its MIME boundaries."""
        details = self.details
        translations = TRANSLATIONS.get(details.language, TRANSLATIONS["en"])
        title, center = one_line(details.title), one_line(details.center_title)
        subject = f"{labels_for(details.language).minutes}: {title}"
        envelope = Envelope(
            name=self.name,
            written_at=self.written_at,
            center_title=center,
            recipient=self.recipient,
            recipient_name=details.name,
            subject=subject,
        )
        mail = envelope.address(settings)
        greeting = translations.greeting.format(name=one_line(details.name))
        blocks = [
            greeting,
            translations.minutes,
            f"{title}\n{translations.when}: {details.when}",
            *([details.summary] if details.summary else []),
            *("\n".join([heading, *(f"- {line}" for line in lines)]) for heading, lines in self._lists()),
            f"{translations.minutes_button}:\n{details.url}\n{translations.minutes_hint}",
            f"-- \n{center}",
        ]
        html = page(
            details.language,
            subject=subject,
            greeting=greeting,
            note="",
            opening=translations.minutes,
            title=title,
            facts=filled(FACT, label=translations.when, value=details.when),
            body=Html("\n".join(self._html(translations))),
            center=center,
        )
        write(mail, details.language, blocks, html)
        return mail

    def _html(self, translations: Translations) -> Iterator[Html]:
        if self.details.summary:
            yield filled(_SUMMARY, summary=self.details.summary)
        for heading, lines in self._lists():
            yield filled(_LIST, heading=heading, lines=Html("".join(filled(_LINE, text=one) for one in lines)))
        yield button(self.details.url, translations.minutes_button)
        yield filled(_HINT, hint=translations.minutes_hint)

    def _lists(self) -> Iterator[tuple[str, list[str]]]:
        labels = labels_for(self.details.language)
        if self.details.decisions:
            yield labels.decisions, [one_line(one) for one in self.details.decisions]
        if self.details.tasks:
            yield labels.tasks, [self._task(one) for one in self.details.tasks]

    def _task(self, task: Task) -> str:
        day = plain(format_date(task.due, "long", locale=self.details.language)) if task.due else ""
        beside = ", ".join(one for one in (one_line(task.assignee), day) if one)
        return f"{'☑' if task.done else '☐'} {one_line(task.text)}" + (f" ({beside})" if beside else "")
