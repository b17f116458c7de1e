"""The table that shows which golden cases there are, and that each is run. (They run in ``test_messages_of_*.py``.)"""

from __future__ import annotations

import pytest

from convener.apis.live_meeting.registry import MESSAGES, Message
from convener.domain.permissions import CenterRole, center_allows
from tests.apis.live_meeting import (
    golden,
    test_messages_of_meetings,
    test_messages_of_recordings,
    test_messages_of_service,
    test_messages_of_users,
)
from tests.apis.live_meeting.golden import ROLES

CASES = golden.load()
GROUPS = (test_messages_of_meetings, test_messages_of_recordings, test_messages_of_service, test_messages_of_users)


@pytest.mark.parametrize("message", [pytest.param(message, id=message.name) for message in MESSAGES.values()])
def test_the_table_of_cases_has_no_hole(message: Message) -> None:
    cases = [case for case in CASES if case.message == message.name]
    succeeding = {ROLES[case.last.who] for case in cases if case.fault is None and case.last.who in ROLES}
    missing = [role.value for role in CenterRole if center_allows(role.value, message.may) and role not in succeeding]
    assert not missing, f"no success as {missing}"
    shown = {case.fault for case in cases}
    assert set(message.faults) <= shown, f"no case for {set(message.faults) - shown}"


def test_cases_are_of_messages_that_there_are() -> None:
    names = {message.name for message in MESSAGES.values()}
    assert {case.message for case in CASES} - {"Batch"} <= names


def test_each_message_and_each_case_is_in_one_group() -> None:
    messages = [message.name for group in GROUPS for message in golden.messages_of(group.MODULES)]
    assert sorted(messages) == sorted(message.name for message in MESSAGES.values())
    cases = [case.id for group in GROUPS for case in golden.cases_of(group.MODULES)]
    assert sorted(cases) == sorted(case.id for case in CASES)
