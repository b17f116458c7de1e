"""Real browsers against a real server: Debian's Chromium with a fake camera and microphone."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, Locator, Playwright, sync_playwright

from tests.e2e.application import LiveMinutes
from tests.e2e.firefox import firefox, missing
from tests.e2e.line import Line
from tests.e2e.person import Person
from tests.servers import RunningServer

DISABLED_FEATURES = [
    # Two pages of the browser's own, loaded for each window in case somebody types an address: half of what a person
    # without a camera costs.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    # A process for a page that may be opened next, for each person.
    "SpareRendererForSitePerProcess",
    # What Playwright disables by itself, which another option of that name takes back.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
]

FIREFOX_PEOPLE = os.environ.get("FIREFOX_PEOPLE", "").split()
"""Names of people who have a Firefox in all tests of this run, instead of a Chromium."""

CHROMIUM_OPTIONS = [
    f"--disable-features={','.join(DISABLED_FEATURES)}",
    "--no-sandbox",
    "--disable-gpu",
    # Half of the pictures a second that it sends by itself: encoding them is most of what a test costs.
    "--use-fake-device-for-media-stream=fps=10",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--autoplay-policy=no-user-gesture-required",
    "--auto-select-desktop-capture-source=Entire screen",
    "--auto-accept-this-tab-capture",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("Chromium is not installed (Debian's package chromium)")
    browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_OPTIONS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def installed_firefox(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser | None]:
    """One for all tests; None where its packages are not installed."""
    if missing():
        yield None
        return
    with firefox(playwright, tmp_path_factory.mktemp("firefox")) as browser:
        yield browser


@pytest.fixture
def bobs_firefox(installed_firefox: Browser | None) -> Browser:
    if installed_firefox is None:
        pytest.skip(f"Firefox cannot be tried without Debian's packages {', '.join(missing())}")
    return installed_firefox


@pytest.fixture
def another_browser(installed_firefox: Browser | None, chromium: Browser) -> Browser:
    """For one of several people: a Firefox where it is installed, else Chromium."""
    return installed_firefox or chromium


@pytest.fixture(autouse=True)
def no_request_elsewhere() -> Iterator[None]:
    """No page of any test asks another origin for anything."""
    Person.made.clear()
    yield
    assert {one.name: one.requested_elsewhere for one in Person.made if one.requested_elsewhere} == {}


_fill = Locator.fill


def fill(field: Locator, text: str) -> None:
    """What Playwright writes into a field of Firefox at once is not heard by React: keys are."""
    browser = field.page.context.browser
    if browser is None or browser.browser_type.name != "firefox" or field.get_attribute("type") == "date":
        _fill(field, text)
        return
    field.press("Control+A")
    field.press("Delete")
    field.press_sequentially(text)


@pytest.fixture(scope="session")
def firefox_of_some(request: pytest.FixtureRequest) -> Iterator[Browser | None]:
    """The browser of the people in ``FIREFOX_PEOPLE``, where there are any."""
    if not FIREFOX_PEOPLE:
        yield None
        return
    with patch.object(Locator, "fill", fill):
        yield request.getfixturevalue("installed_firefox")


@pytest.fixture
def new_person(chromium: Browser, firefox_of_some: Browser | None) -> Iterator[Any]:
    """A function that makes a person, whose cookies and pages nobody else has: ``new_person(name, **context options)``,
    with ``browser`` where it is to be another one."""
    made: list[Person] = []

    def make(name: str, *, browser: Browser | None = None, **options: Any) -> Person:
        of_all = firefox_of_some if firefox_of_some and name in FIREFOX_PEOPLE else chromium
        person = Person(browser or of_all, name, **options)
        made.append(person)
        return person

    yield make
    for person in made:
        person.close()


@pytest.fixture
def new_line() -> Iterator[Callable[[], Line]]:
    """A function that makes a line that can be cut, for a person: ``new_person(name, proxy=line.proxy)``."""
    with ExitStack() as lines:

        def make() -> Line:
            line = Line()
            lines.callback(line.close)
            return line

        yield make


@pytest.fixture
def api(shared_server: RunningServer) -> Iterator[LiveMinutes]:
    """An application of its own for each test: keys of another one's meetings do not clash with its keys."""
    application = LiveMinutes(shared_server)
    yield application
    application.close()
