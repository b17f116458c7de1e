"""A proxy that nobody told us of is noticed, once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from convener.diagnostics.finding import Health
from convener.diagnostics.proxies import check_proxies
from convener.settings import Settings
from convener.web.middleware.proxies import TrustedProxies
from convener.web.middleware.untrusted_proxy import UntrustedProxyMiddleware, read_noticed_proxy
from tests.factories.log import captured_log, lines

TRUSTED = "127.0.0.1, 10.0.0.0/8"


class Requests:
    """Requests through the middleware, and how many came out."""

    def __init__(self, data: Path) -> None:
        self.passed = 0
        self.middleware = UntrustedProxyMiddleware(self._app, TrustedProxies(TRUSTED), data)

    def send(self, peer: str, *headers: bytes, type: str = "http") -> None:
        scope = {"type": type, "client": (peer, 5) if peer else None, "headers": [(name, b"x") for name in headers]}

        async def send() -> None:
            await self.middleware(scope, None, None)  # type: ignore[arg-type]

        asyncio.run(send())

    async def _app(self, _scope: Any, _receive: Any, _send: Any) -> None:
        self.passed += 1


def test_a_proxy_that_is_not_trusted_is_noticed_once(tmp_path: Path) -> None:
    requests = Requests(tmp_path)
    with captured_log() as log:
        for peer in ("127.0.0.1", "10.1.2.3", ""):
            requests.send(peer, b"x-forwarded-for")
        requests.send("192.0.2.1", b"x-forwarded-proto", b"host")
        requests.send("", type="lifespan")
        assert read_noticed_proxy(tmp_path) == ""
        for peer in ("172.17.0.1", "172.17.0.1", "192.0.2.2"):
            requests.send(peer, b"x-forwarded-for")
    assert requests.passed == 8
    (line,) = [line for line in lines(log) if "CONVENER_TRUSTED_PROXIES" in line["event"]]
    assert line["proxy"] == "172.17.0.1"
    assert read_noticed_proxy(tmp_path) == "172.17.0.1"
    (finding,) = check_proxies(Settings.load({}, data=tmp_path, trusted_proxies=TRUSTED))
    assert finding.health is Health.WARNING
    assert "172.17.0.1" in finding.message
    assert list(check_proxies(Settings.load({}, data=tmp_path, trusted_proxies="172.16.0.0/12"))) == []
    Requests(tmp_path)
    assert read_noticed_proxy(tmp_path) == "", "a start begins anew"


def test_forwarded_counts_too_and_no_folder_is_needed(tmp_path: Path) -> None:
    requests = Requests(tmp_path / "none")
    requests.send("2001:db8::1", b"forwarded")
    assert requests.passed == 1
    assert list(check_proxies(Settings.load({}, data=tmp_path / "none"))) == []
