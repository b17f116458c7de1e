"""Office documents become PDF by LibreOffice, which loads nothing that they link to and reads no file of the server."""

from __future__ import annotations

import io
import os
import socket
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from docx import Document
from openpyxl import Workbook

from convener.domain.documents import office
from convener.domain.documents.inspector import OFFICE
from convener.domain.documents.office import OfficeFailed, OfficeMissing
from convener.sandbox import launcher
from convener.sandbox.launcher import Shelter
from convener.sandbox.means import find_means
from convener.sandbox.process import Process
from tests.factories import files

pytestmark = pytest.mark.long


def works(shelter: Shelter) -> bool:
    return (launcher.find_shelter() is shelter) if shelter is Shelter.BUBBLEWRAP else find_means().complete


SHELTERS = [
    pytest.param(one, marks=pytest.mark.skipif(not works(one), reason=f"{one} does not work here")) for one in Shelter
]


@pytest.fixture(params=SHELTERS)
def shelter(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Shelter:
    """Each that works here, LibreOffice in it."""
    try:
        office.find_office()
    except OfficeMissing as missing:
        pytest.skip(str(missing))
    monkeypatch.setattr(launcher, "find_shelter", lambda: request.param)
    found: Shelter = request.param
    return found


def text_of(content: bytes, kind: str = "document") -> list[str]:
    """What can be read on the pages of a document."""
    with files.spooled(content) as file, office.make_pdf(file, OFFICE[kind]) as made:
        document = pypdfium2.PdfDocument(made.read())
    try:
        return [page.get_textpage().get_text_range().strip() for page in document]
    finally:
        document.close()


def docx(*paragraphs: str) -> bytes:
    document = Document()
    for one in paragraphs:
        document.add_paragraph(one)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def counting() -> Iterator[tuple[str, list[bytes]]]:
    """The address of a server on loopback, and what it was asked for."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    asked.append(connection.recv(1000))
                    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", asked
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(60)


def linked(target: str) -> bytes:
    """A document with a picture that is at this address, and a text field that includes it."""

    relation = (
        '<Relationship Id="rId99" TargetMode="External" Target="{}" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"/></Relationships>'
    )
    drawing = (
        '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape style="width:99pt;height:99pt">'
        '<v:imagedata r:id="rId99"/></v:shape></w:pict></w:r></w:p>'
        '<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;{0}&quot; "><w:r><w:t>-</w:t></w:r></w:fldSimple></w:p>'
        '<w:p><w:fldSimple w:instr=" INCLUDEPICTURE &quot;{0}&quot; \\d "><w:r><w:t>-</w:t></w:r></w:fldSimple></w:p>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx("Before"))) as given, zipfile.ZipFile(buffer, "w") as made:
        for name in given.namelist():
            content = given.read(name).decode("utf-8", "surrogateescape")
            if name == "word/_rels/document.xml.rels":
                content = content.replace("</Relationships>", relation.format(target))
            elif name == "word/document.xml":
                content = content.replace("<w:sectPr", drawing.format(target) + "<w:sectPr", 1)
            made.writestr(name, content.encode("utf-8", "surrogateescape"))
    return buffer.getvalue()


def test_documents_become_pdf(shelter: Shelter) -> None:
    assert text_of(docx("First words", "Last words"))[0].split("\r\n") == ["First words", "Last words"]
    book = Workbook()
    book.active["A1"] = "A cell"  # type: ignore[index]
    buffer = io.BytesIO()
    book.save(buffer)
    assert text_of(buffer.getvalue(), "sheet") == ["A cell"]


def test_nothing_is_loaded_that_a_document_links_to(
    shelter: Shelter, counting: tuple[str, list[bytes]], tmp_path: Path
) -> None:
    address, asked = counting
    assert text_of(linked(f"{address}/picture.png"))[0].startswith("Before")
    assert asked == []
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret of the server")
    assert "secret" not in " ".join(text_of(linked(secret.as_uri())))


@pytest.mark.parametrize("content", [files.docx(), files.pptx()], ids=["docx", "pptx"])
def test_what_is_no_document_is_damaged(shelter: Shelter, content: bytes) -> None:
    with files.spooled(content) as file, pytest.raises(OfficeFailed) as caught:
        office.make_pdf(file, OFFICE["document"]).close()
    assert caught.value.reason == "damaged"


def test_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with files.spooled(docx("x")) as file, pytest.raises(OfficeMissing, match="not installed"):
        office.make_pdf(file, OFFICE["document"])


@pytest.mark.parametrize("make", ["symlink_to", "hardlink_to", "mkdir"])
def test_a_result_that_is_no_file_of_its_own_is_not_opened(tmp_path: Path, make: str) -> None:
    secret, made = tmp_path / "secret", tmp_path / "document.pdf"
    secret.write_bytes(b"secret")
    if make == "mkdir":
        made.mkdir()
    else:
        getattr(made, make)(secret)
    with pytest.raises(OfficeFailed):
        office._open_result(made)


@pytest.fixture
def outside() -> Iterator[Path]:
    """A folder of the server that is not in /tmp."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        yield Path(name)


@pytest.mark.parametrize("shelter", SHELTERS)
@pytest.mark.parametrize(
    "statement",
    [
        "open(sys.argv[1]).read()",
        "open(sys.argv[1], 'r+')",
        "os.unlink(sys.argv[1])",
        "os.kill(int(sys.argv[2]), 0)",
        "open('/proc/%s/environ' % sys.argv[2]).read()",
        "socket.socket()",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)",
        "socket.socket(socket.AF_UNIX).connect('/run/postgresql/.s.PGSQL.5432')",
        "os.setuid(0) if os.getuid() else os.mknod(sys.argv[3] + '/disk', 0o60600, 0x800)",
        "os.execv('/no/such/program', ['x'])",
    ],
)
def test_what_a_program_in_a_shelter_cannot_do(tmp_path: Path, outside: Path, shelter: Shelter, statement: str) -> None:
    secret, folder = outside / "secret", tmp_path / "folder"
    secret.write_text("secret")
    folder.mkdir()
    code = (
        "import os, socket, sys\n"
        "open('own', 'w').write('x'); os.waitpid(os.posix_spawn('/bin/true', ['true'], {}), 0)\n"
        f"try: {statement}\n"
        "except OSError: print('refused')\n"
        "else: print('done')"
    )
    script = folder / "attempt.py"
    script.write_text(code)
    program = ["/usr/bin/python3", "-I", str(script), str(secret), str(os.getpid()), str(folder)]
    if not Path(program[0]).exists():
        pytest.skip("the system has no Python of its own")
    command = launcher.command(program, folder, office.LIMITS, shelter)
    output = b""
    with open(os.devnull, "rb") as nothing, Process(command, nothing, folder=str(folder)) as process:
        while piece := process.read(time.monotonic() + 60):
            output += piece
        process.finish()
    assert output == b"refused\n", (output, process.last_complaint())
    assert secret.read_text() == "secret"
