"""What centers ask of passwords."""

from __future__ import annotations

from convener.diagnostics.finding import Health
from convener.diagnostics.password_policies import check_password_policies
from convener.domain.centers import centers
from convener.domain.centers.settings import change_settings
from convener.settings import Settings
from convener.storage.database import Database


def test_short_passwords_are_warned_of(started: Settings) -> None:
    assert list(check_password_policies(started)) == []
    database = Database(started.sqlalchemy_url)
    with database.write() as session:
        for name, shortest, server_made in (
            ("acme", 1, False),
            ("firm", 7, False),
            ("made", 1, True),
            ("good", 9, False),
        ):
            center = centers.create_center(session, name, "")
            change_settings(
                session,
                center,
                {"user_passwords.shortest": shortest, "user_passwords.server_made": server_made},
            )
    database.close()
    one, other = check_password_policies(started)
    assert (one.health, other.health) == (Health.WARNING, Health.WARNING)
    assert one.message == "users of the center acme may choose passwords of 1 character"
    assert other.message == "users of the center firm may choose passwords of 7 characters"
    assert other.advice == "convener center set firm user_passwords.shortest=8"


def test_nothing_is_said_before_the_first_start(settings: Settings) -> None:
    assert list(check_password_policies(settings)) == []
