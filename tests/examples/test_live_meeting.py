"""The examples of the Live Meeting service API run as their README says, where their language is on this machine."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
from pathlib import Path
from xml.sax.saxutils import quoteattr

import httpx
import pypdfium2
import pytest

from tests.factories.files import video_file
from tests.servers import RunningServer

pytestmark = pytest.mark.long

EXAMPLES = Path(__file__).parents[2] / "examples" / "live-meeting"
PASSWORD = "a<b&\"c' 9Zz"
EXPECTED = [
    r"posting URL +http://127\.0\.0\.1:\d+/cc/_XML/main/xml/4\.0",
    r"meeting +[A-Z0-9]{6} password [!-~]{8}",
    r"listed +Product review, 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ, Active",
    r"ticket +http://127\.0\.0\.1:\d+/cc/main\?ticket=[a-z0-9]{16}",
    r"uploaded +agenda\.pdf: Info\.Server\.Success\.Upload\.SlideSet",
    r"visitors +0",
    r"recordings +1",
    r"downloaded +filmed: [1-9]\d{3,} bytes",
    r"afterwards +Deleted",
]
PROGRAMS = {
    "python": ["python3", str(EXAMPLES / "python" / "live_meeting.py")],
    "java": ["java", str(EXAMPLES / "java" / "LiveMeeting.java")],
    "curl": ["sh", str(EXAMPLES / "curl" / "live_meeting.sh")],
    "csharp": ["mono"],
}
LANGUAGES = list(PROGRAMS)


def command(language: str, folder: Path) -> list[str]:
    """How to run an example; skips where its language is not here."""
    needed = {"curl": ["sh", "curl"], "csharp": ["mcs", "mono"]}.get(language, [PROGRAMS[language][0]])
    for program in needed:
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not on this machine")
    if language == "java":
        version = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True, timeout=60).stderr
        found = re.search(r'version "(\d+)', version)
        if found is None or int(found.group(1)) < 17:
            pytest.skip("Java is older than 17")
    if language != "csharp":
        return PROGRAMS[language]
    built = folder / "LiveMeeting.exe"
    source = EXAMPLES / "csharp" / "LiveMeeting.cs"
    references = ["-r:System.Net.Http", "-r:System.Xml"]
    subprocess.run(["mcs", *references, f"-out:{built}", str(source)], check=True, timeout=120)
    return ["mono", str(built)]


def run(command: list[str], *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LIVE_MEETING_")}
    for _ in range(3):
        done = subprocess.run(
            [*command, *arguments], env={**environment, **settings}, capture_output=True, text=True, timeout=120
        )
        # Mono fails an assertion of its own now and then, which says nothing of the example.
        if command[0] != "mono" or done.returncode != -signal.SIGABRT:
            break
    return done


def document(folder: Path) -> str:
    """A PDF of two pages."""
    pdf = pypdfium2.PdfDocument.new()
    for _ in range(2):
        pdf.new_page(595, 842)
    file = io.BytesIO()
    pdf.save(file)
    path = folder / "agenda.pdf"
    path.write_bytes(file.getvalue())
    return str(path)


@pytest.fixture(scope="module")
def administrator(shared_server: RunningServer) -> str:
    done = shared_server.cli("user", "create", "crm", "--role", "administrator", "--password", PASSWORD)
    assert done.returncode == 0, done.stderr
    return "crm"


@pytest.fixture(scope="module")
def recording(shared_server: RunningServer, administrator: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A video made elsewhere, of a meeting named ``filmed``."""
    credentials = f"authUser={quoteattr(administrator)} authPassword={quoteattr(PASSWORD)}"
    message = "<CreateMeetingRequest name='filmed'><FieldList><Name>mid</Name></FieldList></CreateMeetingRequest>"
    body = f"<PlaceWareConfCenter {credentials}>{message}</PlaceWareConfCenter>"
    reply = httpx.post(f"{shared_server.base_url}/cc/main/xml/4.0", content=body, timeout=30)
    assert "CreateMeetingReply" in reply.text
    path = video_file(tmp_path_factory.mktemp("film") / "film.mp4", "mp4")
    done = shared_server.cli("recording", "import", str(path), "--meeting", "filmed")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_holds_a_meeting(
    shared_server: RunningServer, administrator: str, recording: None, tmp_path: Path, language: str
) -> None:
    done = run(
        command(language, tmp_path),
        document(tmp_path),
        LIVE_MEETING_URL=f"{shared_server.base_url}/cc/main",
        LIVE_MEETING_USER=administrator,
        LIVE_MEETING_PASSWORD=PASSWORD,
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.splitlines()
    assert len(printed) == len(EXPECTED), done.stdout
    for line, pattern in zip(printed, EXPECTED, strict=True):
        assert re.fullmatch(pattern, line), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_example_says_what_went_wrong(shared_server: RunningServer, tmp_path: Path, language: str) -> None:
    program = command(language, tmp_path)
    url = f"{shared_server.base_url}/cc/main"
    done = run(program, LIVE_MEETING_URL=url, LIVE_MEETING_USER=language, LIVE_MEETING_PASSWORD="wrong")
    assert done.returncode == 1
    assert "refused: Client.Authentication" in done.stderr
    assert run(program, LIVE_MEETING_URL=url).returncode == 2
