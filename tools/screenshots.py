"""Takes a picture of every screen in light and dark, on phone and desktop, to be looked at.

usage: python -m tools.screenshots FOLDER             all screens
       python -m tools.screenshots --entry FOLDER     entry URLs, tickets and recordings alone
       python -m tools.screenshots --meetings FOLDER  the pages of an organizer alone
"""

from __future__ import annotations

import re
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import av
import httpx
from playwright.sync_api import ViewportSize, expect
from tests.e2e.person import Person
from tests.factories.entry import EntryFactory
from tools.studio import PASSWORD, Studio, studio

DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=360, height=740)
NARROW = ViewportSize(width=240, height=400)


def four_people(shop: Studio, key: str, look: dict[str, Any]) -> tuple[Person, list[Person]]:
    """Ann on the screen that is photographed, and three others."""
    made = shop.meeting(key, title="Spring review", duration="1")
    ann = shop.person("Ann Archer", **look).join(made["hostUrl"])
    others = []
    for number, name in enumerate(["Bob Baker", "Cléo Dubois", "Dai Nakamura"]):
        others.append(shop.person(name).join(shop.participant(key, f"p{number}", name)))
    for other in others:
        ann.sees(other.name)
    return ann, others


def open_control(person: Person, name: str, size: str) -> None:
    """Press a control of the room, which on a phone stands behind "More", as settings always do; people are in the line
    above."""
    if name == "Settings" or (size == "phone" and name != "People"):
        person.button("More").click()
    person.button(name).first.click()
    person.page.wait_for_timeout(400)


def close_sheets(person: Person) -> None:
    """Close what lies over the room."""
    for _ in range(2):
        person.page.keyboard.press("Escape")
        person.page.wait_for_timeout(400)


def in_the_room(shop: Studio, ann: Person, guest_url: str, scheme: str, size: str) -> None:
    """What features show: settings, reactions, the lobby, a narrow window; in light where the system is."""
    tag = f"{scheme}-{size}"
    open_control(ann, "Settings", size)
    if scheme == "light":
        ann.page.get_by_role("switch", name="Dark room").click()
        ann.page.wait_for_timeout(400)
    shop.shoot(ann, f"settings-{tag}")
    close_sheets(ann)
    if size == "phone":
        ann.button("More").click()
    else:
        ann.button("Reactions").click()
    ann.page.get_by_role("group", name="Reactions").get_by_role("button", name="Heart").click()
    ann.page.wait_for_timeout(400)
    shop.shoot(ann, f"reactions-{tag}")
    close_sheets(ann)
    open_control(ann, "People", size)
    ann.open_options()
    ann.page.get_by_role("switch", name="Lobby").click()
    guest = shop.person("Eve", color_scheme=scheme, viewport=PHONE if size == "phone" else DESKTOP).open(guest_url)
    guest.page.get_by_role("textbox", name="Your name").fill("Eve Egger")
    guest.button("Join meeting").click()
    guest.reads("You will be let in")
    shop.shoot(guest, f"lobby-{tag}")
    ann.page.wait_for_timeout(400)
    shop.shoot(ann, f"people-waiting-{tag}")
    ann.page.get_by_role("switch", name="Lobby").click()
    close_sheets(ann)
    if size == "phone":
        ann.page.set_viewport_size(NARROW)
        ann.page.wait_for_timeout(600)
        shop.shoot(ann, f"room-narrow-{scheme}")
        ann.page.set_viewport_size(PHONE)


