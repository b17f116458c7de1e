"""The mail that welcomes a new user: user ID and where to sign in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from string import Template

from convener.domain.accounts.welcome import Welcome
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
    """The mail before it is put into words; ``name`` is unique to it, ``written_at`` is when it was queued."""

    name: str
    written_at: datetime
    recipient: str
    said: Welcome

    @property
    def words(self) -> Translations:
        """The words of its language."""
        return TRANSLATIONS.get(self.said.language, TRANSLATIONS["en"])

    def compose(self, settings: Settings) -> EmailMessage:
        """The mail. The same letter is the same mail, whenever it is composed, but for MIME boundaries."""
        words, said = self.words, self.said
        center = one_line(said.center_title)
        subject = words.subject_welcome.format(center=center)
        envelope = Envelope(
            name=self.name,
            written_at=self.written_at,
            center_title=said.center_title,
            recipient=self.recipient,
            recipient_name=said.name,
            subject=subject,
        )
        mail = envelope.address(settings)
        greeting, opening = words.greeting.format(name=one_line(said.name)), words.welcome.format(center=center)
        blocks = [
            greeting,
            opening,
            f"{words.user_id}: {said.user_id}",
            f"{words.sign_in}:\n{said.sign_in_url}\n{words.welcome_hint}",
            f"-- \n{center}",
        ]
        mail.set_content("\n\n".join(blocks) + "\n", cte="quoted-printable")
        page = filled(
            PAGE,
            language=said.language,
            direction="rtl" if said.language == "ar" else "ltr",
            subject=subject,
            greeting=greeting,
            note="",
            opening=opening,
            title=center,
            facts=filled(FACT, label=words.user_id, value=said.user_id),
            body=filled(_BODY, url=said.sign_in_url, sign_in=words.sign_in, hint=words.welcome_hint),
            center=center,
        )
        mail.add_alternative(page, subtype="html", cte="quoted-printable")
        mail["Content-Language"] = said.language
        return mail
