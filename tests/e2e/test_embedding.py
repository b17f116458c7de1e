"""The same meeting inside an IFRAME of another origin, and who may embed it."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, add, create
from tests.servers import RunningServer, wait_until


class EmbeddingSite:
    """Somebody else's web site: another port is another origin."""

    def __init__(self) -> None:
        self.page = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Page, self))
        self.origin = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class _Page(BaseHTTPRequestHandler):
    def __init__(self, site: EmbeddingSite, *given: Any) -> None:
        self.site = site
        super().__init__(*given)

    def do_GET(self) -> None:
        body = self.site.page.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[EmbeddingSite]:
    made = EmbeddingSite()
    yield made
    made.server.shutdown()
    made.server.server_close()


def framed(url: str) -> str:
    allow = "camera; microphone; display-capture; fullscreen; autoplay"
    return f"""<!doctype html><title>CRM</title><iframe id="room" src="{html.escape(url)}" allow="{allow}"
      style="width:1100px;height:700px"></iframe>
      <script>window.heard = []; addEventListener("message", (event) => heard.push(event.data.type));</script>"""


def with_script(server: RunningServer, url: str) -> str:
    return f"""<!doctype html><title>CRM</title><div id="place"></div>
      <script src="{server.base_url}/convener-embed.js"></script>
      <script>
        window.heard = [];
        window.room = new ConvenerEmbed({{ url: {url!r}, parent: document.getElementById("place"),
                                           width: "1100px", height: "700px" }});
        for (const name of ["joined", "left", "ended"]) room.addListener(name, () => heard.push(name));
      </script>"""


def test_people_meet_inside_a_frame_of_another_origin(
    shared_server: RunningServer, api: LiveMinutes, new_person: Any, site: EmbeddingSite
) -> None:
    made = create(api)
    ann = new_person("Ann").join(made["hostUrl"])
    site.page = framed(add(api, "p1", "Bob"))
    bob = new_person("Bob", other_origins=[shared_server.base_url]).open(site.origin)
    frame = bob.page.frame_locator("#room")
    frame.get_by_role("button", name="Join meeting").click()
    expect(frame.get_by_role("button", name="Leave", exact=True)).to_be_visible()
    ann.sees("Bob")
    view = next(one for one in bob.page.frames if one.url.startswith(shared_server.base_url))
    bob.sees("Ann", view=view)
    wait_until(lambda: "convener:joined" in bob.page.evaluate("heard"), "the page to hear that Bob joined")
    frame.get_by_role("button", name="Leave", exact=True).click()
    wait_until(lambda: "convener:left" in bob.page.evaluate("heard"), "the page to hear that Bob left")


def test_the_embedding_script_mutes_and_hangs_up(
    shared_server: RunningServer, api: LiveMinutes, new_person: Any, site: EmbeddingSite
) -> None:
    made = create(api)
    site.page = with_script(shared_server, made["hostUrl"])
    ann = new_person("Ann", other_origins=[shared_server.base_url]).open(site.origin)
    frame = ann.page.frame_locator("iframe")
    frame.get_by_role("button", name="Join meeting").click()
    expect(frame.get_by_role("button", name="Mute microphone")).to_be_visible()
    wait_until(lambda: "joined" in ann.page.evaluate("heard"), "the page to hear that Ann joined")
    ann.page.evaluate("room.executeCommand('mute')")
    expect(frame.get_by_role("button", name="Unmute microphone")).to_be_visible()
    ann.page.evaluate("room.executeCommand('hangup')")
    wait_until(lambda: "left" in ann.page.evaluate("heard"), "the page to hear that Ann left")
    wait_until(lambda: api.participant_status("k1", "h1") == "11", "Ann to have quit")


def test_only_allowed_origins_may_embed(
    shared_server: RunningServer, api: LiveMinutes, new_person: Any, site: EmbeddingSite
) -> None:
    done = shared_server.cli("client", "set", api.sid, "--origin", "https://crm.example.org")
    assert done.returncode == 0, done.stderr
    site.page = framed(create(api)["hostUrl"])
    ann = new_person("Ann", other_origins=[shared_server.base_url])
    refusals: list[str] = []
    ann.page.on("console", lambda message: refusals.append(message.text))
    ann.open(site.origin)
    wait_until(lambda: any("frame-ancestors" in text for text in refusals), "the browser to refuse the frame")
    expect(ann.page.frame_locator("#room").get_by_role("button", name="Join meeting")).to_have_count(0)
