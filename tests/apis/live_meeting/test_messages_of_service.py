"""Messages about the service itself, its seats, visitors, invitations; and batches."""

from __future__ import annotations

from tests.apis.live_meeting.message_suite import MessageSuite, PostgresMessageSuite

MODULES = ("service", "seats", "visitors", "invitations", "batch")


class TestMessagesOfService(MessageSuite):
    modules = MODULES


class TestMessagesOfServiceOnPostgreSQL(PostgresMessageSuite):
    modules = MODULES