def everything(shop: Studio) -> None:
    """Every screen, in light and dark, on both sizes."""
    for scheme in ("light", "dark"):
        for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
            look = {"color_scheme": scheme, "viewport": viewport}
            tag = f"{scheme}-{size}"
            ann = shop.person("Ann", **look).open(shop.server.base_url)
            shop.shoot(ann, f"front-{tag}")
            shop.sign_in(ann)
            ann.button("New meeting").first.click()
            ann.page.wait_for_timeout(500)
            shop.shoot(ann, f"front-signed-in-{tag}")
            key = f"m-{tag}"
            made = shop.meeting(key, title="Spring review", duration="1")
            bob_url = shop.participant(key, "p0", "Bob Baker")
            early = shop.meeting(f"early-{tag}", title="Kick-off", time="2099-01-01 10:00:00")
            for name, url in (("early", early["meetingUrl"]), ("invalid", f"{shop.server.base_url}/m/NOSUCHCODE")):
                ann.open(url)
                ann.page.wait_for_timeout(500)
                shop.shoot(ann, f"{name}-{tag}")
            ann.open(made["meetingUrl"])
            expect(ann.button("Join meeting")).to_be_visible()
            ann.page.wait_for_timeout(1500)
            shop.shoot(ann, f"preview-open-link-{tag}")
            ann.join(made["hostUrl"])
            ann.page.wait_for_timeout(1000)
            shop.shoot(ann, f"room-1-{tag}")
            bob = shop.person("Bob Baker").join(bob_url)
            ann.sees("Bob Baker")
            shop.shoot(ann, f"room-2-{tag}")
            for number, name in enumerate(["Cléo Dubois", "Dai Nakamura"]):
                shop.person(name).join(shop.participant(key, f"q{number}", name))
                ann.sees(name)
            shop.shoot(ann, f"room-4-{tag}")
            in_the_room(shop, ann, made["meetingUrl"], scheme, size)
            open_control(ann, "People", size)
            shop.shoot(ann, f"people-{tag}")
            ann.page.keyboard.press("Escape")
            if size == "phone":
                ann.page.get_by_role("button", name="Close").first.click()
            bob.button("Share screen").click()
            expect(bob.button("Stop sharing")).to_be_visible()
            ann.page.wait_for_timeout(2500)
            shop.shoot(ann, f"room-share-{tag}")
            shop.api("cancelMeeting", meetingKey=key)
            expect(ann.button("Leave")).to_have_count(0)
            ann.page.wait_for_timeout(400)
            shop.shoot(ann, f"goodbye-cancelled-{tag}")
            shop.go_home()


SERIES = """<PlaceWareConfCenter authUser="ann" authPassword="{password}">
<CreateMeetingRequest title="{title}"><OptionList><TimeOption name="startTime" value="{start}"/>
<TimeOption name="endTime" value="{end}"/><StringOption name="recurrenceRule" value="FREQ=WEEKLY"/>
<EnumerationOption name="meetingType" value="Recurring"><String>Recurring</String></EnumerationOption>
</OptionList></CreateMeetingRequest></PlaceWareConfCenter>"""


def plan_a_week(shop: Studio, ann: Person) -> None:
    """Meetings of each sort: later today, on other days, in a series, begun, cancelled."""
    for title, hours in (
        ("Spring review", 3),
        ("Interview with Dai Nakamura", 26),
        ("Design round with everybody who had a hand in the new brochure, and with the printers", 27),
        ("Board", 76),
        ("Annual general meeting", 24 * 90),
        ("Called off", 50),
    ):
        shop.plan(ann, title, hours)
    start = (datetime.now(UTC) - timedelta(days=20)).replace(hour=9, minute=0, second=0, microsecond=0)
    body = SERIES.format(
        password=PASSWORD,
        title="Monday round",
        start=f"{start:%Y-%m-%dT%H:%M:%SZ}",
        end=f"{start + timedelta(minutes=45):%Y-%m-%dT%H:%M:%SZ}",
    )
    reply = httpx.post(f"{shop.server.base_url}/cc/main/xml/4.0", content=body, timeout=30)
    assert "Fault" not in reply.text, reply.text
    ann.page.reload()


