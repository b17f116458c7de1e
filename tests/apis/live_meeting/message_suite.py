"""The tests that all messages pass. A test file for each group of messages holds the two suites of the group, so that
workers, to whom whole files are given, share the cases."""

from __future__ import annotations

from typing import ClassVar

import pytest

from convener.apis.live_meeting.registry import Message
from convener.domain.permissions import CenterRole, center_allows
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import Case


class MessageSuite:
    """Each message of some modules of :mod:`convener.apis.live_meeting.messages` against its golden pairs, and what
    comes before anything that a message is about."""

    modules: ClassVar[tuple[str, ...]]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        if "case" in metafunc.fixturenames:
            metafunc.parametrize("case", [golden.param(case) for case in golden.cases_of(self.modules)])
        if "message" in metafunc.fixturenames:
            messages = golden.messages_of(self.modules)
            metafunc.parametrize("message", [pytest.param(message, id=message.name) for message in messages])

    def test_golden_pair(self, place: Place, case: Case) -> None:
        golden.exchange(place.base_url, place.world_of(case), case)

    def test_wrong_credentials_come_first(self, place: Place, message: Message) -> None:
        found = golden.post(place.base_url, place.any_world(), "nobody", f'<{message.name}Request bogus="1"/>')
        assert found.findtext("FaultCode") == "Client.Authentication"

    def test_each_role_is_let_through_or_refused_before_anything_else(self, place: Place, message: Message) -> None:
        world = place.any_world()
        for user, role in golden.ROLES.items():
            found = golden.post(place.base_url, world, user, f'<{message.name}Request bogus="1"/>')
            code = found.findtext("FaultCode")
            if center_allows(role.value, message.may):
                assert code == "Client.BadSyntax.NotAllowed.Field"
            elif center_allows(CenterRole.ORGANIZER.value, message.may):
                assert code == "Client.Authorization.NotOrganizer"
            else:
                assert code == "Client.Authorization.NotAdministrator"

    def test_unknown_parts_are_refused_by_their_name(self, place: Place, message: Message) -> None:
        world = place.any_world()
        name = f"{message.name}Request"
        for request in (f'<{name} bogus="1"/>', f"<{name}><bogus/></{name}>"):
            found = golden.post(place.base_url, world, "mira", request)
            assert found.findtext("FaultCode") == "Client.BadSyntax.NotAllowed.Field"
            assert found.xpath("string(.//StringOption[@name='fieldName']/@value)") == "bogus"


@pytest.mark.postgres
class PostgresMessageSuite:
    """The golden pairs that end well, with PostgreSQL behind the server."""

    modules: ClassVar[tuple[str, ...]]

    def pytest_generate_tests(self, metafunc: pytest.Metafunc) -> None:
        cases = golden.cases_of(self.modules)
        metafunc.parametrize("case", [golden.param(case) for case in cases if case.fault is None])

    def test_golden_pair(self, postgres_place: Place, case: Case) -> None:
        golden.exchange(postgres_place.base_url, postgres_place.world_of(case), case)
