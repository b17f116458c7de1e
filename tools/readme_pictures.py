"""Takes the pictures of the README: drawn people in a meeting, at double density, in light and dark.

usage: make pictures [ONLY="PART ..."]

The parts are pages, room, share, slides, phone and playback.
"""

from __future__ import annotations

import base64
import math
import re
import sys
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import expect
from tests.e2e.drawing import canvas, drag, played
from tests.e2e.person import Person
from tests.factories.pages import pdf
from tests.servers import wait_until
from tools.studio import Studio, studio

IMAGES = Path(__file__).parent.parent / "docs" / "images"
QUALITY = 0.82
"""Of WebP; 1 is the best."""
PATIENCE = 240_000
"""Milliseconds within which browsers find out, on a busy machine too, how large a picture they can send."""
Scheme = Literal["light", "dark"]
WINDOW = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
UNSEEN: dict[str, Any] = {"viewport": {"width": 320, "height": 240}}
"""Of those who are not photographed: the less they draw, the sharper is what they send."""
SHARING: dict[str, Any] = {"viewport": {"width": 960, "height": 400}, "screen": {"width": 1280, "height": 720}}
"""Of one whose bar has room for all controls; a browser shares no more of a tab than fits on the screen."""

TO_WEBP = """
async ([data, quality]) => {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality })).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
"""

SLIDE = """
<style>
  body { margin: 0; height: 100vh; box-sizing: border-box; padding: 72px 88px; background: #fff; color: #161b26;
         font: 26px/1.5 Inter, "DejaVu Sans", sans-serif; }
  h1 { margin: 0 0 8px; font-size: 52px; letter-spacing: -0.02em; }
  p { margin: 0 0 52px; color: #5a667a; }
  div { display: flex; align-items: center; gap: 24px; margin: 32px 0; }
  span { width: 190px; }
  i { height: 56px; border-radius: 10px; background: #2f5bea; }
  b { font-variant-numeric: tabular-nums; }
</style>
<h1>Where the visitors came from</h1>
<p>Spring, thousands of visits</p>
<div><span>Newsletter</span><i style="width: 640px"></i><b>64</b></div>
<div><span>Search</span><i style="width: 480px; background: #7c9cff"></i><b>48</b></div>
<div><span>Partners</span><i style="width: 310px; background: #3ccb7f"></i><b>31</b></div>
<div><span>Trade fairs</span><i style="width: 120px; background: #f2b04a"></i><b>12</b></div>
"""

PRESENTING: dict[str, Any] = {"viewport": {"width": 1100, "height": 760}}
"""Of one who shows a document and draws on it."""

QUESTION = "What made the East so strong?"

SOME_TIME = re.compile(r"\b(0:[1-5]|[1-9]\d*:\d)\d")
"""What the sign of a recording says after 10 seconds and more."""

BARS = (("North", 330, "0.184 0.357 0.918"), ("South", 250, "0.486 0.612 1"), ("East", 420, "0.235 0.796 0.498"))
PAGE = "\n".join(
    [
        "1 1 1 rg 0 0 960 540 re f 0.086 0.106 0.149 rg BT /F1 40 Tf 70 440 Td (Visits by region, this spring) Tj ET",
        *(
            f"0.35 0.4 0.48 rg BT /F1 24 Tf 70 {338 - 90 * row} Td ({name}) Tj ET"
            f" {color} rg 190 {320 - 90 * row} {width} 56 re f"
            for row, (name, width, color) in enumerate(BARS)
        ),
    ]
)
"""A page of a document: what PDF calls a content stream."""


def look(scheme: Scheme, viewport: dict[str, int] = WINDOW) -> dict[str, Any]:
    """The options of a browser."""
    return {"viewport": viewport, "color_scheme": scheme, "device_scale_factor": 2}


def pages(shop: Studio, scheme: Scheme) -> None:
    """The front page of an organizer, and what a guest sees before entering."""
    ann = shop.person("Ann Archer", **look(scheme))
    shop.sign_in(ann)
    if scheme == "light":
        for title, hours in (("Spring review", 26), ("Interview with Dai Nakamura", 30), ("Design round", 52)):
            shop.plan(ann, title, hours)
    ann.page.reload()
    expect(ann.page.get_by_text("Design round").first).to_be_visible()
    shoot(shop, ann, f"front-{scheme}")
    made = shop.meeting(f"preview-{scheme}", title="Spring review", duration="1")
    priya = shop.person("Priya", **look(scheme)).open(made["meetingUrl"])
    expect(priya.button("Join meeting")).to_be_visible()
    priya.page.get_by_role("textbox", name="Your name").fill("Priya Rao")
    priya.page.wait_for_function("() => [...document.querySelectorAll('video')].some((one) => one.currentTime > 1)")
    shoot(shop, priya, f"preview-{scheme}")


