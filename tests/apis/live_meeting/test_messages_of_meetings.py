"""Messages about meetings."""

from __future__ import annotations

from tests.apis.live_meeting.message_suite import MessageSuite, PostgresMessageSuite

MODULES = ("meetings",)


class TestMessagesOfMeetings(MessageSuite):
    modules = MODULES


class TestMessagesOfMeetingsOnPostgreSQL(PostgresMessageSuite):
    modules = MODULES
