"""Documents become pages: as they come, once, by whichever worker; and nothing of a deleted one stays."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import func, select, update

from convener.domain.authorization import Principal, Proof
from convener.domain.content import contents, conversions
from convener.domain.content.conversions import readable
from convener.domain.documents import conversion, office
from convener.domain.documents.pages import Drawn, Unreadable
from convener.domain.errors import ContentNotFound
from convener.domain.site import Site, now
from convener.domain.transfers.transfers import TransferKind
from convener.jobs.kinds.blobs import DELETE_BLOBS
from convener.jobs.kinds.documents import CONVERT_DOCUMENT, CONVERT_OFFICE_DOCUMENT
from convener.jobs.kinds.retention import REMOVE_DOCUMENTS
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import BlobDeletion, Center, Content, ContentPage, Event
from tests.factories import files, pages
from tests.factories.jobs import Crash, do_all, do_periodic, job_states, let_time_pass, runner, with_lease
from tests.factories.recordings import Archive


@dataclass
class Shelf:
    """Documents of a meeting, and the worker that makes their pages."""

    database: Database
    site: Site
    settings: Settings
    archive: Archive

    def add(self, content: bytes, name: str = "Talk.pdf") -> int:
        received = self.archive.upload("ann", TransferKind.DOCUMENT, files.spooled(content), upload_name=name)
        with self.database.read() as session:
            return session.scalars(select(Content.id).where(Content.resource_id == received.id)).one()

    def convert(self) -> int:
        return do_all(runner(self.database, self.site, self.settings), CONVERT_DOCUMENT)

    def content(self, key: int) -> Content:
        with self.database.read() as session:
            return session.get_one(Content, key)

    def pages(self, key: int) -> list[ContentPage]:
        with self.database.read() as session:
            return conversions.list_pages(session, session.get_one(Content, key))

    def delete(self, key: int) -> None:
        with self.database.write() as session:
            content = session.get_one(Content, key)
            contents.delete(session, content, content.owner)

    def left_blobs(self) -> int:
        return len(list(self.archive.blobs.find_keys()))


@pytest.fixture
def shelf(database: Database, site: Site, center: Center, settings: Settings) -> Shelf:
    return Shelf(database, site, settings, Archive.open(database, site, center, settings.data))


def test_a_document_becomes_pages(shelf: Shelf) -> None:
    key = shelf.add(pages.talk(3))
    assert shelf.content(key).conversion == "waiting"
    assert shelf.convert() == 1
    content = shelf.content(key)
    assert (content.conversion, content.problem, content.pages) == ("ready", "", 3)
    found = shelf.pages(key)
    assert [(page.number, page.text) for page in found] == [(n, f"This is slide {n}") for n in (1, 2, 3)]
    assert content.pages_size == sum(one.size for page in found for one in conversions.pictures_of(page))
    with shelf.database.read() as session:
        for (placed, token), width in zip(
            conversions.picture_tokens(shelf.site, content, found[1]), (1600, 800, 320), strict=True
        ):
            picture = conversions.find_picture(session, shelf.site, token)
            read = b"".join(shelf.archive.blobs.read(picture.blob, picture.start, picture.start + picture.size))
            assert Image.open(io.BytesIO(read)).size == (placed.width, placed.height)
            assert placed.width == width
        event = session.scalars(select(Event).where(Event.type == "center:content:converted")).one()
        assert (event.data["pages"], event.data["lost"]) == (3, 0)


@pytest.mark.parametrize(
    ("content", "problem"),
    [(pages.large_png, "large"), (lambda: files.PNG, "damaged")],
)
def test_what_cannot_be_shown_says_why(shelf: Shelf, content: Callable[[], bytes], problem: str) -> None:
    key = shelf.add(content(), "Picture.png")
    shelf.convert()
    assert (shelf.content(key).conversion, shelf.content(key).problem) == ("failed", problem)
    assert job_states(shelf.database, "convert_document") == ["done"]


def test_a_lost_page_is_kept_as_such_and_a_document_of_lost_pages_failed(shelf: Shelf) -> None:
    key = shelf.add(files.archive({"version": b"1", "1.png": pages.picture(), "2.png": files.PNG}))
    lost = shelf.add(files.package())
    shelf.convert()
    assert [page.blob is None for page in shelf.pages(key)] == [False, True]
    assert shelf.content(key).conversion == "ready"
    assert (shelf.content(lost).conversion, shelf.content(lost).problem) == ("failed", "lost")


def test_another_worker_goes_on_behind_the_last_page(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    key = shelf.add(pages.talk(4))
    draw = conversion.draw

    def dying(*arguments: object, **options: object) -> conversion.Pages:
        for count, one in enumerate(draw(*arguments, **options)):  # type: ignore[arg-type]
            if count == 3:
                raise Crash
            yield one

    monkeypatch.setattr(conversion, "draw", dying)
    kind = with_lease(CONVERT_DOCUMENT, timedelta(0))
    with pytest.raises(Crash):
        do_all(runner(shelf.database, shelf.site, shelf.settings), kind)
    assert [page.number for page in shelf.pages(key)] == [1, 2]
    begun: list[object] = []

    def watched(*arguments: object, **options: object) -> conversion.Pages:
        begun.append(options["first"])
        return draw(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(conversion, "draw", watched)
    let_time_pass(shelf.database)
    do_all(runner(shelf.database, shelf.site, shelf.settings, "w2"), kind)
    assert begun == [3]
    assert [page.number for page in shelf.pages(key)] == [1, 2, 3, 4]
    assert shelf.content(key).conversion == "ready"


def convert_and_delete(shelf: Shelf, key: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make pages; this document is deleted when its first one is there."""
    draw = conversion.draw

    def deleting(*arguments: object, **options: object) -> conversion.Pages:
        for count, one in enumerate(draw(*arguments, **options)):  # type: ignore[arg-type]
            if count == 2:
                shelf.delete(key)
            yield one

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(conversion, "draw", deleting)
        shelf.convert()


