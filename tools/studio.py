"""Where pictures of the product are taken: a server, and people with browsers, drawn ones before their cameras."""

from __future__ import annotations

import shutil
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright
from tests.e2e.application import LiveMinutes
from tests.e2e.conftest import CHROMIUM_OPTIONS
from tests.e2e.person import Person
from tests.servers import RunningServer
from tools.people.cameras import People
from tools.people.portraits import PORTRAITS

PASSWORD = "correct horse battery"
TALKING = "ann"
"""Who is heard. If all were, every picture would have the line of a speaker."""
SHARED_TITLE = "What is shared"
"""The title of the tab that is shared when somebody shares a screen."""

NAMED_DEVICES = """
(() => {
  const native = Object.getOwnPropertyDescriptor(MediaDeviceInfo.prototype, 'label').get;
  const usual = { videoinput: 'Built-in camera', audioinput: 'Built-in microphone', audiooutput: 'Built-in speakers' };
  Object.defineProperty(MediaDeviceInfo.prototype, 'label', {
    get() { return native.call(this) === '' ? '' : usual[this.kind]; },
  });
})();
"""
"""Chromium names a fake camera by the path of its file."""


class Studio:
    """A server, browsers, and people to photograph."""

    def __init__(self, server: RunningServer, playwright: Playwright, folder: Path, patience: float | None) -> None:
        self.server, self.folder = server, folder
        self._patience = patience
        self.api = LiveMinutes(server)
        self._playwright = playwright
        self._browser = self._launch()
        self._people = People(self._browser)
        self._browsers: dict[str, Browser] = {}
        self._made: list[Person] = []
        server.cli("user", "create", "ann", "--role", "organizer", "--password", PASSWORD, "--first-name", "Ann")
        folder.mkdir(parents=True, exist_ok=True)

    def person(self, name: str, **options: Any) -> Person:
        """A person with a browser of their own. Somebody is drawn whose portrait has the first name of the person."""
        person = Person(self._browser_of(name), name, **options)
        person.context.add_init_script(f"if (window.MediaDeviceInfo) {{{NAMED_DEVICES}}}")
        if self._patience is not None:
            person.context.set_default_timeout(self._patience)
        self._made.append(person)
        return person

    def _browser_of(self, name: str) -> Browser:
        """Each drawn person has one, because a browser has one camera."""
        first = unicodedata.normalize("NFKD", name.split()[0].lower()).encode("ascii", "ignore").decode()
        face = first if first in PORTRAITS else list(PORTRAITS)[sum(map(ord, first)) % len(PORTRAITS)]
        if face not in self._browsers:
            self._browsers[face] = self._launch(*self._people.options(face, talking=face == TALKING))
        return self._browsers[face]

    def _launch(self, *options: str) -> Browser:
        # Without the browser's fake dialogs, which would share a test card: devices are allowed to each person.
        usual = [one for one in CHROMIUM_OPTIONS if not one.startswith(("--use-fake-ui", "--auto-"))]
        shares = f"--auto-select-tab-capture-source-by-title={SHARED_TITLE}"
        return self._playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*usual, shares, *options]
        )

    @contextmanager
    def blank_page(self) -> Iterator[Page]:
        """A page of a browser in which nobody sits."""
        page = self._browser.new_page()
        yield page
        page.close()

    def go_home(self) -> None:
        """Close all pages of people."""
        for person in self._made:
            person.close()
        self._made.clear()

    def close(self) -> None:
        """Close all browsers."""
        self.go_home()
        for browser in (self._browser, *self._browsers.values()):
            browser.close()

    def shoot(self, person: Person, name: str) -> None:
        """Take a picture of what the person sees."""
        person.page.wait_for_load_state("networkidle")
        person.page.screenshot(path=str(self.folder / f"{name}.png"))

    def share(self, person: Person, page: str) -> None:
        """Let a person share a page (HTML)."""
        shared = person.context.new_page()
        shared.set_viewport_size({"width": 1280, "height": 720})
        shared.set_content(f"<title>{SHARED_TITLE}</title>{page}")
        person.page.bring_to_front()
        person.button("Share screen").click()
        expect(person.button("Stop sharing")).to_be_visible()

    def meeting(self, key: str, **parameters: str) -> dict[str, Any]:
        """A meeting of the API client."""
        made = self.api("createMeeting", meetingKey=key, hostid="h1", hostnickname="Ann Archer", **parameters)
        assert made["resultcode"] == 1, made
        return made

    def participant(self, key: str, puid: str, name: str) -> str:
        """A personal link."""
        return str(self.api("addParticipant", meetingKey=key, puid=puid, nickname=name)["participantUrl"])

    def sign_in(self, person: Person) -> None:
        """The organizer signs in."""
        person.open(self.server.base_url)
        person.page.get_by_role("textbox", name="User ID").fill("ann")
        person.page.get_by_label("Password").first.fill(PASSWORD)
        person.button("Sign in").click()
        expect(person.button("New meeting").first).to_be_visible()

    def plan(self, person: Person, title: str, hours: int) -> None:
        """A meeting of the organizer, so many hours from now."""
        starts_at = (datetime.now(UTC) + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0)
        token = next(one["value"] for one in person.context.cookies() if one["name"] == "csrftoken")
        person.page.request.post(
            f"{self.server.base_url}/api/v1/meetings",
            data={"title": title, "startsAt": starts_at.isoformat(), "durationMinutes": 60},
            headers={"x-csrf-token": token},
        )


@contextmanager
def studio(folder: Path, patience: float | None = None) -> Iterator[Studio]:
    """A studio on a server with a fresh data folder; ``patience``: milliseconds for one step of a browser."""
    data = Path(tempfile.mkdtemp(prefix="convener-shots-"))
    server = RunningServer(data / "data", empty_grace=30)
    server.start()
    try:
        with sync_playwright() as playwright:
            made = Studio(server, playwright, folder, patience)
            yield made
            made.close()
    finally:
        server.stop()
        shutil.rmtree(data, ignore_errors=True)
