"""The mail to a new user: the user ID and where to sign in, never the password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from string import Template

from convener.domain.accounts.welcome import WelcomeDetails
from convener.settings import Settings

from .compose import FACT, PAGE, Envelope, filled
from .content import one_line
from .translations import TRANSLATIONS, Translations

_BODY = Template("""\
<p style="margin:24px 0 8px"><a href="$url" style="display:inline-block;background:#1f5fbf;color:#ffffff;\
text-decoration:none;font-weight:600;padding:12px 24px;border-radius:8px">$sign_in</a></p>
<p style="margin:0 0 8px;font-size:14px;overflow-wrap:anywhere"><a href="$url" dir="ltr" \
style="color:#1f5fbf">$url</a></p>
<p style="margin:0;color:#5b6675;font-size:14px">$hint</p>""")


@dataclass(frozen=True, kw_only=True)
class WelcomeContent:
    """The content of a welcome mail. ``name`` identifies the mail at every attempt to send it; ``written_at`` is when
    it was queued."""

    name: str
    written_at: datetime
    recipient: str
    welcome: WelcomeDetails

    @property
    def translations(self) -> Translations:
        """The texts in the language of the mail."""
        return TRANSLATIONS.get(self.welcome.language, TRANSLATIONS["en"])

    def compose(self, settings: Settings) -> EmailMessage:
        """Compose the mail. The same content always gives the same mail, except for its MIME boundaries."""
        translations, welcome = self.translations, self.welcome
        center = one_line(welcome.center_title)
        subject = translations.subject_welcome.format(center=center)
        envelope = Envelope(
            name=self.name,
            written_at=self.written_at,
            center_title=welcome.center_title,
            recipient=self.recipient,
            recipient_name=welcome.name,
            subject=subject,
        )
        mail = envelope.address(settings)
        greeting = translations.greeting.format(name=one_line(welcome.name))
        opening = translations.welcome.format(center=center)
        blocks = [
            greeting,
            opening,
            f"{translations.user_id}: {welcome.user_id}",
            f"{translations.sign_in}:\n{welcome.sign_in_url}\n{translations.welcome_hint}",
            f"-- \n{center}",
        ]
        mail.set_content("\n\n".join(blocks) + "\n", cte="quoted-printable")
        page = filled(
            PAGE,
            language=welcome.language,
            direction="rtl" if welcome.language == "ar" else "ltr",
            subject=subject,
            greeting=greeting,
            note="",
            opening=opening,
            title=center,
            facts=filled(FACT, label=translations.user_id, value=welcome.user_id),
            body=filled(_BODY, url=welcome.sign_in_url, sign_in=translations.sign_in, hint=translations.welcome_hint),
            center=center,
        )
        mail.add_alternative(page, subtype="html", cte="quoted-printable")
        mail["Content-Language"] = welcome.language
        return mail
