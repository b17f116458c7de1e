"""A whiteboard, as two people draw on it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import canvas, drag, drawn
from tests.servers import wait_until


@pytest.mark.feature("whiteboard")
def test_two_people_draw_on_a_board(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = new_person("Ann").join_without_devices(made["hostUrl"])
    bob = new_person("Bob").join_without_devices(add(api, "p1", "Bob"))
    ann.button("More").click()
    ann.page.get_by_role("button", name="Whiteboard").click()
    ann.button("New board").click()
    ann.page.get_by_label("Name of the board").fill("Plan")
    ann.button("Create and show").click()
    for one in (ann, bob):
        expect(canvas(one)).to_be_visible()
        expect(one.page.get_by_role("toolbar", name="Drawing tools")).to_be_visible()
    # Each draws, and sees both.
    drag(ann, (100, 80), (200, 80), (200, 140))
    bob.button("Shapes").click()
    bob.page.get_by_role("menuitem", name="Rectangle").click()
    drag(bob, (300, 80), (380, 160))
    for one in (ann, bob):
        wait_until(lambda one=one: drawn(one, 90, 70, 120, 80) > 100, "the stroke of Ann")  # type: ignore[misc]
        wait_until(lambda one=one: drawn(one, 290, 70, 100, 100) > 100, "the rectangle of Bob")  # type: ignore[misc]
    # One takes back what is one's own alone.
    ann.button("Undo").click()
    wait_until(lambda: drawn(bob, 90, 70, 120, 80) == 0, "the stroke to be gone")
    assert drawn(bob, 290, 70, 100, 100) > 100
    ann.button("Redo").click()
    wait_until(lambda: drawn(bob, 90, 70, 120, 80) > 100, "the stroke to be back")
    ann.page.get_by_role("toolbar", name="Drawing tools").get_by_role("button", name="More").click()
    with ann.page.expect_download() as saving:
        ann.page.get_by_role("menuitem", name="Save as a picture").click()
    assert saving.value.suggested_filename == "Plan.png"
    assert Path(saving.value.path()).read_bytes().startswith(b"\x89PNG")
    ann.page.get_by_role("toolbar", name="Drawing tools").get_by_role("button", name="More").click()
    with ann.page.expect_download() as saving:
        ann.page.get_by_role("menuitem", name="Save as PDF").click()
    with PdfDocument(saving.value.path()) as file:
        page = file[0].render(scale=1).to_pil().convert("L")
    assert page.getextrema()[0] < 100
    accessible(ann, "a whiteboard and the panel")
    # The host clears the board, and takes that back.
    ann.page.get_by_role("toolbar", name="Drawing tools").get_by_role("button", name="More").click()
    ann.page.get_by_role("menuitem", name="Clear all").click()
    ann.page.get_by_role("dialog").get_by_role("button", name="Clear all").click()
    wait_until(lambda: drawn(bob, 0, 0, 640, 400) == 0, "the board to be empty")
    ann.button("Undo").click()
    wait_until(lambda: drawn(bob, 290, 70, 100, 100) > 100, "the rectangle to be back")
    # A reload loses nothing.
    bob.page.reload()
    expect(canvas(bob)).to_be_visible()
    wait_until(lambda: drawn(bob, 0, 0, 640, 400) > 300, "the drawing to be there again")
    # The host decides who draws.
    ann.button("People").click()
    ann.open_options()
    ann.page.get_by_role("switch", name="Attendees may draw").click()
    expect(bob.page.get_by_text("The host decides who may draw")).to_be_visible()
    expect(bob.page.get_by_role("toolbar", name="Drawing tools")).to_have_count(0)
    assert ann.page.evaluate("document.documentElement.lang") == "en"
    assert ann.errors == bob.errors == []


@pytest.mark.feature("whiteboard")
def test_a_board_is_drawn_and_written_on_right_to_left(api: LiveMinutes, new_person: Any) -> None:
    made = create(api, lang="ar")
    amal = new_person("Amal", locale="ar", viewport={"width": 390, "height": 780})
    amal.context.add_init_script("delete window.MediaDevices.prototype.getUserMedia")
    page = amal.open(made["hostUrl"]).page
    amal.button("انضم إلى الاجتماع").click()
    amal.button("المزيد").click()
    page.get_by_role("button", name="السبورة").click()
    amal.button("سبورة جديدة").click()
    page.get_by_label("اسم السبورة").fill("خطة")
    amal.button("إنشاء وعرض").click()
    amal.button("إغلاق").click()
    expect(canvas(amal)).to_be_visible()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    tools = page.get_by_role("toolbar", name="أدوات الرسم")
    accessible(amal, "a whiteboard right to left, on a phone")
    # The tools begin at the right, and arrow keys go the way they point.
    boxes = [tools.get_by_role("button", name=name, exact=True).bounding_box() for name in ("تحديد", "قلم", "نص")]
    places = [box["x"] for box in boxes if box is not None]
    assert len(places) > 1
    assert places == sorted(places, reverse=True)
    tools.get_by_role("button", name="تحديد", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    expect(tools.get_by_role("button", name="تحريك العرض", exact=True)).to_be_focused()
    # What opens stays in the window.
    tools.get_by_role("button", name="المزيد", exact=True).click()
    menu = page.get_by_role("menu").bounding_box()
    assert menu is not None
    assert menu["x"] >= 0
    assert menu["x"] + menu["width"] <= 390
    page.keyboard.press("Escape")
    # A stroke, and a text in Arabic, which is read out too.
    tools.get_by_role("button", name="قلم", exact=True).click()
    drag(amal, (60, 200), (200, 200))
    wait_until(lambda: drawn(amal, 50, 190, 160, 20) > 100, "the stroke")
    tools.get_by_role("button", name="نص", exact=True).click()
    canvas(amal).click(position={"x": 190, "y": 300})
    page.keyboard.type("أضواء وموسيقى")
    page.keyboard.press("Escape")
    expect(page.get_by_role("list", name="النصوص على السبورة")).to_have_text("أضواء وموسيقى")
    wait_until(lambda: drawn(amal, 0, 270, 390, 70) > 100, "the text")
    amal.button("تراجع").click()
    wait_until(lambda: drawn(amal, 0, 270, 390, 70) == 0, "the text to be taken back")
    assert drawn(amal, 50, 190, 160, 20) > 100
    assert amal.errors == []
