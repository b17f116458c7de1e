"""The text of an invitation, for programs that send mails themselves: title, times, entry URL, meeting ID, password
(Live Meeting service API, audienceInviteText and presenterInviteText)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from convener.domain.centers.settings import CenterSettings
from convener.domain.site import Site, now
from convener.domain.stored_settings import read_settings
from convener.storage.rows import AnyCenter, AnyMeeting

from .options import MeetingOptions
from .recurrence_text import repeats
from .series import ShownDate, shown_date
from .times import spoken

ROLES = {"audience": "attend", "presenter": "present"}
"""The role in entry URLs of the two sides of a meeting."""


@dataclass(frozen=True, kw_only=True)
class Translations:
    """The phrases of the invitation in one language."""

    invited: str
    presenting: str
    when: str
    repeats: str
    where: str
    enter: str
    name: str
    key: str
    center: str


TRANSLATIONS: dict[str, Translations] = {
    "en": Translations(
        invited="You are invited to an online meeting.",
        presenting="You are invited to present in an online meeting.",
        when="When",
        repeats="Repeats",
        where="Place",
        enter="Enter the meeting here",
        name="Meeting ID",
        key="Password",
        center="Conference center",
    ),
    "fr": Translations(
        invited="Vous êtes invité à une réunion en ligne.",
        presenting="Vous êtes invité à présenter dans une réunion en ligne.",
        when="Quand",
        repeats="Répétition",
        where="Lieu",
        enter="Entrer dans la réunion",
        name="Identifiant de la réunion",
        key="Mot de passe",
        center="Centre de conférences",
    ),
    "de": Translations(
        invited="Sie sind zu einem Online-Meeting eingeladen.",
        presenting="Sie sind eingeladen, in einem Online-Meeting zu präsentieren.",
        when="Wann",
        repeats="Wiederholung",
        where="Ort",
        enter="Hier geht es ins Meeting",
        name="Meeting-ID",
        key="Passwort",
        center="Konferenzzentrum",
    ),
    "es": Translations(
        invited="Está invitado a una reunión en línea.",
        presenting="Está invitado a presentar en una reunión en línea.",
        when="Cuándo",
        repeats="Se repite",
        where="Lugar",
        enter="Entre en la reunión aquí",
        name="ID de la reunión",
        key="Contraseña",
        center="Centro de conferencias",
    ),
    "pt": Translations(
        invited="Você foi convidado para uma reunião on-line.",
        presenting="Você foi convidado para apresentar em uma reunião on-line.",
        when="Quando",
        repeats="Repetição",
        where="Local",
        enter="Entre na reunião aqui",
        name="ID da reunião",
        key="Senha",
        center="Centro de conferências",
    ),
    "ja": Translations(
        invited="オンライン会議に招待されています。",
        presenting="オンライン会議の発表者として招待されています。",
        when="日時",
        repeats="繰り返し",
        where="場所",
        enter="会議に参加",
        name="会議 ID",
        key="パスワード",
        center="会議センター",
    ),
    "zh": Translations(
        invited="邀请您参加在线会议。",
        presenting="邀请您在在线会议中担任演示者。",
        when="时间",
        repeats="重复",
        where="地点",
        enter="进入会议",
        name="会议 ID",
        key="密码",
        center="会议中心",
    ),
    "ar": Translations(
        invited="أنت مدعو إلى اجتماع عبر الإنترنت.",
        presenting="أنت مدعو لتقديم عرض في اجتماع عبر الإنترنت.",
        when="الموعد",
        repeats="التكرار",
        where="المكان",
        enter="ادخل إلى الاجتماع من هنا",
        name="معرّف الاجتماع",
        key="كلمة المرور",
        center="مركز المؤتمرات",
    ),
}


def entry_url(site: Site, center: AnyCenter, meeting: AnyMeeting, side: str) -> str:
    """The entry URL of a side (``audience``, ``presenter``), without a password."""
    return f"{site.base_url}/cc/{quote(center.name, safe='')}/{ROLES[side]}?id={quote(meeting.name, safe='')}"


def invite_text(site: Site, center: AnyCenter, meeting: AnyMeeting, side: str) -> str:
    """The invitation for one side, in the meeting's language, below or above the center's own text."""
    settings = read_settings(CenterSettings, center.settings)
    options = read_settings(MeetingOptions, meeting.options)
    phrases = TRANSLATIONS.get(meeting.language, TRANSLATIONS["en"])
    presenter = side == "presenter"
    moment = now()
    shown = shown_date(meeting, moment)
    lines = [phrases.presenting if presenter else phrases.invited, "", shown.title or meeting.name]
    lines += _times(meeting, shown, moment, phrases)
    if options.location:
        lines.append(f"{phrases.where}: {options.location}")
    password = meeting.presenter_password if presenter else meeting.audience_password
    lines += [
        "",
        f"{phrases.enter}: {entry_url(site, center, meeting, side)}",
        f"{phrases.name}: {meeting.name}",
        *([f"{phrases.key}: {password}"] if password else []),
        f"{phrases.center}: {center.title}",
    ]
    if info := options.info_p if presenter else options.info_a:
        lines += ["", info]
    text = "\n".join(lines)
    added = settings.admin_invitee_text_presenter if presenter else settings.admin_invitee_text_audience
    if not added:
        return text
    return f"{added}\n\n{text}" if settings.admin_invitee_text_as_header else f"{text}\n\n{added}"


def _times(meeting: AnyMeeting, shown: ShownDate, moment: datetime, phrases: Translations) -> list[str]:
    """When it takes place; of a series the occurrence that is on or comes next, and the rule in words."""
    if shown.starts_at is None:
        return []
    lines = [f"{phrases.when}: {spoken(shown.starts_at, shown.ends_at, ZoneInfo(meeting.time_zone), meeting.language)}"]
    if (rule := repeats(meeting, meeting.language, moment)) is not None:
        lines.append(f"{phrases.repeats}: {rule}")
    return lines