def organizer_dialogs(shop: Studio, ann: Person, tag: str) -> None:
    """The form of a series, guests, a meeting that was held, and what those who are invited see."""
    ann.open(shop.server.base_url)
    ann.button("Schedule a meeting").click()
    form = ann.page.get_by_role("dialog")
    form.get_by_role("combobox", name="Repeats").click()
    ann.page.get_by_role("option", name="Every week").click()
    form.get_by_role("combobox", name="Invite by e-mail").fill("bo@example.org, no-address,")
    ann.page.wait_for_timeout(400)
    shop.shoot(ann, f"meetings-form-{tag}")
    ann.page.keyboard.press("Escape")
    ann.open(shop.server.base_url)
    ann.button("What to do with “Board”").click()
    ann.page.get_by_role("menuitem", name="Invite people").click()
    dialog = ann.page.get_by_role("dialog")
    if not dialog.get_by_role("list", name="Invited people").is_visible():
        dialog.get_by_role("combobox", name="E-mail addresses").fill(
            "bo@example.org, maximiliana.wilhelmine@example.org,"
        )
        dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_role("list", name="Invited people")).to_be_visible()
    ann.page.wait_for_timeout(4500)
    shop.shoot(ann, f"meetings-guests-{tag}")
    mails = [file.read_text() for file in (shop.server.data / "outbox").glob("*.eml")]
    link = next(found for mail in mails if (found := re.search(r"http\S+/i/[\w.-]+/", mail)))
    for page in ("accept", "reminders"):
        ann.open(f"{link[0]}{page}")
        ann.page.wait_for_timeout(600)
        shop.shoot(ann, f"invitation-{page}-{tag}")
    ann.open(shop.server.base_url)
    ann.button("New meeting").click()
    url = ann.page.get_by_role("dialog").get_by_role("link", name="Enter as host").get_attribute("href") or ""
    ann.join(url)
    ann.end_for_all()
    expect(ann.page.get_by_role("link", name="To your meetings")).to_be_visible()
    shop.shoot(ann, f"goodbye-ended-by-you-{tag}")
    ann.page.get_by_role("link", name="To your meetings").click()
    ann.page.get_by_role("tab", name="Past").click()
    ann.page.locator("li button[aria-haspopup=menu]").first.click()
    ann.page.get_by_role("menuitem", name="Who was there").click()
    expect(ann.page.get_by_role("table", name="Attendance")).to_be_visible()
    ann.page.wait_for_timeout(500)
    shop.shoot(ann, f"meetings-attendance-{tag}")


def meeting_pages(shop: Studio) -> None:
    """The pages of an organizer; in light and dark, on both sizes."""
    first = shop.person("Ann")
    shop.sign_in(first)
    plan_a_week(shop, first)
    first.button("What to do with “Called off”").click()
    first.page.get_by_role("menuitem", name="Cancel meeting").click()
    first.page.get_by_role("dialog").get_by_role("button", name="Cancel meeting").click()
    expect(first.page.get_by_text("is cancelled")).to_be_visible()
    for locale in ("en", "de", "ar"):
        for scheme in ("light", "dark") if locale == "en" else ("light",):
            for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
                tag = f"{locale}-{scheme}-{size}"
                look = {"color_scheme": scheme, "viewport": viewport, "locale": locale}
                ann = shop.person("Ann", storage_state=first.context.storage_state(), **look)
                ann.open(shop.server.base_url)
                expect(ann.page.get_by_text("Spring review").first).to_be_visible()
                shop.shoot(ann, f"meetings-{tag}")
                ann.page.locator("li button[aria-haspopup=menu]").first.click()
                ann.page.wait_for_timeout(400)
                shop.shoot(ann, f"meetings-menu-{tag}")
                ann.page.get_by_role("menuitem").nth(3).click()
                ann.page.wait_for_timeout(600)
                shop.shoot(ann, f"meetings-edit-{tag}")
                ann.page.keyboard.press("Escape")
                ann.page.get_by_role("tab").nth(2).click()
                expect(ann.page.get_by_text("Called off")).to_be_visible()
                shop.shoot(ann, f"meetings-cancelled-{tag}")
                ann.page.get_by_role("searchbox").fill("nothing like it")
                ann.page.wait_for_timeout(1500)
                shop.shoot(ann, f"meetings-none-{tag}")
                if locale == "en":
                    organizer_dialogs(shop, ann, tag)


