"""The page of the Live Meeting service API says what the code declares."""

from __future__ import annotations

import re

from tools.generate_live_meeting_doc import DOCUMENT, SECTIONS, document

from convener.apis.live_meeting.registry import MESSAGES


def test_the_page_is_current() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "run: python tools/generate_live_meeting_doc.py"


def test_every_message_has_its_place() -> None:
    page = document()
    for message in MESSAGES.values():
        assert page.count(f"\n#### {message.name}\n") == 1
        assert message.carry_out.__module__.rpartition(".")[2] in SECTIONS


def test_links_within_the_page_lead_somewhere() -> None:
    page = document()
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^#+ (.+)$", page, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings
