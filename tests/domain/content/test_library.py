"""The documents of a center over all its meetings: who finds which."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from convener.domain.actions import copy_document
from convener.domain.authorization import Principal, Proof
from convener.domain.content import contents, conversions, library
from convener.domain.content.shelves import LibraryQuery
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
        session.flush()
        conversions.renew_words(session, content)
    return received.id


def search_library(
    archive: Archive, who: str, after: str = "", most: int = 50, **wanted: Any
) -> tuple[list[str], str | None]:
    with archive.database.read() as session:
        listed, following = library.list_documents(
            session, caller(archive, session, who), LibraryQuery(**wanted), after=after, most=most
        )
        return [one.resource_id for one in listed], following


def found(archive: Archive, who: str, **wanted: Any) -> list[str]:
    listed, following = search_library(archive, who, **wanted)
    assert following is None
    return listed


def delete(archive: Archive, document: str) -> None:
    with archive.database.write() as session:
        root = archive.user(session, "root")
        contents.delete(session, contents.find(session, root, document, for_update=True), root)


def test_people_find_what_is_in_their_own_meetings(archive: Archive) -> None:
    of_ann = bring(archive, "Plan.pdf")
    of_bob = bring(archive, "Plan.pdf", who="bob", meeting_id=archive.create_meeting("bob", "other"))
    assert found(archive, "ann") == [of_ann]
    assert found(archive, "bob") == [of_bob]
    assert found(archive, "mia") == []
    assert found(archive, "root") == [of_bob, of_ann]


def test_all_words_are_found_in_titles_names_or_pages(archive: Archive) -> None:
    budget = bring(archive, "Budget 2031.pdf", "Costs of the harbour", "100% of 5_000 are spent")
    plan = bring(archive, "Plan.odp.pdf", "Nothing about money")
    for search, expected in (
        ("", [plan, budget]),
        ("budget", [budget]),
        ("BUDGET harb", [budget]),
        ("harbour money", []),
        ("arbour", []),
        (".pdf", [plan, budget]),
        ("100% 5_0", [budget]),
        ("%", []),
        ("\\", []),
    ):
        assert found(archive, "ann", search=search) == expected, search
    delete(archive, budget)
    assert found(archive, "ann") == [plan]


def test_what_one_person_sent_to_another_in_the_chat_is_in_no_list(archive: Archive) -> None:
    private, open_for_all = bring(archive, "Secret.pdf"), bring(archive, "Open.pdf")
    with archive.database.write() as session:
        for document, audience in ((private, "person"), (open_for_all, "all")):
            of_document = update(Content).where(Content.resource_id == document)
            session.execute(of_document.values(chat_audience=audience))
    assert found(archive, "ann") == found(archive, "root") == [open_for_all]
    with archive.database.write() as session:
        session.execute(update(Content).values(deleted_at=now()))
        meeting = session.get_one(Meeting, archive.meeting_id)
        listed = contents.list_deleted(session, meeting, archive.user(session, "ann"))
        assert [one.resource_id for one in listed] == [open_for_all]


def test_documents_are_found_by_kind_and_meeting(archive: Archive) -> None:
    other = archive.create_meeting("bob", "other")
    here, there = bring(archive, "Plan.pdf"), bring(archive, "Plan.pdf", who="bob", meeting_id=other)
    picture = archive.upload("ann", TransferKind.DOCUMENT, files.spooled(files.PNG), upload_name="Plan.png").id
    assert found(archive, "root", kind="image") == [picture]
    assert found(archive, "root", kind="pdf", search="plan") == [there, here]
    assert found(archive, "root", meeting=mid_of(archive, other)) == [there]
    assert found(archive, "ann", meeting=mid_of(archive, other)) == []
    assert found(archive, "ann", kind="x") == found(archive, "ann", meeting="x") == []
    with pytest.raises(InvalidParameter):
        found(archive, "ann", meeting="\0")


def test_the_list_has_pages(archive: Archive) -> None:
    brought = [bring(archive, f"{number}.pdf") for number in range(5)]
    assert search_library(archive, "ann", most=2) == ([brought[4], brought[3]], brought[3])
    assert search_library(archive, "ann", after=brought[3], most=2) == ([brought[2], brought[1]], brought[1])
    assert search_library(archive, "ann", after=brought[1], most=2) == ([brought[0]], None)
    for wrong in ("x", "\0", "0" * 16, f"{brought[0]}.x", f"{brought[0]}.{'9' * 18}", f"{brought[0]}.-1"):
        with pytest.raises(InvalidParameter):
            found(archive, "ann", after=wrong)


def test_deleted_documents_are_listed_until_they_cannot_be_restored(archive: Archive) -> None:
    first, second, third, fourth = (bring(archive, f"{number}.pdf") for number in range(4))
    for document in (second, third, first):
        delete(archive, document)
    assert found(archive, "ann", deleted=True) == found(archive, "root", deleted=True) == [first, third, second]
    assert found(archive, "bob", deleted=True) == []
    assert found(archive, "ann", deleted=True, search="2") == [third]
    assert found(archive, "ann") == [fourth]
    listed, following = search_library(archive, "ann", deleted=True, most=1)
    assert listed == [first]
    with archive.database.write() as session:
        principal = caller(archive, session, "ann")
        contents.restore(session, contents.find_deleted(session, principal, first, for_update=True), principal.user)
    # What was restored meanwhile is where it was, for who goes on behind it.
    assert found(archive, "ann", deleted=True, after=following or "") == [third, second]
    with archive.database.write() as session:
        old = update(Content).where(Content.resource_id == third)
        session.execute(old.values(deleted_at=now() - timedelta(days=400)))
    assert found(archive, "ann", deleted=True) == [second]


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


def test_who_locks_a_document_sees_it_as_it_is_then(archive: Archive) -> None:
    if archive.database.sqlite:
        pytest.skip("SQLite has one writer at a time")
    document = bring(archive, "Plan.pdf")
    with archive.database.write() as session:
        ann = archive.user(session, "ann")
        assert contents.find(session, ann, document).title == "Plan"
        with archive.database.write() as other:
            other.execute(update(Content).where(Content.resource_id == document).values(title="Harbour"))
        assert contents.find(session, ann, document, for_update=True).title == "Harbour"