def test_a_document_that_is_restored_has_its_pages_and_gets_those_that_were_missing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = shelf.add(pages.talk(3))
    convert_and_delete(shelf, key, monkeypatch)
    assert [page.number for page in shelf.pages(key)] == [1]
    with shelf.database.write() as session:
        ann = shelf.archive.user(session, "ann")
        caller = Principal(center_id=ann.center_id, proof=Proof.SESSION, user=ann)
        contents.restore(session, contents.find_deleted(session, caller, shelf.content(key).resource_id), ann)
    assert shelf.content(key).conversion == "waiting"
    shelf.convert()
    assert [page.number for page in shelf.pages(key)] == [1, 2, 3]
    assert (shelf.content(key).conversion, shelf.left_blobs()) == ("ready", 4)


def test_nothing_of_a_removed_document_stays(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    key = shelf.add(pages.talk(2))
    shelf.convert()
    with shelf.database.read() as session:
        content = session.get_one(Content, key)
        (_, token), *_ = conversions.picture_tokens(shelf.site, content, shelf.pages(key)[0])
        assert conversions.find_picture(session, shelf.site, token)
    shelf.delete(key)
    with shelf.database.read() as session, pytest.raises(ContentNotFound):
        conversions.find_picture(session, shelf.site, token)
    # Another one is deleted while its pages are made.
    other = shelf.add(pages.talk(3))
    convert_and_delete(shelf, other, monkeypatch)
    assert job_states(shelf.database, "convert_document") == ["done", "done"]
    worker = runner(shelf.database, shelf.site, shelf.settings)
    do_periodic(worker, shelf.database, REMOVE_DOCUMENTS, DELETE_BLOBS)
    assert shelf.left_blobs() == 5, "two files and three pages can be restored"
    with shelf.database.write() as session:
        session.execute(update(Content).values(deleted_at=now() - timedelta(days=31)))
    do_periodic(worker, shelf.database, REMOVE_DOCUMENTS, DELETE_BLOBS)
    assert shelf.left_blobs() == 0
    with shelf.database.read() as session:
        assert session.scalar(select(func.count()).select_from(ContentPage)) == 0
        assert session.scalar(select(func.count()).select_from(BlobDeletion)) == 0


def test_it_is_asked_for_again_where_it_failed(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    key = shelf.add(pages.talk(1))

    def unreadable(*_arguments: object, **_options: object) -> conversion.Pages:
        one: Drawn = Unreadable(reason="damaged")
        yield one

    draw = conversion.draw
    monkeypatch.setattr(conversion, "draw", unreadable)
    shelf.convert()
    monkeypatch.setattr(conversion, "draw", draw)
    for state in ("failed", "ready"):
        assert shelf.content(key).conversion == state
        with shelf.database.write() as session:
            conversions.request(session, session.get_one(Content, key))
        shelf.convert()
    assert shelf.content(key).problem == ""
    assert job_states(shelf.database, "convert_document") == ["done", "done"]


def test_old_packages_have_no_pages(shelf: Shelf) -> None:
    key = shelf.add(pages.talk(1))
    with shelf.database.write() as session:
        content = session.get_one(Content, key)
        content.kind, content.conversion = "old_package", ""
        conversions.request(session, content)
        assert content.conversion == ""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("\0a\ud800b\x1b", "a b"),
        ("x\u202ey", "xy"),
        ("a\tb", "a\tb"),
        ("\u05d0 b", "\u05d0 b"),
    ],
)
def test_text_of_pages_is_what_people_see(given: str, expected: str) -> None:
    assert readable(given) == expected


def test_the_address_of_another_installation_leads_nowhere(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as session:
        for token in ("", "a.b.c", "x" * 200, shelf.site.secrets.document_token("a-1-0")):
            with pytest.raises(ContentNotFound):
                conversions.find_picture(session, shelf.site, token)
        with pytest.raises(ContentNotFound):
            conversions.find_picture(session, shelf.site, shelf.site.secrets.page_token("a-1-0", 60))


def test_an_office_document_without_libreoffice_says_so(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    key = shelf.add(files.docx(), "Plan.docx")
    monkeypatch.setenv("PATH", "/nowhere")
    assert do_all(runner(shelf.database, shelf.site, shelf.settings), CONVERT_OFFICE_DOCUMENT) == 1
    assert (shelf.content(key).conversion, shelf.content(key).problem) == ("failed", "no_office")


def test_an_office_document_becomes_pages_by_way_of_pdf(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The PDF that LibreOffice makes is drawn as any other (that it makes one: ``test_office.py``)."""
    key = shelf.add(files.docx(), "Plan.docx")
    monkeypatch.setattr(office, "make_pdf", lambda _file, _type: files.spooled(pages.talk(2)))
    assert do_all(runner(shelf.database, shelf.site, shelf.settings), CONVERT_OFFICE_DOCUMENT) == 1
    assert [page.text for page in shelf.pages(key)] == ["This is slide 1", "This is slide 2"]
    assert (shelf.content(key).conversion, shelf.content(key).pages) == ("ready", 2)
