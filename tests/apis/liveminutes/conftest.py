"""One running server for all tests of this API; each test brings its own API client."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.factories.liveminutes import Application
from tests.servers import RunningServer


@pytest.fixture(scope="session")
def liveminutes_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The server."""
    running = RunningServer(tmp_path_factory.mktemp("liveminutes") / "data", address_failures=5000)
    running.start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def app(liveminutes_server: RunningServer) -> Iterator[Application]:
    """An application; tests of a module share it, so each takes keys of its own."""
    application = Application(liveminutes_server)
    yield application
    application.close()


@pytest.fixture
def new_app(liveminutes_server: RunningServer) -> Iterator[Callable[[], Application]]:
    """A function that makes an application which nobody else uses."""
    made: list[Application] = []

    def make() -> Application:
        made.append(Application(liveminutes_server, f"app {len(made)}"))
        return made[-1]

    yield make
    for application in made:
        application.close()


@pytest.fixture
def key(request: pytest.FixtureRequest) -> str:
    """A meeting key that belongs to this test alone."""
    return f"key of {request.node.name}"[:255]
