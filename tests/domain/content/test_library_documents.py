"""Documents of the library: who may use and change them, folders, versions, and what is left when meetings go."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy import func, select

from convener.domain.accounts import groups
from convener.domain.actions import change_document, copy_document, receive_upload
from convener.domain.content import contents, library, library_documents, shelves, versions
from convener.domain.content.library_documents import DocumentChanges
from convener.domain.content.shelves import Audience, LibraryQuery
from convener.domain.errors import (
    ContentNotFound,
    GroupNotFound,
    InvalidParameter,
    LimitReached,
    NotAllowed,
    NotOwner,
    WrongState,
)
from convener.domain.transfers.transfers import Encoding, TransferKind, TransferOrder
from convener.storage.models import Content, Meeting
from tests.factories import files
from tests.factories.accounts import change_center_settings
from tests.factories.recordings import Archive

from .test_library import caller, delete, mid_of

PDF = files.pdf()


def add(archive: Archive, who: str, name: str = "Plan.pdf", *, meeting_id: int | None = None, **options: str) -> str:
    order = TransferOrder(
        kind=TransferKind.DOCUMENT,
        center_id=archive.center.id,
        user_id=archive.users[who].id,
        meeting_id=meeting_id,
        recording_id=None,
        content_id=None,
        size=len(PDF),
        encoding=Encoding.NONE,
        options={"upload_name": name, **options},
    )
    with files.spooled(PDF) as file:
        return receive_upload.receive(archive.database, archive.blobs, archive.site, order, file).id


def change(archive: Archive, who: str, document: str, **changes: Any) -> Content:
    with archive.database.write() as session:
        return library_documents.change(session, caller(archive, session, who), document, DocumentChanges(**changes))


def found(archive: Archive, who: str, **wanted: Any) -> list[str]:
    with archive.database.read() as session:
        principal = caller(archive, session, who)
        listed, _ = library.list_documents(session, principal, LibraryQuery(**wanted), after="", most=50)
        return [one.resource_id for one in listed]


def usable(archive: Archive, who: str, document: str) -> bool:
    with archive.database.read() as session:
        try:
            library_documents.find_usable(session, caller(archive, session, who), document)
        except ContentNotFound:
            return False
        return True


def test_a_document_is_its_owners_until_others_may_use_it(archive: Archive) -> None:
    document = add(archive, "ann")
    who_finds = {who for who in ("ann", "bob", "mia", "root") if found(archive, who) == [document]}
    assert who_finds == {"ann", "root"}
    change(archive, "ann", document, audience=Audience.CENTER)
    assert all(found(archive, who) == [document] and usable(archive, who, document) for who in archive.users)
    with archive.database.write() as session:
        people = [archive.user(session, who) for who in ("ann", "mia")]
        groups.create_group(session, archive.center, "north", people, actor=None)
        groups.create_group(session, archive.center, "south", [archive.user(session, "bob")], actor=None)
    assert change(archive, "ann", document, audience=Audience.GROUP, group="North").audience == "group"
    assert [usable(archive, who, document) for who in ("ann", "bob", "mia", "root")] == [True, False, True, True]
    assert found(archive, "mia", place="library") == [document]
    assert found(archive, "bob") == found(archive, "ann", place="meetings") == []
    for wrong, error in (
        ({"audience": Audience.GROUP, "group": "south"}, GroupNotFound),
        ({"audience": Audience.GROUP, "group": "x"}, GroupNotFound),
        ({"audience": Audience.GROUP, "group": "\0"}, InvalidParameter),
        ({"audience": Audience.GROUP}, InvalidParameter),
        ({"group": "north"}, InvalidParameter),
        ({"title": ""}, InvalidParameter),
        ({"title": "x" * 256}, InvalidParameter),
        ({"folder": "x" * 81}, InvalidParameter),
    ):
        with pytest.raises(error):
            change(archive, "ann", document, **wrong)
    # A group that goes away takes nobody's document with it.
    with archive.database.write() as session:
        group = groups.find_group(session, archive.center, "north")
        groups.delete_group(session, group, actor=None)
    assert [usable(archive, who, document) for who in ("ann", "mia")] == [True, False]


def test_who_may_use_a_document_may_not_change_it(archive: Archive) -> None:
    document = add(archive, "ann")
    change(archive, "ann", document, audience=Audience.CENTER)
    for who in ("bob", "mia"):
        with archive.database.write() as session:
            principal = caller(archive, session, who)
            for action in (
                lambda: library_documents.change(session, principal, document, DocumentChanges(title="x")),  # noqa: B023
                lambda: change_document.delete_managed(session, principal, document),  # noqa: B023
                lambda: versions.list_versions(session, principal, document),  # noqa: B023
                lambda: versions.make_present(session, principal, document),  # noqa: B023
            ):
                with pytest.raises(ContentNotFound):
                    action()
            with pytest.raises(NotOwner):
                contents.find(session, archive.user(session, "bob"), document)
        with pytest.raises((ContentNotFound, NotAllowed)):
            add(archive, who, replaces=document)
    with pytest.raises(NotAllowed):
        add(archive, "mia")
    change(archive, "root", document, title="Harbour")
    assert (len(archive.stored_blobs()), archive.pending_deletions()) == (1, [])


def test_folders_have_what_one_may_use(archive: Archive) -> None:
    first, second, third = (add(archive, "ann", f"{number}.pdf", folder="Talks") for number in range(3))
    change(archive, "ann", third, folder=" Plans ")
    change(archive, "ann", second, audience=Audience.CENTER)

    def folders(who: str) -> dict[str, int]:
        with archive.database.read() as session:
            return shelves.count_folders(session, caller(archive, session, who), Content)

    assert folders("ann") == folders("root") == {"Plans": 1, "Talks": 2}
    assert folders("bob") == {"Talks": 1}
    assert found(archive, "ann", folder="Talks") == [second, first]
    delete(archive, third)
    assert folders("ann") == {"Talks": 2}


def test_documents_of_meetings_stay_as_they_are(archive: Archive) -> None:
    document = add(archive, "ann", meeting_id=archive.meeting_id)
    with pytest.raises(ContentNotFound):
        change(archive, "ann", document, folder="x")
    with pytest.raises(ContentNotFound):
        add(archive, "ann", replaces=document)


def test_a_new_version_replaces_the_one_before(archive: Archive) -> None:
    first = add(archive, "ann", "Plan.pdf", folder="Plans")
    change(archive, "ann", first, title="The plan", audience=Audience.CENTER)
    second = add(archive, "root", "Other.pdf", replaces=first)
    third = add(archive, "ann", replaces=second)
    assert found(archive, "bob") == [third]
    with pytest.raises(WrongState):
        add(archive, "ann", replaces=second)

    def listed(document: str) -> list[tuple[str, bool]]:
        with archive.database.read() as session:
            all_versions = versions.list_versions(session, caller(archive, session, "ann"), document)
            assert {(one.title, one.folder, one.audience) for one in all_versions} == {("The plan", "Plans", "center")}
            return [(one.resource_id, one.superseded_by_id is None) for one in all_versions]

    expected = [(third, True), (second, False), (first, False)]
    assert listed(first) == listed(third) == expected
    with archive.database.write() as session:
        [present] = session.scalars(select(Content).where(Content.resource_id == third))
        assert versions.count_versions(session, [present]) == {present.id: 3}
        assert present.owner_id == archive.users["ann"].id
    with archive.database.write() as session:
        principal = caller(archive, session, "ann")
        assert versions.make_present(session, principal, first).resource_id == first
        assert versions.make_present(session, principal, first).resource_id == first
    assert listed(first) == [(third, False), (second, False), (first, True)]
    assert found(archive, "bob") == [first]
    # They go together, and come back together.
    delete_with_versions(archive, first)
    assert found(archive, "ann") == []
    assert found(archive, "ann", deleted=True) == [first]
    with archive.database.write() as session:
        change_document.restore(session, caller(archive, session, "ann"), first)
    assert listed(first) == [(third, False), (second, False), (first, True)]
    delete_with_versions(archive, first)
    with archive.database.write() as session:
        change_document.remove(session, caller(archive, session, "ann"), first)
        assert session.scalar(select(func.count()).where(Content.removed_at.is_(None))) == 0


def test_of_two_versions_that_are_made_present_at_once_one_is(archive: Archive) -> None:
    if archive.database.sqlite:
        pytest.skip("SQLite has one writer at a time")
    first = add(archive, "ann")
    second = add(archive, "ann", replaces=first)
    third = add(archive, "ann", replaces=second)
    with archive.database.write() as session:
        principal = caller(archive, session, "ann")
        # What it has read (and the session keeps) is no longer so when it has the locks.
        read = contents.find_managed(session, principal, first)
        assert read.superseded_by_id is not None
        with archive.database.write() as other:
            versions.make_present(other, caller(archive, other, "ann"), second)
        assert versions.make_present(session, principal, first) is read
    assert found(archive, "ann") == [first]
    with archive.database.read() as session:
        listed = versions.list_versions(session, caller(archive, session, "ann"), third)
        assert [one.resource_id for one in listed] == [third, second, first]


def delete_with_versions(archive: Archive, document: str) -> None:
    with archive.database.write() as session:
        change_document.delete_managed(session, caller(archive, session, "ann"), document)


def test_where_nothing_is_restored_versions_are_removed_too(archive: Archive) -> None:
    change_center_settings(archive.database, archive.center, restoration=False)
    second = add(archive, "ann", replaces=add(archive, "ann"))
    delete_with_versions(archive, second)
    with archive.database.read() as session:
        assert session.scalar(select(func.count()).where(Content.removed_at.is_(None))) == 0


def test_there_are_no_more_versions_than_may_be(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MOST_VERSIONS", 2)
    second = add(archive, "ann", replaces=add(archive, "ann"))
    with pytest.raises(LimitReached):
        add(archive, "ann", replaces=second)
    assert (len(archive.stored_blobs()), archive.pending_deletions()) == (2, [])


def test_documents_go_into_meetings_and_stay_when_these_are_erased(archive: Archive) -> None:
    document = add(archive, "ann")
    change(archive, "ann", document, audience=Audience.CENTER)
    target = archive.create_meeting("bob", "other")
    with archive.database.read() as session:
        principal = caller(archive, session, "bob")
        mid = mid_of(archive, target)
    into_meeting = copy_document.copy(archive.database, archive.blobs, archive.site, principal, document, mid)
    kept = copy_document.copy(archive.database, archive.blobs, archive.site, principal, into_meeting, None)
    assert found(archive, "bob", place="library") == [kept, document]
    with archive.database.write() as session:
        contents.remove_all_of_meeting(session, session.get_one(Meeting, target))
    assert found(archive, "bob") == [kept, document]
    with archive.database.read() as session:
        member = caller(archive, session, "mia")
    with pytest.raises(NotAllowed):
        copy_document.copy(archive.database, archive.blobs, archive.site, member, document, None)


def test_what_is_sent_again_under_its_key_makes_no_second_document(archive: Archive) -> None:
    for meeting_id in (None, archive.meeting_id):
        first = add(archive, "ann", key=f"k{meeting_id}", meeting_id=meeting_id)
        assert add(archive, "ann", key=f"k{meeting_id}", meeting_id=meeting_id) == first
        assert add(archive, "root", key=f"k{meeting_id}", meeting_id=meeting_id) != first
        with ThreadPoolExecutor(3) as pool:
            at_once = pool.map(lambda _: add(archive, "ann", key=f"x{meeting_id}", meeting_id=meeting_id), range(3))  # noqa: B023
            assert len(set(at_once)) == 1
    assert (len(archive.stored_blobs()), archive.pending_deletions()) == (6, [])
    with archive.database.read() as session:
        principal = caller(archive, session, "ann")
    copies = {
        copy_document.copy(archive.database, archive.blobs, archive.site, principal, first, None, "copy")
        for _ in range(2)
    }
    assert len(copies) == 1
