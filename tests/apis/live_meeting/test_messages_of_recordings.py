"""Messages about what a meeting leaves behind: recordings, documents, polls."""

from __future__ import annotations

from tests.apis.live_meeting.message_suite import MessageSuite, PostgresMessageSuite

MODULES = ("recordings", "resources", "polls")


class TestMessagesOfRecordings(MessageSuite):
    modules = MODULES


class TestMessagesOfRecordingsOnPostgreSQL(PostgresMessageSuite):
    modules = MODULES
