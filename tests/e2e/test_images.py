"""Images on whiteboards and on pages of documents, as two people see them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Route, expect
from pypdfium2 import PdfDocument

from tests.e2e.accessibility import accessible
from tests.e2e.application import LiveMinutes, add, create
from tests.e2e.drawing import SentFile, canvas, drag, drop, in_light, make_board, paste, red_and_blue
from tests.factories import pages
from tests.servers import wait_until

PHOTO = SentFile("Photo.png", "image/png", pages.picture(160, 120))
JPEG = SentFile("Holiday.jpg", "image/jpeg", pages.picture(100, 200, "JPEG"))
SVG = SentFile("Logo.svg", "image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>")
WHOLE = (0.0, 0.0, 2000.0, 2000.0)
SAVED = re.compile("Save as a picture")


def shows(person: Any, what: str, *, least: int = 4000) -> None:
    """The picture, which is half red and half blue, is seen."""
    wait_until(lambda: min(red_and_blue(person, *WHOLE)) >= least, what)


def shows_none(person: Any, what: str) -> None:
    wait_until(lambda: red_and_blue(person, *WHOLE) == (0, 0), what)


def tools(person: Any) -> Any:
    return person.page.get_by_role("toolbar", name="Drawing tools")


def colors_of(path: str) -> tuple[int, int]:
    """Red and blue pixels of a file that was saved."""
    with Image.open(path) as picture:
        return red_and_blue_of(picture)


def red_and_blue_of(picture: Image.Image) -> tuple[int, int]:
    pixels = picture.convert("RGB").tobytes()
    colors = list(zip(pixels[0::3], pixels[1::3], pixels[2::3], strict=True))
    red = sum(r > 200 and g < 60 and b < 60 for r, g, b in colors)
    return red, sum(b > 200 and g < 60 and r < 60 for r, g, b in colors)


def save_picture(person: Any) -> tuple[int, int]:
    tools(person).get_by_role("button", name="More").click()
    with person.page.expect_download() as saving:
        person.page.get_by_role("menuitem", name=SAVED).click()
    return colors_of(str(saving.value.path()))


@pytest.mark.feature("whiteboard")
def test_an_image_on_a_board_is_seen_by_all(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = in_light(new_person("Ann")).join_without_devices(made["hostUrl"])
    bob = in_light(new_person("Bob")).join_without_devices(add(api, "p1", "Bob"))
    addresses: list[str] = []
    for person in (ann, bob):
        person.page.on("request", lambda one: addresses.append(one.url))
    make_board(ann, "Plan")
    expect(canvas(bob)).to_be_visible()
    drop(bob, (300, 200), PHOTO)
    shows(bob, "the image that Bob has dropped")
    shows(ann, "the image of Bob")
    # It is where it was dropped: the red half to the left.
    assert red_and_blue(bob, 230, 150, 60, 100)[0] > 1000
    assert red_and_blue(bob, 310, 150, 60, 100)[1] > 1000
    bob.page.reload()
    shows(bob, "the image to be there again")
    # One takes back what is one's own alone.
    drag(ann, (20, 20), (60, 60))
    before = sum(red_and_blue(bob, *WHOLE))
    with ann.page.expect_file_chooser() as choosing:
        ann.button("Insert an image").click()
    choosing.value.set_files({"name": JPEG.name, "mimeType": JPEG.type, "buffer": JPEG.content})
    wait_until(lambda: sum(red_and_blue(bob, *WHOLE)) > before + 4000, "the image that Ann has chosen")
    both = sum(red_and_blue(bob, *WHOLE))
    ann.button("Undo").click()
    wait_until(lambda: sum(red_and_blue(bob, *WHOLE)) < both - 4000, "the image of Ann to be gone")
    shows(bob, "the image of Bob to have stayed")
    ann.button("Redo").click()
    wait_until(lambda: sum(red_and_blue(bob, *WHOLE)) >= both - 50, "the image of Ann to be back")
    red, blue = save_picture(bob)
    assert min(red, blue) > 2 * 4 * 4000
    tools(bob).get_by_role("button", name="More").click()
    with bob.page.expect_download() as saving:
        bob.page.get_by_role("menuitem", name="Save as PDF").click()
    with PdfDocument(saving.value.path()) as file:
        assert len(file) == 1
        assert min(red_and_blue_of(file[0].render(scale=1).to_pil())) > 4000
    accessible(bob, "a board with images")
    assert {url.split("/")[2] for url in addresses if url.startswith("http")} == {made["hostUrl"].split("/")[2]}
    assert ann.errors == bob.errors == []


@pytest.mark.feature("whiteboard")
def test_what_cannot_be_put_on_a_board_is_said(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    ann = in_light(new_person("Ann")).join_without_devices(made["hostUrl"])
    bob = in_light(new_person("Bob")).join_without_devices(add(api, "p1", "Bob"))
    make_board(ann, "Plan")
    expect(canvas(bob)).to_be_visible()
    drop(bob, (300, 200), SVG)
    expect(bob.page.get_by_role("alert").filter(has_text="no PNG, JPEG, WebP or GIF image")).to_be_visible()
    bob.button("Remove Logo.svg from the list").click()
    # What only says that it is an image is refused by the server.
    drop(bob, (300, 200), SentFile("Evil.png", "image/png", SVG.content))
    expect(bob.page.get_by_role("alert").filter(has_text="no PNG, JPEG, WebP or GIF image")).to_be_visible()
    bob.button("Remove Evil.png from the list").click()
    # A lost connection: nothing is there, until it is sent again.
    cut: list[Route] = []

    def abort(route: Route) -> None:
        cut.append(route)
        route.abort()

    bob.page.route("**/api/v1/room/images?*", abort)
    drop(bob, (300, 200), PHOTO)
    expect(bob.page.get_by_role("alert").filter(has_text="The connection was lost")).to_be_visible()
    accessible(bob, "an image that was not sent")
    assert len(cut) == 1
    shows_none(ann, "nothing to be there")
    bob.page.unroute("**/api/v1/room/images?*")
    bob.button("Try Photo.png again").click()
    shows(ann, "the image that was sent again")
    expect(bob.page.get_by_role("list", name="Images on their way")).to_have_count(0)
    # Between boards it is taken along.
    canvas(bob).click(position={"x": 300, "y": 200})
    bob.page.locator("div.excalidraw").first.focus()
    bob.page.keyboard.press("Control+c")
    make_board(ann, "Other")
    expect(bob.page.get_by_role("group", name="Board Other")).to_be_visible()
    shows_none(bob, "the other board to be empty")
    canvas(bob).click(position={"x": 350, "y": 220})
    bob.page.locator("div.excalidraw").first.focus()
    bob.page.keyboard.press("Control+v")
    shows(ann, "the image on the other board")
    # Who may only look puts nothing there.
    ann.button("People").click()
    ann.open_options()
    ann.page.get_by_role("switch", name="Attendees may draw").click()
    expect(bob.page.get_by_text("The host decides who may draw")).to_be_visible()
    sent: list[str] = []
    bob.page.on("request", lambda one: sent.append(one.url) if "/room/images" in one.url else None)
    drop(bob, (100, 100), JPEG)
    paste(bob, JPEG)
    # A paste of the host is put in the middle.
    before = sum(red_and_blue(bob, *WHOLE))
    canvas(ann).click(position={"x": 500, "y": 40})
    paste(ann, JPEG)
    wait_until(lambda: sum(red_and_blue(bob, *WHOLE)) > before + 2000, "the image that Ann has pasted")
    assert sent == []
    assert ann.errors == []


@pytest.mark.feature("drawing")
def test_an_image_on_a_page_of_a_document(api: LiveMinutes, new_person: Any) -> None:
    made = create(api)
    host = in_light(new_person("Hanna")).join_without_picture(made["hostUrl"])
    ann = new_person("Ann", viewport={"width": 390, "height": 780}).join_without_devices(add(api, "p1", "Ann"))
    host.button("Content").click()
    panel = host.page.get_by_role("complementary", name="Content")
    panel.locator("input[type=file]").set_input_files(
        {"name": "Talk.pdf", "mimeType": "application/pdf", "buffer": pages.talk(2)}
    )
    shown = {one: one.page.get_by_role("region", name="Talk") for one in (host, ann)}
    for region in shown.values():
        expect(region.get_by_role("img", name="Talk, page 1", exact=True)).to_be_visible()
    shown[host].get_by_role("button", name="Draw on the page").click()
    expect(tools(host)).to_be_visible()
    drop(host, (300, 200), PHOTO)
    shows(host, "the image on the page")
    shows(ann, "the image on the phone of Ann", least=500)
    host.button("Undo").click()
    shows_none(ann, "the image to be taken back")
    host.button("Redo").click()
    shows(ann, "the image to be back", least=500)
    shown[host].get_by_role("button", name="More about the document").click()
    with host.page.expect_download() as saving:
        host.page.get_by_role("menuitem", name="Save this page as a picture").click()
    assert min(colors_of(str(saving.value.path()))) > 4000
    # The next page has none, and the first has it again.
    shown[host].get_by_role("button", name="Next page").click()
    expect(shown[ann].get_by_role("img", name="Talk, page 2", exact=True)).to_be_visible()
    shows_none(host, "a page without images")
    shown[host].get_by_role("button", name="Previous page").click()
    shows(host, "the image on the first page")
    shows(ann, "the image on the phone to be there again", least=500)
    assert host.errors == ann.errors == []
