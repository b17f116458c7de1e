"""Each message against its golden pairs, and the table that shows which cases there are."""

from __future__ import annotations

import pytest

from convener.apis.live_meeting.registry import MESSAGES, Message
from convener.domain.permissions import CenterRole, center_allows
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import Case

CASES = golden.load()
ROLES = {"mira": CenterRole.ADMINISTRATOR, "tom": CenterRole.ORGANIZER, "max": CenterRole.MEMBER}
BY_NAME = {message.name: message for message in MESSAGES.values()}
EACH_MESSAGE = [pytest.param(message, id=message.name) for message in MESSAGES.values()]


@pytest.mark.parametrize("case", [golden.param(case) for case in CASES])
def test_golden_pair(place: Place, case: Case) -> None:
    golden.exchange(place.base_url, place.world_of(case), case)


@pytest.mark.parametrize("message", EACH_MESSAGE)
def test_wrong_credentials_come_first(place: Place, message: Message) -> None:
    found = golden.post(place.base_url, place.any_world(), "nobody", f'<{message.name}Request bogus="1"/>')
    assert found.findtext("FaultCode") == "Client.Authentication"


@pytest.mark.parametrize("message", EACH_MESSAGE)
def test_each_role_is_let_through_or_refused_before_anything_else(place: Place, message: Message) -> None:
    world = place.any_world()
    for user, role in ROLES.items():
        found = golden.post(place.base_url, world, user, f'<{message.name}Request bogus="1"/>')
        code = found.findtext("FaultCode")
        if center_allows(role.value, message.may):
            assert code == "Client.BadSyntax.NotAllowed.Field"
        elif center_allows(CenterRole.ORGANIZER.value, message.may):
            assert code == "Client.Authorization.NotOrganizer"
        else:
            assert code == "Client.Authorization.NotAdministrator"


@pytest.mark.parametrize("message", EACH_MESSAGE)
def test_unknown_parts_are_refused_by_their_name(place: Place, message: Message) -> None:
    world = place.any_world()
    for request in (f'<{message.name}Request bogus="1"/>', f"<{message.name}Request><bogus/></{message.name}Request>"):
        found = golden.post(place.base_url, world, "mira", request)
        assert found.findtext("FaultCode") == "Client.BadSyntax.NotAllowed.Field"
        assert found.xpath("string(.//StringOption[@name='fieldName']/@value)") == "bogus"


@pytest.mark.parametrize("message", EACH_MESSAGE)
def test_the_table_of_cases_has_no_hole(message: Message) -> None:
    cases = [case for case in CASES if case.message == message.name]
    succeeding = {ROLES[case.last.who] for case in cases if case.fault is None and case.last.who in ROLES}
    missing = [role.value for role in CenterRole if center_allows(role.value, message.may) and role not in succeeding]
    assert not missing, f"no success as {missing}"
    shown = {case.fault for case in cases}
    assert set(message.faults) <= shown, f"no case for {set(message.faults) - shown}"


def test_cases_are_of_messages_that_there_are() -> None:
    assert {case.message for case in CASES} - {"Batch"} <= set(BY_NAME)
