"""Messages about users, groups and sign-in tickets."""

from __future__ import annotations

from tests.apis.live_meeting.message_suite import MessageSuite, PostgresMessageSuite

MODULES = ("users", "groups", "tickets")


class TestMessagesOfUsers(MessageSuite):
    modules = MODULES


class TestMessagesOfUsersOnPostgreSQL(PostgresMessageSuite):
    modules = MODULES
