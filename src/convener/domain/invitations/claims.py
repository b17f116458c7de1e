"""Claiming an account: a person who was invited by mail asks for a link, which goes to the invited address itself, and
whoever opens it has proven to own that address.

Asking is answered alike whether or not there is an account, and takes as long: it asks for a job, which queues the
mail. The link works once, for :data:`LIFETIME`; its token is in no table, but derived from the installation's key, as
that for a new password is. What a claim does is :mod:`convener.domain.actions.claim_account`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from sqlalchemy import delete as sql_delete
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import users
from convener.domain.accounts.account_mails import AccountMailDetails, AccountMailKind
from convener.domain.centers.settings import CenterSettings, PasswordPolicy, settings_of
from convener.domain.errors import AuthFailed
from convener.domain.jobs.queue import JobPayload, enqueue
from convener.domain.meetings.participants import name_in_mail
from convener.domain.outbox import queue_mail
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site, now
from convener.storage.models import AccountClaim, Center, Mail, Meeting, Participant, User

from . import invitations
from .last_mails import last_invitation

LIFETIME = timedelta(hours=1)
MOST = 3
"""Links of one address in a center that may be good at a time: so many mails an hour a stranger can cause."""


class SendClaimLink(JobPayload, frozen=True):
    """The job that sends a link to the address of an invited participant (its primary key), where it may have one."""

    kind: ClassVar[str] = "account_claim"

    participant: int


def ask(session: Session, site: Site, token: str) -> None:
    """Ask for the link. ``token``: that of the answer links of an invitation. Raises :class:`EntryClosed`
    (``invalid``)."""
    enqueue(session, SendClaimLink(participant=invitations.find_invited(session, site, token).id))


def queue_claim_mail(session: Session, site: Site, participant_id: int) -> bool:
    """Queue the mail with a new link to the address that was invited last; False, and no mail, where none was, where
    the center lets nobody choose a password, where the account of the address is not active, or where it has as many
    links as may be."""
    participant = session.get(Participant, participant_id)
    if participant is None or participant.cancelled_at is not None:
        return False
    meeting = session.get_one(Meeting, participant.meeting_id)
    center = session.get_one(Center, meeting.center_id)
    address = _invited_address(session, participant)
    if not address or not may_claim(session, center, address):
        return False
    folded = text.fold_address(address)
    good = (AccountClaim.center_id == center.id, AccountClaim.address_folded == folded, AccountClaim.expires_at > now())
    links = select(func.count(AccountClaim.id)).where(*good)
    if (session.scalar(links) or 0) >= MOST:
        return False
    public_id = random_text(LOWERCASE_AND_DIGITS, 32)
    claim = AccountClaim(
        center_id=center.id,
        address=address,
        address_folded=folded,
        public_id=public_id,
        token_hash=site.secrets.hash("claim", site.secrets.claim_token(public_id)),
        created_at=now(),
        expires_at=now() + LIFETIME,
    )
    session.add(claim)
    session.flush()
    queue_mail(
        session,
        Mail(
            meeting_id=meeting.id,
            participant_id=participant.id,
            kind=AccountMailKind.CLAIM.value,
            sequence=claim.id,
            recipient=address,
        ),
    )
    return True


def find_mail_details(session: Session, site: Site, mail: Mail) -> AccountMailDetails | None:
    """What the mail says; None where its link is of no use any more."""
    claim = session.get(AccountClaim, mail.sequence)
    if claim is None or claim.address != mail.recipient or claim.expires_at <= now():
        return None
    center = session.get_one(Center, claim.center_id)
    meeting = session.get_one(Meeting, mail.meeting_id)
    participant = session.get_one(Participant, mail.participant_id)
    return AccountMailDetails(
        kind=AccountMailKind.CLAIM,
        center_title=center.title,
        user_id="",
        name=name_in_mail(participant, claim.address),
        language=text.language("locale", meeting.language),
        # Behind the #, so that it is sent to no server and gets into no log.
        url=f"{site.base_url}/cc/{center.name}/claim#{site.secrets.claim_token(claim.public_id)}",
    )


def find_claim(session: Session, site: Site, token: str) -> AccountClaim:
    """The claim of the link with this token. Raises :class:`AuthFailed` where there is no such link, it was used, or
    its time is over; also where its address may not claim any more."""
    query = select(AccountClaim).where(
        AccountClaim.token_hash == site.secrets.hash("claim", token), AccountClaim.expires_at > now()
    )
    claim = session.scalar(query)
    if claim is None or not may_claim(session, session.get_one(Center, claim.center_id), claim.address):
        raise AuthFailed("This link is of no use any more.")
    return claim


def use_up(session: Session, claim: AccountClaim) -> None:
    """Let no link of this address be of use any more."""
    session.execute(
        sql_delete(AccountClaim).where(
            AccountClaim.center_id == claim.center_id, AccountClaim.address_folded == claim.address_folded
        )
    )


def known_name(session: Session, claim: AccountClaim) -> str:
    """What applications call the person with the address of the claim; empty where none does."""
    query = select(User.display_name).where(
        User.center_id == claim.center_id,
        User.email_folded == claim.address_folded,
        User.display_name != "",
        User.deleted_at.is_(None),
    )
    return session.scalar(query.order_by(User.id).limit(1)) or ""


def may_claim(session: Session, center: Center, address: str) -> bool:
    """Whether the owner of this address may have an account by a claim: not where an administrator has switched the
    account of this address off, nor where there is none and the center lets nobody choose a password."""
    accounts = users.list_by_email(session, center, address)
    if accounts:
        return all(users.is_active(one) for one in accounts)
    return chosen_passwords(settings_of(center)) is not None


def chosen_passwords(settings: CenterSettings) -> PasswordPolicy | None:
    """The rules for the password of a new account; None where the center makes all passwords itself."""
    policy = settings.user_passwords
    return policy if policy.changeable and not policy.server_made else None


def _invited_address(session: Session, participant: Participant) -> str:
    """The address to which the last invitation went; nobody chooses another one by asking."""
    last = last_invitation(session, participant)
    return last.recipient if last is not None and text.is_mailable(last.recipient) else ""
