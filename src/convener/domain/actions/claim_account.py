"""Make an invited address an account, or add it to the account that has it: afterwards all meetings of the address in
the center are in the list of that account.

Users of API clients with the address are merged into the account (:mod:`convener.domain.actions.merge_users`): their
applications find the person by their own ids as before. Participations without a user, to whose address an invitation
went, become the account's. A new account is a member's: whoever was the host of a meeting for an application remains
it by that link, and nobody becomes an organizer by a claim.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy import text as sql_text
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.accounts import passwords, user_ids, users
from convener.domain.accounts.changes import UserChanges
from convener.domain.accounts.passwords import HERE, Hashing
from convener.domain.centers import centers
from convener.domain.centers.settings import settings_of
from convener.domain.errors import AuthFailed, NotAllowed
from convener.domain.invitations import claims
from convener.domain.invitations.last_mails import last_invitations
from convener.domain.permissions import MeetingRole
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site
from convener.storage.functions import is_one_of
from convener.storage.models import AccountClaim, Center, Mail, Meeting, Participant, User
from convener.storage.rows import AnyUser

from .merge_users import merge_users

_INVITATION = sql_text("mails.kind = 'request'")
"""As it stands in the partial index, or no database would use that."""

_USELESS = "This link is of no use any more."


def check_password(session: Session, site: Site, token: str, password: str) -> None:
    """Raise what :func:`claim_new_account` would for this link and password, before anything costly is done."""
    claim = claims.find_claim(session, site, token)
    _check_password(session.get_one(Center, claim.center_id), claim, password)


def claim_new_account(
    session: Session, site: Site, token: str, name: str, password: str, hashing: Hashing = HERE
) -> User:
    """A new account of the address of the link, which is used up. ``name``: how others see the person; empty for the
    user ID, which is the address where it can be one.

    Raises :class:`AuthFailed` where the link is of no use, or the address has an account; what
    :func:`convener.domain.accounts.passwords.check_password` raises.
    """
    claim = _lock_claim(session, site, token)
    center = session.get_one(Center, claim.center_id)
    if users.list_by_email(session, center, claim.address):
        raise AuthFailed(_USELESS)
    _check_password(center, claim, password)
    changes: UserChanges = {"email": claim.address, "password": password}
    if name:
        changes["display_name"] = name
    account, _ = users.create_account(
        session, center, _free_id(session, center, claim.address), changes, hashing=hashing
    )
    _complete(session, claim, account)
    return account


def claim_for(session: Session, site: Site, token: str, account: AnyUser) -> User:
    """Add what belongs to the address of the link to the account that has this address, in which the person is signed
    in; the link is used up. Raises :class:`AuthFailed` where the link is of no use, :class:`NotAllowed` where it is for
    another account."""
    claim = _lock_claim(session, site, token)
    center = session.get_one(Center, claim.center_id)
    owner = next((one for one in users.list_by_email(session, center, claim.address) if one.id == account.id), None)
    if owner is None:
        raise NotAllowed("This link is for another account.", "token")
    _complete(session, claim, owner)
    return owner


def _lock_claim(session: Session, site: Site, token: str) -> AccountClaim:
    """The claim; of two calls at once the other one finds it used up."""
    centers.lock_center(session, claims.find_claim(session, site, token).center_id)
    session.expire_all()
    return claims.find_claim(session, site, token)


def _check_password(center: Center, claim: AccountClaim, password: str) -> None:
    policy = claims.chosen_passwords(settings_of(center))
    if policy is None:
        raise AuthFailed(_USELESS)
    passwords.check_password(policy, password, claim.address, "password")


def _free_id(session: Session, center: Center, address: str) -> str:
    """The address as a user ID; with something at its end where another user has that ID, or it cannot be one."""
    wanted = address if user_ids.is_valid_id(address) else "".join(one for one in address if one.isalnum())[:32]
    wanted = wanted if user_ids.is_valid_id(wanted) else "guest"
    found = wanted
    while users.find_user_or_none(session, center.id, found) is not None:
        found = f"{wanted[:56]}-{random_text(LOWERCASE_AND_DIGITS, 6)}"
    return found


def _complete(session: Session, claim: AccountClaim, account: User) -> None:
    center_id, address = claim.center_id, claim.address
    claims.use_up(session, claim)
    named = select(User).where(
        User.center_id == center_id,
        User.email_folded == text.fold_address(address),
        User.api_client_id.is_not(None),
        User.merged_into_id.is_(None),
        User.deleted_at.is_(None),
    )
    for user in list(session.scalars(named.order_by(User.id))):
        merge_users(session, account, user, actor=account)
    _take_participations(session, center_id, address, account)
    session.flush()


def _take_participations(session: Session, center_id: int, address: str, account: User) -> None:
    """Let participations of people without a user be the account's where their last invitation went to this address.
    One who typed the address on entering was not invited, and remains a guest."""
    folded = text.fold_address(address)
    invited = select(Mail.participant_id).where(_INVITATION, is_one_of(Mail.recipient, text.address_spellings(address)))
    query = (
        select(Participant)
        .join(Meeting, Meeting.id == Participant.meeting_id)
        .where(
            Meeting.center_id == center_id,
            Participant.id.in_(invited),
            Participant.user_id.is_(None),
            Participant.cancelled_at.is_(None),
            Participant.role != MeetingRole.HOST.value,
        )
        .order_by(Participant.id)
    )
    own = select(Participant.meeting_id).where(Participant.user_id == account.id, Participant.cancelled_at.is_(None))
    taken = set(session.scalars(own))
    last = last_invitations(session, query.with_only_columns(Participant.id).order_by(None))
    for participant in list(session.scalars(query)):
        address = last[participant.id].recipient
        if participant.meeting_id not in taken and text.fold_address(address) == folded:
            participant.user_id = account.id
            taken.add(participant.meeting_id)
    session.flush()
