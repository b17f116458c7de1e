"""Mails to a user: welcome, a forgotten password, a password that was changed, storage that runs out; never a password
itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from string import Template

from convener.domain.accounts.account_mails import AccountMailDetails, AccountMailKind
from convener.settings import Settings

from .compose import FACT, Envelope, button, filled, page, write
from .content import one_line
from .translations import TRANSLATIONS, Translations

_BODY = Template("""\
$button
<p style="margin:0 0 8px;font-size:14px;overflow-wrap:anywhere"><a href="$url" dir="ltr" \
style="color:#1f5fbf">$url</a></p>
<p style="margin:0;color:#5b6675;font-size:14px">$hint</p>""")


@dataclass(frozen=True)
class _Texts:
    """The texts of a mail of one kind. ``{center}`` may be in ``subject`` and ``opening``."""

    subject: str
    opening: str
    button: str
    hint: str


@dataclass(frozen=True, kw_only=True)
class AccountMailContent:
    """The content of a mail about an account. ``name`` identifies the mail at every attempt to send it; ``written_at``
    is when it was queued."""

    name: str
    written_at: datetime
    recipient: str
    details: AccountMailDetails

    @property
    def translations(self) -> Translations:
        """The texts in the language of the mail."""
        return TRANSLATIONS.get(self.details.language, TRANSLATIONS["en"])

    @property
    def _texts(self) -> _Texts:
        words = self.translations
        match self.details.kind:
            case AccountMailKind.WELCOME:
                return _Texts(words.subject_welcome, words.welcome, words.sign_in, words.welcome_hint)
            case AccountMailKind.RESET:
                return _Texts(words.subject_reset, words.reset, words.reset_button, words.reset_hint)
            case AccountMailKind.STORAGE:
                return _Texts(words.subject_storage, words.storage, words.sign_in, words.storage_hint)
            case AccountMailKind.CLAIM:
                return _Texts(words.subject_claim, words.claim, words.claim_button, words.claim_hint)
            case AccountMailKind.CHANGED:
                return _Texts(words.subject_change, words.change, words.sign_in, words.change_hint)

    def compose(self, settings: Settings) -> EmailMessage:
        """Compose the mail. The same content always gives the same mail, except for its MIME boundaries."""
        translations, details, texts = self.translations, self.details, self._texts
        center = one_line(details.center_title)
        subject = texts.subject.format(center=center)
        envelope = Envelope(
            name=self.name,
            written_at=self.written_at,
            center_title=details.center_title,
            recipient=self.recipient,
            recipient_name=details.name,
            subject=subject,
        )
        mail = envelope.address(settings)
        greeting = translations.greeting.format(name=one_line(details.name))
        opening = texts.opening.format(center=center)
        blocks = [
            greeting,
            opening,
            *([f"{translations.user_id}: {details.user_id}"] if details.user_id else []),
            f"{texts.button}:\n{details.url}\n{texts.hint}",
            f"-- \n{center}",
        ]
        html = page(
            details.language,
            subject=subject,
            greeting=greeting,
            note="",
            opening=opening,
            title=center,
            facts=filled(FACT, label=translations.user_id, value=details.user_id) if details.user_id else "",
            body=filled(_BODY, url=details.url, button=button(details.url, texts.button), hint=texts.hint),
            center=center,
        )
        write(mail, details.language, blocks, html)
        return mail
