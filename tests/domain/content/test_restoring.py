"""Documents that were deleted: who may bring them back, and for how long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from convener.domain.authorization import Principal, Proof
from convener.domain.content import contents
from convener.domain.errors import ContentNotFound, NotOwner
from convener.domain.site import now
from convener.domain.transfers.transfers import TransferKind
from convener.storage.database import Session
from convener.storage.models import Content, Event, Meeting
from tests.factories import files
from tests.factories.recordings import Archive


def principal(archive: Archive, session: Session, who: str) -> Principal:
    user = archive.user(session, who)
    return Principal(center_id=user.center_id, proof=Proof.SESSION, user=user)


def deleted(archive: Archive, who: str = "ann") -> list[str]:
    with archive.database.read() as session:
        meeting = session.get_one(Meeting, archive.meeting_id)
        return [one.resource_id for one in contents.list_deleted(session, meeting, archive.user(session, who))]


def bring_and_delete(archive: Archive) -> str:
    received = archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.pdf()), upload_name="a.pdf")
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        contents.delete(session, contents.find(session, ann, received.id, for_update=True), ann)
    return received.id


def restore(archive: Archive, who: str, resource_id: str) -> None:
    with archive.database.write() as session:
        caller = principal(archive, session, who)
        contents.restore(session, contents.find_deleted(session, caller, resource_id), caller.user)


def test_who_may_manage_the_meeting_brings_a_document_back(archive: Archive) -> None:
    first, second = bring_and_delete(archive), bring_and_delete(archive)
    assert deleted(archive) == deleted(archive, "root") == [second, first]
    with pytest.raises(NotOwner):
        deleted(archive, "bob")
    with pytest.raises(ContentNotFound):
        restore(archive, "bob", first)
    restore(archive, "ann", first)
    restore(archive, "root", second)
    assert deleted(archive) == []
    with pytest.raises(ContentNotFound):
        restore(archive, "ann", first)
    with archive.database.read() as session:
        meeting = session.get_one(Meeting, archive.meeting_id)
        found = contents.list_of_meeting(session, meeting, archive.user(session, "ann"))
        assert [one.resource_id for one in found] == [first, second]
        kinds = session.scalars(select(Event.type).where(Event.type.like("center:content:%")).order_by(Event.id)).all()
    assert kinds.count("center:content:restored") == 2


def test_nothing_is_restored_once_the_buffer_time_is_over(archive: Archive) -> None:
    document = bring_and_delete(archive)
    with archive.database.write() as session:
        session.execute(update(Content).values(deleted_at=now() - timedelta(days=30, minutes=1)))
    assert deleted(archive) == []
    with pytest.raises(ContentNotFound, match="time"):
        restore(archive, "ann", document)


@pytest.mark.parametrize("name", ["", "x", "0" * 16, "\0", "é" * 300])
def test_what_was_never_there_is_not_restored(archive: Archive, name: str) -> None:
    with pytest.raises(ContentNotFound):
        restore(archive, "root", name)