def set_mood(person: Person, scheme: Scheme) -> None:
    """The room is dark, until somebody wants it to be as everything else."""
    if scheme == "dark":
        return
    dark = person.page.get_by_role("switch", name="Dark room")
    person.open_settings()
    dark.click()
    person.page.keyboard.press("Escape")
    expect(dark).to_have_count(0)


def room(shop: Studio, scheme: Scheme) -> None:
    """Four people in the room."""
    key = f"room-{scheme}"
    made = shop.meeting(key, title="Spring review", duration="1")
    # Somebody else speaks than the one who is photographed, whose own picture shows it less.
    bob = shop.person("Bob Baker", **look(scheme)).join(shop.participant(key, "bob", "Bob Baker"))
    set_mood(bob, scheme)
    others = enter(shop, made, key, "Cléo Dubois", "Dai Nakamura")
    await_pictures(bob, *others, width=480)
    shoot(shop, bob, f"room-four-{scheme}")


def share(shop: Studio, scheme: Scheme) -> None:
    """Somebody's slides in the room."""
    key = f"share-{scheme}"
    made = shop.meeting(key, title="Spring review", duration="1")
    bob = shop.person("Bob Baker", **look(scheme)).join(shop.participant(key, "bob", "Bob Baker"))
    set_mood(bob, scheme)
    cleo = shop.person("Cléo Dubois", **SHARING).join(shop.participant(key, "cleo", "Cléo Dubois"))
    shop.share(cleo, SLIDE)
    others = enter(shop, made, key)
    bob.page.wait_for_function("() => document.querySelector('[data-screen] video')?.videoWidth >= 1280")
    await_pictures(bob, cleo.name, *others, width=320)
    shoot(shop, bob, f"room-share-{scheme}")


def slides(shop: Studio, scheme: Scheme) -> None:
    """A document in the room, and what is drawn on it."""
    key = f"slides-{scheme}"
    made = shop.meeting(key, title="Spring review", duration="1")
    bob = shop.person("Bob Baker", **look(scheme)).join(shop.participant(key, "bob", "Bob Baker"))
    set_mood(bob, scheme)
    ann = shop.person("Ann Archer", **PRESENTING).join(made["hostUrl"])
    shop.person("Cléo Dubois", **UNSEEN).join(shop.participant(key, "cleo", "Cléo Dubois"))
    bring(ann, "Visits", PAGE)
    circle_the_east(ann)
    expect(canvas(bob)).to_be_attached()
    await_pictures(bob, "Cléo Dubois", "Ann Archer", width=320)
    shoot(shop, bob, f"room-slides-{scheme}")


def circle_the_east(person: Person) -> None:
    """Draw round the figure of one region on ``PAGE``, which is shown."""
    person.button("Draw on the page").click()
    expect(canvas(person)).to_be_visible()
    box = canvas(person).bounding_box()
    assert box is not None
    width, height = box["width"], box["height"]
    middle, reach = (0.63 * width, 0.7 * height), (0.07 * width, 0.1 * height)
    turns = [(math.cos(step * math.pi / 8), math.sin(step * math.pi / 8)) for step in range(18)]
    drag(person, *((middle[0] + x * reach[0], middle[1] + y * reach[1]) for x, y in turns))


def bring(person: Person, name: str, page: str) -> None:
    """Bring a document of one page (a content stream of PDF), which is shown at once."""
    person.button("Content").click()
    person.page.get_by_role("complementary", name="Content").locator("input[type=file]").set_input_files(
        {"name": f"{name}.pdf", "mimeType": "application/pdf", "buffer": pdf([page.encode()], size="0 0 960 540")}
    )
    person.button("Close").click()
    expect(person.page.get_by_role("region", name=name)).to_be_visible()


def phone(shop: Studio, scheme: Scheme) -> None:
    """The room on a phone."""
    key = f"phone-{scheme}"
    made = shop.meeting(key, title="Spring review", duration="1")
    mei = shop.person("Mei Lin", **look(scheme, PHONE)).join(shop.participant(key, "mei", "Mei Lin"))
    set_mood(mei, scheme)
    others = enter(shop, made, key, "Kwame Mensah", "Fatima Haddad")
    await_pictures(mei, *others, width=320)
    shoot(shop, mei, f"room-phone-{scheme}")


def playback(shop: Studio, scheme: Scheme) -> None:
    """A recorded meeting with a document and what was drawn on it, as it is played afterwards."""
    ann = shop.person("Ann Archer", **PRESENTING)
    shop.sign_in(ann)
    link = record(shop, ann)
    viewer = shop.person("Fatima Haddad", **look(scheme))
    shop.sign_in(viewer)
    viewer.open(link)
    player = viewer.page.get_by_role("region", name="Recording of the meeting")
    # The question comes after the drawing: there it is complete. Messages are listed as far as the player is.
    player.get_by_role("tab", name="Chat").click()
    player.get_by_role("slider", name="Position").press("End")
    player.get_by_role("button", name=re.compile(re.escape(QUESTION))).click()
    player.get_by_role("button", name="Play").click()
    viewer.page.wait_for_function("() => document.querySelectorAll('video').length > 2")
    shown = "() => [...document.querySelectorAll('video')].every((it) => it.currentTime > 5)"
    viewer.page.wait_for_function(shown, timeout=PATIENCE)
    wait_until(lambda: played(player) > 200, "the drawing")
    player.get_by_role("button", name="Pause").click()
    shoot(shop, viewer, f"playback-{scheme}")


