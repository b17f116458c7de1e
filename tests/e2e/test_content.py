"""Documents as people show them: brought, turned for all, looked ahead in, and there again after a reload."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import canvas, drag, drawn, pinch, swipe
from tests.e2e.talk import bring_talk, sees_page, shown
from tests.servers import wait_until

COVERED = """
(region) => [...region.querySelectorAll('button, input')].flatMap((one) => {
  const { left, top, width, height } = one.getBoundingClientRect();
  const reached = document.elementFromPoint(left + width / 2, top + height / 2);
  if (width === 0 || height === 0 || reached === null || one.contains(reached)) return [];
  return [`${one.getAttribute('aria-label') || one.innerText} below ${reached.outerHTML.slice(0, 160)}`];
})
"""
"""The controls within that something else lies over, and what that is."""


def draw_on_the_page(host: Any, ann: Any) -> None:
    """The host draws on page 3, and Ann with a finger; each takes back what is one's own."""
    assert canvas(host).count() == canvas(ann).count() == 0
    shown(host).get_by_role("button", name="Draw on the page").click()
    expect(canvas(host)).to_be_visible()
    drag(host, (40, 60), (160, 60))
    expect(canvas(ann)).to_be_attached()
    wait_until(lambda: drawn(ann, 0, 0, 360, 60) > 30, "the stroke on Ann's phone")
    accessible(host, "a document on which the host draws")
    shown(ann).get_by_role("button", name="Draw on the page").click()
    tools = shown(ann).get_by_role("toolbar", name="Drawing tools")
    expect(tools).to_be_visible()
    swipe(ann, (60, 150), (300, 200))
    wait_until(lambda: drawn(host, 120, 300, 600, 200) > 100, "the stroke of Ann's finger")
    accessible(ann, "a phone on which a page is drawn on")
    # Two fingers draw nothing: they enlarge the page, and what is drawn with it.
    # How much that is depends on how fast the fingers drew: strokes that are drawn fast are thin.
    before = drawn(ann, 0, 0, 360, 420)
    pinch(ann, (180, 100), 30, 120)
    wait_until(lambda: drawn(ann, 0, 0, 360, 420) > 2 * before, "the larger strokes")
    assert drawn(host, 200, 100, 400, 200) == 0
    sees_page(host, 3)
    shown(ann).get_by_role("button", name="More about the document").click()
    ann.page.get_by_role("menuitem", name="Fit the whole page").click()
    ann.button("Undo").click()
    wait_until(lambda: drawn(host, 120, 300, 600, 200) == 0, "Ann's stroke to be gone")
    assert drawn(host, 30, 50, 140, 20) > 100
    shown(host).get_by_role("button", name="Zoom in").click()
    wait_until(lambda: drawn(host, 30, 50, 140, 20) < 100, "the stroke to have moved with the page")
    shown(host).get_by_role("button", name="Fit the whole page").click()
    shown(host).get_by_role("button", name="Stop drawing").click()
    shown(ann).get_by_role("button", name="Draw on the page").click()


def save_with_drawings(host: Any) -> None:
    """All pages as PDF: the third has the stroke of the host, which is red on blue, and the others have none."""
    shown(host).get_by_role("button", name="More about the document").click()
    with host.page.expect_download() as saving:
        host.page.get_by_role("menuitem", name="Save all pages as PDF").click()
    assert saving.value.suggested_filename == "Talk.pdf"
    with PdfDocument(saving.value.path()) as file:
        pictures = [page.render(scale=1).to_pil().convert("RGB") for page in file]
    assert [strokes(one) is None for one in pictures[1:]] == [True, False]
    found = strokes(pictures[2])
    assert found is not None
    # Drawn from 40, 60 to 160, 60 pixels of a page that is some 830 wide.
    assert found == pytest.approx((0.048, 0.072, 0.193, 0.072), abs=0.02)


def strokes(picture: Image.Image) -> tuple[float, ...] | None:
    """Where a picture is red: left, top, right, bottom, in widths of it; None where it is nowhere."""
    low, high = (lambda value: 255 * (value < 90)), (lambda value: 255 * (value > 180))
    red, green, blue = picture.split()
    box = ImageChops.darker(red.point(high), ImageChops.darker(green.point(low), blue.point(low))).getbbox()
    return tuple(one / picture.width for one in box) if box is not None else None


def a_notice_covers_no_control(person: Any) -> None:
    """What stands on the stage is reached while a notice stays there: with thumbnails too, and from right to left."""
    person.page.evaluate("() => delete MediaDevices.prototype.getUserMedia")
    person.button("Start camera").click()
    notice = person.page.get_by_role("status").filter(has=person.button("Put away"))
    expect(notice).to_be_visible()
    shown(person).get_by_role("button", name="All pages").click()
    for direction in ("rtl", "ltr"):
        person.page.evaluate("(direction) => void (document.documentElement.dir = direction)", direction)
        for width in (360, 1280, 390):
            person.page.set_viewport_size({"width": width, "height": 780})
            person._wait_for(
                lambda: [one for part in (shown(person), notice) for one in part.evaluate(COVERED)],
                lambda covered: covered == [],
                f"no control to be covered at {width} px, {direction}",
            )
    shown(person).get_by_role("button", name="All pages").click()
    person.button("Put away").click()


@pytest.mark.feature("content")
@pytest.mark.feature("drawing")
@pytest.mark.feature("showing")
def test_a_document_is_shown_to_all(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    host = new_person("Hanna").join_without_picture(made["hostUrl"])
    ann = new_person("Ann", viewport={"width": 390, "height": 780}, color_scheme="dark")
    ann.join_without_picture(add(api, "p1", "Ann"))
    expect(ann.button("Content")).to_have_count(0)
    panel = bring_talk(host)
    for person in (host, ann):
        sees_page(person, 1)
    expect(panel.get_by_text("3 pages")).to_be_visible()
    accessible(host, "the room with a document and the panel")
    # The presenter turns by the keyboard and by a button, and all follow.
    host.button("Close").click()
    host.page.keyboard.press("ArrowRight")
    sees_page(ann, 2)
    shown(host).get_by_role("button", name="Next page").click()
    sees_page(ann, 3)
    sees_page(host, 3)
    draw_on_the_page(host, ann)
    save_with_drawings(host)
    # Ann looks back alone, until she returns to the presenter; nobody else sees that.
    shown(ann).get_by_role("button", name="Previous page").click()
    sees_page(ann, 2)
    accessible(ann, "a document on a phone, looked at alone")
    a_notice_covers_no_control(ann)
    sees_page(host, 3)
    ann.page.reload()
    sees_page(ann, 3)
    wait_until(lambda: drawn(ann, 0, 0, 360, 60) > 30, "the host's stroke to be there again")
    shown(ann).get_by_role("button", name="Previous page").click()
    shown(ann).get_by_role("button", name="Back to the presenter (page 3)").click()
    sees_page(ann, 3)
    shown(host).get_by_role("button", name="More about the document").click()
    host.page.get_by_role("menuitem", name="Stop showing").click()
    for person in (host, ann):
        expect(shown(person)).to_have_count(0)
