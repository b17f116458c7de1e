from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from convener.domain.centers import centers, maintenance_windows
from convener.domain.centers import limits as center_limits
from convener.domain.centers.limits import LimitKind
from convener.domain.centers.settings import (
    CenterSettings,
    PageLink,
    PasswordPolicy,
    setting_names,
    setting_values,
    settings_of,
)
from convener.domain.errors import CenterExists, CenterNotFound, InvalidParameter, NotSettable
from convener.domain.site import Site
from convener.storage.database import Database
from convener.storage.models import Center, Event, Meeting
from tests.factories.accounts import account, change_center_settings, organizer
from tests.factories.api_client import Office

MAY = datetime(2031, 5, 11, tzinfo=UTC)


def test_centers_are_found_by_name_whatever_the_case(database: Database, center: Center) -> None:
    with database.write() as session:
        acme = centers.create_center(session, "Acme", "Acme Inc.")
        assert centers.find(session, "aCME").id == acme.id
        assert [one.name for one in centers.list_centers(session)] == ["acme", "main"]
        assert centers.ensure_center(session, "ACME", "Other").id == acme.id
        with pytest.raises(CenterExists):
            centers.create_center(session, "acme", "Again")
        for name in ("acme2", "", "a\0"):
            with pytest.raises(CenterNotFound):
                centers.find(session, name)


@pytest.mark.parametrize("name", ["", "a/b", "_XML", "a?b", "a b", "é", "x" * 65, "-a", "a.", ".."])
def test_names_that_cannot_be_part_of_a_url(database: Database, name: str) -> None:
    with database.write() as session, pytest.raises(InvalidParameter):
        centers.create_center(session, name, "x")


def test_settings_have_defaults_until_they_are_changed(database: Database, center: Center) -> None:
    with database.read() as session:
        assert settings_of(session.get_one(Center, center.id)) == CenterSettings()
    change_center_settings(database, center, max_inactive_interval="3600", restoration="false", meeting_seats=40)
    change_center_settings(
        database,
        center,
        **{
            "user_passwords.shortest": "12",
            "user_passwords.digit": True,
            "links.download": "RedirectLink",
            "links.download.url": "https://www.example.org/get-it",
            "meeting_seats": None,
        },
    )
    with database.read() as session:
        kept = settings_of(session.get_one(Center, center.id))
    assert kept == CenterSettings(
        max_inactive_interval=3600,
        restoration=False,
        user_passwords=PasswordPolicy(shortest=12, digit=True),
        links={"download": PageLink(value="RedirectLink", url="https://www.example.org/get-it")},
    )
    shown = setting_values(kept)
    assert shown["user_passwords.shortest"] == 12
    assert shown["links.download.url"] == "https://www.example.org/get-it"
    assert shown["links.help"] == "ShowDefault"
    assert list(shown) == setting_names()


def test_a_change_of_settings_is_told(database: Database, center: Center) -> None:
    change_center_settings(database, center, max_inactive_interval=100)
    change_center_settings(database, center, max_inactive_interval=100)
    with database.read() as session:
        (event,) = session.scalars(select(Event).where(Event.type == "center:settings:changed"))
        assert event.data == {"changed": ["max_inactive_interval"], "actor": None}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("no_such_setting", "1"),
        ("user_passwords", "1"),
        ("links.nowhere", "HideLink"),
        ("max_inactive_interval", "0"),
        ("max_inactive_interval", "often"),
        ("max_inactive_interval", None),
        ("meeting_seats", "2501"),
        ("meeting_seats", "-1"),
        ("named_user_limit", "0"),
        ("buffer_days", "-1"),
        ("restoration", "perhaps"),
        ("user_passwords.shortest", "65"),
        ("locale", "xx-XX"),
        ("locale", "en-us"),
        ("time_zone", "Mars/Olympus"),
        ("application_sharing_privilege", "Everything"),
        ("print_pdf_preference_user_default", "Nobody"),
        ("links.help", "RedirectLink"),
        ("links.download", "RedirectLink"),
        ("links.download.url", "x" * 1024),
        ("admin_invitee_text_audience", "x" * 4001),
    ],
)
def test_settings_that_cannot_be(database: Database, center: Center, key: str, value: object) -> None:
    with pytest.raises(Exception, match=r".") as refused:
        change_center_settings(database, center, **{key: value})
    assert getattr(refused.value, "word", None) in ("invalid_parameter", "bad_value", "bad_time_zone")
    assert str(getattr(refused.value, "parameter", "")).startswith(key)
    with database.read() as session:
        assert settings_of(session.get_one(Center, center.id)) == CenterSettings()