def record(shop: Studio, ann: Person) -> str:
    """Record a meeting of three, of whom one shows a document and draws on it, and another writes; returns the address
    of the recording."""
    ann.button("New meeting").click()
    dialog = ann.page.get_by_role("dialog")
    join = dialog.get_by_role("link", name="Enter as host")
    expect(join).to_be_visible()
    link = dialog.get_by_role("textbox", name="Meeting link").input_value()
    join.click()
    ann.button("Join meeting").click()
    others = [shop.person(name, **UNSEEN).join(link, name=name) for name in ("Bob Baker", "Cléo Dubois")]
    ann.sees(*(one.name for one in others))
    bring(ann, "Visits", PAGE)
    ann.button("More").click()
    ann.button("Record").click()
    for one in others:
        one.page.get_by_role("dialog").get_by_role("button", name="Stay").click()
    circle_the_east(ann)
    expect(canvas(others[0])).to_be_attached()
    bob = others[0].page
    bob.get_by_role("button", name="Chat", exact=True).click()
    bob.get_by_role("textbox", name="Message").fill(QUESTION)
    bob.get_by_role("button", name="Send", exact=True).click()
    expect(ann.page.get_by_role("img", name=SOME_TIME)).to_be_visible()
    # The tools for drawing have a button of this name too.
    ann.page.get_by_role("contentinfo", name="Meeting controls").get_by_role("button", name="More").click()
    ann.button("Stop recording").click()
    ann.open(f"{shop.server.base_url}/recordings")
    play = ann.page.locator("a[href*='/view?']").first
    expect(play).to_be_visible()
    return str(play.get_attribute("href"))


PARTS = {"pages": pages, "room": room, "share": share, "slides": slides, "phone": phone, "playback": playback}


def enter(shop: Studio, made: dict[str, Any], key: str, *names: str) -> list[str]:
    """Let Ann, the host, and these people come in; returns all their names."""
    shop.person("Ann Archer", **UNSEEN).join(made["hostUrl"])
    for name in names:
        shop.person(name, **UNSEEN).join(shop.participant(key, name, name))
    return ["Ann Archer", *names]


def await_pictures(person: Person, *names: str, width: int) -> None:
    """Wait until all pictures are there and so large, nothing floats over them any more, and Ann is seen to speak."""
    person.sees(*names)
    person.page.mouse.move(2, 2)
    person.page.wait_for_function(
        "(width) => [...document.querySelectorAll('figure video')].every((it) => it.hidden || it.videoWidth >= width)",
        arg=width,
        timeout=PATIENCE,
    )
    expect(person.page.locator(".mantine-Notification-root")).to_have_count(0)
    # A small machine that draws four people is a slow line to itself, and says so.
    away = person.button("Put away")
    if away.count():
        away.click()
        expect(away).to_have_count(0)
    # What had the focus last keeps it, and its name is written over it, until somebody does something else.
    person.page.evaluate("() => document.activeElement?.blur()")
    expect(person.page.get_by_role("tooltip")).to_have_count(0)
    person.page.locator('figure[data-speaking][aria-label="Ann Archer"]').wait_for()


def shoot(shop: Studio, person: Person, name: str) -> None:
    """Take a picture of what the person sees, as WebP."""
    person.page.wait_for_load_state("networkidle")
    shot = base64.b64encode(person.page.screenshot()).decode()
    with shop.blank_page() as page:
        picture: str = page.evaluate(TO_WEBP, [shot, QUALITY])
    path = shop.folder / f"{name}.webp"
    path.write_bytes(base64.b64decode(picture))
    print(f"{path.name}: {path.stat().st_size >> 10} KiB", flush=True)


def main() -> None:
    """Take the pictures of the README anew, all or those of some parts."""
    if unknown := set(sys.argv[1:]) - set(PARTS):
        sys.exit(f"{__doc__}\nno such part: {', '.join(sorted(unknown))}")
    expect.set_options(timeout=PATIENCE)
    with studio(IMAGES, patience=PATIENCE) as shop:
        for part in sys.argv[1:] or PARTS:
            schemes: tuple[Scheme, ...] = ("light", "dark")
            for scheme in schemes:
                PARTS[part](shop, scheme)
                shop.go_home()


if __name__ == "__main__":
    main()