def video_file(path: Path) -> Path:
    """A video to look at: colors that move."""
    with av.open(str(path), "w", format="webm") as container:
        stream = container.add_stream("libvpx", rate=10)
        stream.width, stream.height, stream.pix_fmt = 640, 360, "yuv420p"
        for number in range(40):
            frame = av.VideoFrame(640, 360, "yuv420p")
            for plane, light in zip(frame.planes, (110, 90 + number, 170 - number), strict=True):
                plane.update(bytes([light]) * plane.buffer_size)
            frame.pts = number
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def entry_pages(shop: Studio) -> None:
    """Entry URLs, tickets that are used and recordings; in light and dark, on both sizes."""
    meetings = EntryFactory(shop.server)
    meetings.meeting("K7WP2Q", audience_entry="password", audience_password="5~.~tS`p2", presenter_password="x")
    meetings.meeting("board", audience_entry="acl")
    meetings.meeting("firm", registration=True, lobby=True)
    meetings.meeting("gone", life="deleted", cancelled_at=datetime.now(UTC))
    meetings.meeting("late", doors="scheduled", ends_at=datetime.now(UTC) - timedelta(hours=1))
    with tempfile.TemporaryDirectory() as folder:
        path = video_file(Path(folder) / "film.webm")
        options = ("--meeting", "K7WP2Q", "--title", "Spring review", "--start-time", "2026-03-31T14:00:00Z")
        result = shop.server.cli("recording", "import", str(path), *options)
        assert result.returncode == 0, result.stderr
    fields = {"pw": "5~.~tS`p2", "cn": "Zoé Ångström"}
    pages = {
        "password": (meetings.url("attend", "K7WP2Q"), ""),
        "password-wrong": (meetings.url("attend", "K7WP2Q", pw="wrong"), ""),
        "sign-in": (meetings.url("attend", "board"), ""),
        "registration": (meetings.url("attend", "firm"), "Join meeting"),
        "known": (meetings.url("attend", "K7WP2Q", **fields), ""),
        "deleted": (meetings.url("attend", "gone"), ""),
        "late": (meetings.url("attend", "late"), ""),
        "ticket": (f"{shop.server.base_url}/cc/main?ticket=used", ""),
        "recording-asks": (meetings.url("view", "K7WP2Q"), "Watch"),
        "recording": (meetings.url("view", "K7WP2Q", **fields), ""),
        "recording-none": (meetings.url("view", "nosuch"), ""),
    }
    for scheme in ("light", "dark"):
        for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
            zoe = shop.person("Zoé", color_scheme=scheme, viewport=viewport)
            for name, (url, click) in pages.items():
                zoe.open(url)
                expect(zoe.page.get_by_role("heading", level=1)).to_be_visible()
                if click:
                    zoe.button(click).click()
                zoe.page.wait_for_timeout(400)
                shop.shoot(zoe, f"{name}-{scheme}-{size}")
            shop.go_home()
    meetings.database.close()


def main() -> None:
    """Take the pictures that are asked for."""
    if sys.argv[1:2] == ["--entry"] and len(sys.argv) == 3:
        with studio(Path(sys.argv[2])) as shop:
            entry_pages(shop)
    elif sys.argv[1:2] == ["--meetings"] and len(sys.argv) == 3:
        with studio(Path(sys.argv[2])) as shop:
            meeting_pages(shop)
    elif len(sys.argv) == 2:
        with studio(Path(sys.argv[1])) as shop:
            everything(shop)
            meeting_pages(shop)
            entry_pages(shop)
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
