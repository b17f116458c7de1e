"""How long from "Join meeting" to the first frame of the other, on loopback, in real browsers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.report import percentile, save, table
from tests.e2e.application import LiveMinutes
from tests.e2e.conftest import CHROMIUM_OPTIONS
from tests.e2e.person import Person
from tests.servers import RunningServer

ROUNDS = 15
ELAPSED = """
() => {
  const last = (name) => performance.getEntriesByName(name).at(-1)?.startTime;
  const [from, to] = [last('convener:join-clicked'), last('convener:first-remote-frame')];
  return from !== undefined && to !== undefined && to > from ? to - from : null;
}
"""


def main() -> None:
    """Ann is in the meeting; Bob joins again and again, each time as somebody new."""
    folder = Path(tempfile.mkdtemp(prefix="convener-bench-"))
    server = RunningServer(folder / "data")
    server.start()
    times: list[float] = []
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
            api = LiveMinutes(server)
            made = api("createMeeting", meetingKey="bench", hostid="h", hostnickname="Ann")
            ann = Person(browser, "Ann").join(made["hostUrl"])
            for number in range(ROUNDS):
                name = f"Bob {number}"
                bob = Person(browser, name).join(made["meetingUrl"], name=name)
                bob.sees("Ann")
                times.append(float(bob.page.wait_for_function(ELAPSED).json_value()))
                bob.leave()
                bob.close()
            ann.close()
            api.close()
            browser.close()
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
    row = {
        "joins": len(times),
        "p50 ms": percentile(times, 0.5),
        "p95 ms": percentile(times, 0.95),
        "longest ms": max(times),
    }
    table('Media: from "Join meeting" to the first frame of the other (both browsers on this machine)', [row])
    save("media", [row])


if __name__ == "__main__":
    main()
