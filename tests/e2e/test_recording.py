"""A meeting is recorded, as people see it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.e2e.application import LiveMinutes, create


@pytest.mark.feature("recording")
def test_where_nothing_can_be_recorded_the_host_is_told_why(api: LiveMinutes, new_person: Any) -> None:
    ann = new_person("Ann").join(create(api)["hostUrl"])
    ann.button("More").click()
    ann.button("Record").click()
    expect(ann.page.get_by_text("This server cannot record")).to_be_visible()
    ann.button("More").click()
    expect(ann.button("Record")).to_be_visible()
    assert ann.errors == []
