"""Documents of the library: they belong to their owner, not to a meeting, and stay whatever becomes of meetings. The
owner and administrators change them; who may use one (see it, download it, put it into an own meeting) is its audience:
the owner alone, a group of users, or all of the center. They are in folders, which are there as long as something is in
them."""

from __future__ import annotations

from msgspec import UNSET, UnsetType
from sqlalchemy.orm import Session

from convener.domain import text
from convener.domain.authorization import Principal, authorize_search
from convener.domain.documents.inspector import Report
from convener.domain.errors import ContentNotFound
from convener.domain.permissions import ObjectAction, ObjectKind
from convener.storage.models import Content, User

from . import contents, conversions, shelves, versions


class DocumentChanges(shelves.Placing, frozen=True, kw_only=True):
    """What is to be changed; what is not named stays."""

    title: str | UnsetType = UNSET


def require_allowed(caller: Principal) -> None:
    """Raise :class:`NotAllowed` where the caller may have no documents in the library."""
    authorize_search(caller, ObjectAction.MANAGE, ObjectKind.DOCUMENT)


def add(
    session: Session,
    caller: Principal,
    report: Report,
    *,
    blob: str,
    size: int,
    upload_name: str,
    folder: str = "",
    replaces: str = "",
) -> Content:
    """Add a document of the caller, as :func:`.contents.add`; ``replaces``: the resource id of the document of which it
    is a new version, which has its owner, folder and audience. Raises :class:`NotAllowed`, :class:`InvalidParameter`,
    and with ``replaces`` :class:`ContentNotFound`, :class:`WrongState`, :class:`LimitReached`."""
    require_allowed(caller)
    before = find_own(session, caller, replaces, for_update=True) if replaces else None
    owner = session.get_one(User, caller.require_user().id)
    content = contents.add_to_library(
        session, owner, report, blob=blob, size=size, upload_name=upload_name, folder=shelves.check_folder(folder)
    )
    if before is not None:
        versions.replace(session, before, content)
    return content


def find_own(session: Session, caller: Principal, resource_id: str, *, for_update: bool = False) -> Content:
    """The document of the library with this id that the caller may change; ``for_update`` locks its row. Raises
    :class:`ContentNotFound`, also for a document of a meeting."""
    content = contents.find_managed(session, caller, resource_id, for_update=for_update)
    if content.meeting_id is not None:
        raise ContentNotFound("There is no such document in the library.")
    return content


def find_usable(session: Session, caller: Principal, resource_id: str) -> Content:
    """The document with this id that the caller may use: of the library, or of a meeting that the caller manages.
    Raises :class:`ContentNotFound`."""
    query = contents.listed().where(Content.center_id == caller.center_id, Content.resource_id == resource_id)
    query = query.where(contents.is_open(), Content.deleted_at.is_(None))
    content = session.scalar(query) if text.is_storable(resource_id) else None
    if content is None or not shelves.may_use(session, caller, content):
        raise ContentNotFound("There is no such document.")
    return content


def change(session: Session, caller: Principal, resource_id: str, changes: DocumentChanges) -> Content:
    """Change a document of the library; returns it. Raises :class:`ContentNotFound`, :class:`InvalidParameter`,
    :class:`GroupNotFound` for a group that is not there, or in which the caller is not."""
    content = find_own(session, caller, resource_id, for_update=True)
    every = [content, *versions.lock_earlier(session, content)]
    values = shelves.placing_values(session, caller, changes)
    if changes.title is not UNSET:
        values["title"] = text.line("title", changes.title, contents.LONGEST_NAME, shortest=1)
    for one in every:
        for name, value in values.items():
            setattr(one, name, value)
        if changes.title is not UNSET:
            session.flush()
            conversions.renew_words(session, one)
    session.flush()
    session.expire(content, ["group"])
    return content
