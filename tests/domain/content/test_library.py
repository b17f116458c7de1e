"""The documents of a center over all its meetings: who finds which."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from convener.domain.actions import copy_document
from convener.domain.authorization import Principal, Proof
from convener.domain.content import contents, library
from convener.domain.errors import ContentNotFound, InvalidParameter, MeetingCancelled, MeetingNotFound, StorageFull
from convener.domain.site import now
from convener.domain.transfers.transfers import TransferKind
from convener.storage.database import Session
from convener.storage.models import Content, ContentPage, Meeting
from tests.factories import files
from tests.factories.accounts import change_center_settings
from tests.factories.recordings import Archive

PDF = files.pdf()


def caller(archive: Archive, session: Session, who: str) -> Principal:
    user = archive.user(session, who)
    return Principal(center_id=user.center_id, proof=Proof.SESSION, user=user)


def bring(archive: Archive, name: str, *texts: str, who: str = "ann", meeting_id: int | None = None) -> str:
    """A document with these texts on its pages; its resource id."""
    received = archive.upload(who, TransferKind.DOCUMENT, files.spooled(PDF), upload_name=name, meeting_id=meeting_id)
    with archive.database.write() as session:
        content = session.scalars(select(Content).where(Content.resource_id == received.id)).one()
        for number, text in enumerate(texts, 1):
            page = {"content_id": content.id, "number": number, "text": text, "links": [], "pictures": [], "blob": None}
            session.add(ContentPage(**page))
    return received.id


def found(archive: Archive, who: str, search: str = "", after: str = "", most: int = 50) -> tuple[list[str], bool]:
    with archive.database.read() as session:
        listed, more = library.list_documents(
            session, caller(archive, session, who), search=search, after=after, most=most
        )
        return [one.resource_id for one in listed], more


def test_people_find_what_is_in_their_own_meetings(archive: Archive) -> None:
    of_ann = bring(archive, "Plan.pdf")
    of_bob = bring(archive, "Plan.pdf", who="bob", meeting_id=archive.create_meeting("bob", "other"))
    assert found(archive, "ann") == ([of_ann], False)
    assert found(archive, "bob") == ([of_bob], False)
    assert found(archive, "mia") == ([], False)
    assert found(archive, "root") == ([of_bob, of_ann], False)


def test_all_words_are_found_in_titles_names_or_pages(archive: Archive) -> None:
    budget = bring(archive, "Budget 2031.pdf", "Costs of the harbour", "100% of 5_000 are spent")
    plan = bring(archive, "Plan.odp.pdf", "Nothing about money")
    for search, expected in (
        ("", [plan, budget]),
        ("budget", [budget]),
        ("BUDGET harbour", [budget]),
        ("harbour money", []),
        (".pdf", [plan, budget]),
        ("0% 5_0", [budget]),
        ("0_ of", []),
        ("%", [budget]),
        ("\\", []),
    ):
        assert found(archive, "ann", search) == (expected, False), search
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        contents.delete(session, contents.find(session, ann, budget, for_update=True), ann)
    assert found(archive, "ann") == ([plan], False)


def test_what_one_person_sent_to_another_in_the_chat_is_in_no_list(archive: Archive) -> None:
    private, open_for_all = bring(archive, "Secret.pdf"), bring(archive, "Open.pdf")
    with archive.database.write() as session:
        for document, audience in ((private, "person"), (open_for_all, "all")):
            of_document = update(Content).where(Content.resource_id == document)
            session.execute(of_document.values(chat_audience=audience))
    assert found(archive, "ann") == found(archive, "root") == ([open_for_all], False)
    with archive.database.write() as session:
        session.execute(update(Content).values(deleted_at=now()))
        meeting = session.get_one(Meeting, archive.meeting_id)
        listed = contents.list_deleted(session, meeting, archive.user(session, "ann"))
        assert [one.resource_id for one in listed] == [open_for_all]


def test_the_list_has_pages(archive: Archive) -> None:
    brought = [bring(archive, f"{number}.pdf") for number in range(5)]
    first, more = found(archive, "ann", most=2)
    assert (first, more) == ([brought[4], brought[3]], True)
    assert found(archive, "ann", after=brought[3], most=2) == ([brought[2], brought[1]], True)
    assert found(archive, "ann", after=brought[1], most=2) == ([brought[0]], False)
    for wrong in ("x", "\0", "0" * 16):
        with pytest.raises(InvalidParameter):
            found(archive, "ann", after=wrong)


def copied(archive: Archive, who: str, document: str, mid: str) -> str:
    with archive.database.read() as session:
        principal = caller(archive, session, who)
    return copy_document.copy(archive.database, archive.blobs, archive.site, principal, document, mid)


def mid_of(archive: Archive, meeting_id: int) -> str:
    with archive.database.read() as session:
        return session.get_one(Meeting, meeting_id).mid


def test_a_copy_is_a_document_of_its_own(archive: Archive) -> None:
    document, target = bring(archive, "Plan.pdf"), archive.create_meeting("ann", "other")
    copy = copied(archive, "ann", document, mid_of(archive, target))
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        contents.delete(session, contents.find(session, ann, document, for_update=True), ann)
        made = contents.find(session, ann, copy)
        assert (made.meeting_id, made.title, made.upload_name, made.conversion) == (
            target,
            "Plan",
            "Plan.pdf",
            "waiting",
        )
        blob = made.blob
    assert b"".join(archive.blobs.read(blob)) == PDF
    assert (len(archive.stored_blobs()), archive.pending_deletions()) == (2, [])


def test_copies_that_are_refused_leave_nothing(archive: Archive) -> None:
    document = bring(archive, "Plan.pdf")
    of_ann = archive.create_meeting("ann", "second")
    mid, other = mid_of(archive, of_ann), mid_of(archive, archive.create_meeting("bob", "other"))
    for who, target, error in (
        ("bob", other, ContentNotFound),
        ("mia", mid, ContentNotFound),
        ("ann", other, MeetingNotFound),
        ("ann", "x", MeetingNotFound),
    ):
        with pytest.raises(error):
            copied(archive, who, document, target)
    with archive.locked_meeting(of_ann) as (_session, meeting):
        meeting.life, meeting.cancelled_at = "deleted", now()
    with pytest.raises(MeetingCancelled):
        copied(archive, "ann", document, mid)
    change_center_settings(archive.database, archive.center, storage_limit=2 * len(PDF) - 1)
    with pytest.raises(StorageFull):
        copied(archive, "ann", document, mid)
    assert (len(archive.stored_blobs()), archive.pending_deletions()) == (1, [])
