"""Delete a user and what the user owns (Live Meeting service API, DeleteUser)."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from convener.domain.accounts import users
from convener.domain.lifecycle import LifecycleState
from convener.domain.recordings import recordings
from convener.domain.site import Site
from convener.storage.models import Meeting, User
from convener.storage.rows import AnyUser

from . import end_meeting


def delete_user(
    session: Session, site: Site, user: User, *, heir: AnyUser | None = None, actor: AnyUser | None = None
) -> None:
    """Delete the user and what the user owns; with an ``heir``, the recordings become the heir's instead.

    Meetings and recordings are removed for good: they only appear in lists and in reports of attendance. People inside
    are disconnected. An heir who is the deleted user, or of another center, is ignored. Raises :class:`InvariantBroken`
    for the last administrator, :class:`UnknownUsers` where the user was deleted meanwhile.
    """
    users.lock_user(session, user)
    query = (
        select(Meeting)
        .where(Meeting.owner_id == user.id, Meeting.life != LifecycleState.REMOVED.value)
        .order_by(Meeting.id)
    )
    for meeting in session.scalars(query).all():
        end_meeting.remove_meeting(session, site, meeting)
    # After the meetings: as long as one lives, a video may be brought to it that becomes the user's.
    if heir is not None and heir.id != user.id and heir.center_id == user.center_id:
        recordings.transfer_ownership(session, user, heir, actor)
    recordings.remove_all_of_owner(session, user, actor)
    users.delete_user(session, user, actor=actor)
