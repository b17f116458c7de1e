"""Warn the administrators of a center once when little of its storage is left, and once more when it had been emptied
meanwhile."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from convener.domain.accounts import users
from convener.domain.accounts.account_mails import AccountMailKind, queue_account_mail
from convener.domain.centers import centers, storage_quota
from convener.domain.permissions import CenterRole
from convener.domain.site import Site, now
from convener.storage.models import StorageWarning, User


def review(session: Session, site: Site, center_id: int) -> None:
    """Queue a mail to each administrator where little of the storage is left (:func:`.storage_quota.is_scarce`) and
    they were not told yet; forget that they were told where there is room again."""
    center = centers.lock_center(session, center_id)
    limit = storage_quota.limit_of(center, site.storage_limit)
    scarce = storage_quota.is_scarce(limit, storage_quota.stored_bytes(session, center_id))
    told = session.get(StorageWarning, center_id)
    if told is not None and not scarce:
        session.delete(told)
    if told is None and scarce:
        session.add(StorageWarning(center_id=center_id, warned_at=now()))
        for user in session.scalars(_administrators(center_id)).all():
            if users.is_active(user):
                queue_account_mail(session, user, AccountMailKind.STORAGE)
    session.flush()


def _administrators(center_id: int) -> Select[User]:
    administrators = (User.center_id == center_id, User.role == CenterRole.ADMINISTRATOR.value)
    return select(User).where(*administrators, User.deleted_at.is_(None)).order_by(User.id)