def test_a_name_for_the_lobby_needs_a_lobby_that_is_passed(database: Database, center: Center) -> None:
    with pytest.raises(NotSettable):
        change_center_settings(database, center, fast_lobby_static_username="Colleague")
    change_center_settings(database, center, fast_lobby_static_username="Colleague", allow_fast_lobby_join=True)
    assert (
        change_center_settings(database, center, allow_fast_lobby_join=False).fast_lobby_static_username == "Colleague"
    )
    assert change_center_settings(database, center, fast_lobby_static_username=None).fast_lobby_static_username is None


def test_maintenance_windows(database: Database, center: Center) -> None:
    hour = timedelta(hours=1)
    with database.write() as session:
        other = centers.create_center(session, "other", "Other")
        late = maintenance_windows.add_window(session, center, MAY + 4 * hour, MAY + 6 * hour, "disks")
        early = maintenance_windows.add_window(session, center, MAY, MAY + 2 * hour)
        maintenance_windows.add_window(session, other, MAY, MAY + 9 * hour)
    with database.write() as session:

        def touched(start: datetime, end: datetime) -> list[int]:
            return [window.id for window in maintenance_windows.find_overlapping(session, center, start, end)]

        assert touched(MAY - hour, MAY + 9 * hour) == [early.id, late.id]
        assert touched(MAY - hour, MAY) == []
        assert touched(MAY + 2 * hour, MAY + 4 * hour) == []
        assert touched(MAY + hour, MAY + hour + timedelta(seconds=1)) == [early.id]
        assert touched(MAY + 5 * hour, MAY + 7 * hour) == [late.id]
        assert [one.note for one in maintenance_windows.list_windows(session, center, since=MAY + 2 * hour)] == [
            "disks"
        ]
        with pytest.raises(InvalidParameter):
            maintenance_windows.add_window(session, center, MAY, MAY)
        with pytest.raises(InvalidParameter):
            maintenance_windows.remove_window(session, other, early.id)
        maintenance_windows.remove_window(session, center, early.id)
        assert touched(MAY - hour, MAY + 9 * hour) == [late.id]


def test_limits_without_any_are_the_top_of_the_range(database: Database, site: Site, center: Center) -> None:
    with database.read() as session:
        limits = {kind: center_limits.find_limit(session, site, center, kind) for kind in LimitKind}
    assert [(one.limit, one.current) for one in limits.values()] == [
        (site.room_limit, None),
        (2500, 0),
        (2_147_483_647, 0),
        (2_147_483_647, 0),
    ]


def test_limits_and_what_is_used_of_them(database: Database, site: Site, center: Center) -> None:
    change_center_settings(
        database, center, meeting_seats=40, attendance_limit=100, schedule_limit=7, named_user_limit=3
    )
    office = Office.open(database, site, center)
    meeting_id, _ = office.book()
    with database.write() as session:
        center = session.get_one(Center, center.id)
        organizer(
            session,
            center,
            "mira",
        ).meetings = 2
        account(session, center, "tom")
        meeting = session.get_one(Meeting, meeting_id)
        meeting.inside, meeting.owner.meetings = 12, 1
        session.flush()
        limits = [center_limits.find_limit(session, site, center, kind) for kind in LimitKind]
    assert [(one.limit, one.current) for one in limits] == [(40, None), (100, 12), (7, 3), (3, 1)]
