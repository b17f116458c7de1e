"""Which questions are answered on the event loop: those alone that are small whatever the center holds."""

from __future__ import annotations

import pytest
from lxml import etree

from convener.apis.livemeeting.calls import MESSAGES

NAMED = '<ListMeetingsRequest{}><StringQuery fieldName="{}" value="x"{}/></ListMeetingsRequest>'


@pytest.mark.parametrize(
    ("request_", "quick"),
    [
        (NAMED.format("", "mid", ""), True),
        (NAMED.format("", "name", ' operator="="'), True),
        (NAMED.format(' listDeleted="True"', "mid", ""), True),
        (NAMED.format(' listDeleted="True"', "name", ""), False),
        (NAMED.format(' restorableOnly="True"', "name", ""), False),
        (NAMED.format("", "name", ' operator="LIKE"'), False),
        (NAMED.format("", "opaque1", ""), False),
        (NAMED.format("", "owner", ""), False),
        ("<ListMeetingsRequest/>", False),
    ],
)
def test_small_questions(request_: str, quick: bool) -> None:
    assert MESSAGES["ListMeetingsRequest"].quick(etree.fromstring(request_)) is quick
