from __future__ import annotations

from datetime import UTC, datetime

import pytest

from convener.domain.accounts import profiles, users
from convener.domain.accounts.changes import UserChanges
from convener.domain.accounts.settings import UserSettings
from convener.domain.centers.settings import CenterSettings
from convener.domain.errors import BadTimeZone, BadValue, InvalidParameter, NotAllowed
from convener.domain.meetings.options import MeetingOptions
from convener.storage.database import Database
from convener.storage.models import Center, User
from tests.factories.accounts import account, change_center_settings, user_changes

LAX = CenterSettings(application_sharing_privilege="Desktop", application_sharing_privilege_user_default="Desktop")


def person(**columns: str) -> User:
    user = User(user_id="mira", first_name="", last_name="", display_name="", email="", role="organizer")
    user.company = user.time_zone = user.locale = ""
    user.billing = user.opaque1 = user.opaque2 = user.expires_at = None
    user.preferences = {}
    for name, value in columns.items():
        setattr(user, name, value)
    return user


def test_what_is_said_is_kept_to_the_letter(database: Database, center: Center) -> None:
    changes: dict[str, str] = {
        "first_name": " Míra",
        "last_name": "Olsen <b>",
        "company": "Fjord & Søn",
        "email": "ann+list@example.org",
        "billing": "K-114",
        "opaque1": "x" * 1023,
        "locale": "de-de",
        "time_zone": "Europe/Berlin",
    }
    with database.write() as session:
        account(session, center, "mira", **changes)
    with database.read() as session:
        user = users.find_user(session, center, "mira")
    assert {word: getattr(user, word) for word in changes} == {**changes, "locale": "de-DE"}
    assert user.display_name == " Míra Olsen <b>".strip()


def test_a_full_name_follows_its_parts_until_somebody_says_another() -> None:
    user = person()
    profiles.apply_changes(LAX, user, {})
    assert user.display_name == "mira"
    profiles.apply_changes(LAX, user, {"first_name": "Mira", "last_name": "Olsen"})
    assert user.display_name == "Mira Olsen"
    profiles.apply_changes(LAX, user, {"last_name": "Berg", "first_name": None})
    assert user.display_name == "Berg"
    profiles.apply_changes(LAX, user, {"display_name": "The Boss"})
    profiles.apply_changes(LAX, user, {"last_name": "Olsen"})
    assert user.display_name == "The Boss"


def test_trailing_spaces_go_and_leading_ones_stay() -> None:
    user = person()
    profiles.apply_changes(LAX, user, {"company": "  Fjord  "})
    assert user.company == "  Fjord"


def test_what_others_read_has_nothing_that_turns_the_text_around() -> None:
    user = person()
    profiles.apply_changes(
        LAX, user, {"display_name": "Ann \u202e(tsoh)", "opaque1": "a\u200bb", "seat_prompt": "\u2067How"}
    )
    assert (user.display_name, user.opaque1) == ("Ann (tsoh)", "a\u200bb")
    assert profiles.effective_settings(LAX, user).seat_prompt == "How"


def test_what_is_taken_away_is_the_default_again() -> None:
    user = person(display_name="mira")
    expires = datetime(2031, 1, 1, tzinfo=UTC)
    changes: UserChanges = {
        "company": "F",
        "billing": "K",
        "locale": "fr-FR",
        "time_zone": "Asia/Tokyo",
        "expires_at": expires,
    }
    changed = profiles.apply_changes(LAX, user, {**changes, "seat_prompt": "Mood", "lines_per_page": 5})
    assert changed == sorted([*changes, "seat_prompt", "lines_per_page"])
    assert profiles.locale_of(LAX, user) == "fr-FR"
    assert profiles.time_zone_of(LAX, user) == "Asia/Tokyo"
    assert (
        profiles.apply_changes(LAX, user, user_changes(dict.fromkeys([*changes, "seat_prompt", "lines_per_page"])))
        == changed
    )
    assert profiles.locale_of(LAX, user) == "en-US"
    assert profiles.time_zone_of(LAX, user) == "UTC"
    assert (user.company, user.billing, user.expires_at, user.preferences) == ("", None, None, {})


@pytest.mark.parametrize(
    ("word", "value", "error"),
    [
        ("first_name", "x" * 256, InvalidParameter),
        ("opaque2", "x" * 1024, InvalidParameter),
        ("company", "a\nb", InvalidParameter),
        ("display_name", "\u200b", InvalidParameter),
        ("first_name", "\u3164", InvalidParameter),
        ("seat_label_blue", "\u202e\u202c", InvalidParameter),
        ("locale", "xx-XX", BadValue),
        ("time_zone", "Mars/Olympus", BadTimeZone),
        ("audience_entry_control", "open", InvalidParameter),
        ("lines_per_page", 0, InvalidParameter),
        ("lines_per_page", "many", InvalidParameter),
        ("recording_preference", "yes", InvalidParameter),
        ("recording_expiration_time_type", "Years", InvalidParameter),
        ("application_sharing_privilege", "All", InvalidParameter),
        ("seat_label_red", "a\tb", InvalidParameter),
        ("print_pdf_privilege", "Everybody", InvalidParameter),
    ],
)
def test_values_that_cannot_be(word: str, value: str | int, error: type[Exception]) -> None:
    user = person()
    with pytest.raises(error) as refused:
        profiles.apply_changes(LAX, user, user_changes({word: value}))
    assert getattr(refused.value, "parameter", None) == word
    assert user.preferences == {}


def test_sharing_goes_up_to_the_privilege_and_that_up_to_the_centers() -> None:
    settings = CenterSettings(
        application_sharing_privilege="Single",
        application_sharing_privilege_user_default="Desktop",
        application_sharing_preference_user_default="Desktop",
    )
    user = person()
    wants = profiles.effective_settings(settings, user)
    assert (wants.application_sharing_privilege, wants.application_sharing_preference) == ("Single", "Single")
    with pytest.raises(BadValue):
        profiles.apply_changes(settings, user, {"application_sharing_privilege": "Desktop"})
    profiles.apply_changes(settings, user, {"application_sharing_privilege": "Disabled"})
    with pytest.raises(BadValue):
        profiles.apply_changes(settings, user, {"application_sharing_preference": "Single"})
    profiles.apply_changes(settings, user, {"application_sharing_preference": "SharingDisallowed"})
    wants = profiles.effective_settings(settings, user)
    assert (wants.application_sharing_privilege, wants.application_sharing_preference) == (
        "Disabled",
        "SharingDisallowed",
    )


def test_a_privilege_that_shrinks_takes_the_preference_along() -> None:
    user = person()
    profiles.apply_changes(LAX, user, {"application_sharing_preference": "Desktop", "print_pdf_preference": "All"})
    profiles.apply_changes(LAX, user, {"application_sharing_privilege": "Disabled", "print_pdf_privilege": "Presenter"})
    wants = profiles.effective_settings(LAX, user)
    assert wants.application_sharing_preference == "Disabled"
    assert wants.print_pdf_preference == "Presenter"
    with pytest.raises(BadValue):
        profiles.apply_changes(LAX, user, {"print_pdf_preference": "All"})


def test_what_the_center_forbids_nobody_may() -> None:
    settings = CenterSettings(
        recording_privilege=False,
        personal_recording_privilege=False,
        enable_audio_voip=False,
        allow_enable_audio_broadcast=False,
        allow_video_enable=False,
    )
    user = person()
    words = (
        "recording_privilege",
        "recording_preference",
        "personal_recording_privilege",
        "audio_voip_privilege",
        "enable_audio_voip",
        "audio_broadcast_privilege",
        "allow_video_enable",
        "enable_personal_recording_presenter",
    )
    profiles.apply_changes(settings, user, user_changes(dict.fromkeys(words, True)))
    wants = profiles.effective_settings(settings, user)
    assert [getattr(wants, word) for word in words] == [False] * len(words)
    wants = profiles.effective_settings(LAX, user)
    assert [getattr(wants, word) for word in words] == [True] * len(words)


def test_defaults_of_meetings_are_the_owners_else_the_centers() -> None:
    settings = CenterSettings(locale="de-DE", time_zone="Europe/Berlin", recording_expiry_days=90, audio_embedded=True)
    user = person()
    assert profiles.meeting_defaults(settings, user) == {
        "audience_custom_frame_ht": 100,
        "presenter_custom_frame_ht": 100,
        "enable_recording_expiration": True,
        "recording_expiration_time_amount": 90,
        "recording_expiration_time_type": "Days",
        "enable_audio_voip": True,
        "enable_audio_broadcast": False,
        "application_sharing_preference": "Disabled",
        "print_pdf_preference": "All",
        "recording_preference": False,
        "seat_prompt": "Feedback to Presenter",
        "seat_label_blue": None,
        "seat_label_green": None,
        "seat_label_purple": None,
        "seat_label_red": None,
        "seat_label_yellow": None,
        "audio_embedded": True,
        "locale": "de-DE",
        "audience_entry": "password",
        "seats": None,
        "time_zone": "Europe/Berlin",
        "billing": None,
    }
    changes: dict[str, str | int | bool] = {
        "enable_recording_expiration": False,
        "recording_preference": True,
        "seat_prompt": "Mood",
        "seat_label_red": "Lost",
        "enable_audio_voip": False,
        "locale": "fr-FR",
        "time_zone": "Europe/Paris",
        "billing": "K-114",
    }
    profiles.apply_changes(
        settings, user, user_changes({**changes, "audience_entry_control": "acl", "meeting_size": 12})
    )
    defaults = profiles.meeting_defaults(settings, user)
    assert {word: defaults[word] for word in changes} == changes
    assert (defaults["audience_entry"], defaults["seats"], defaults["enable_audio_broadcast"]) == ("acl", 12, True)


def test_defaults_of_meetings_are_words_of_meetings() -> None:
    of_the_row = {"audience_entry", "seats", "time_zone", "billing"}
    assert set(profiles.meeting_defaults(LAX, person())) - of_the_row <= set(MeetingOptions.__struct_fields__)


def test_all_preferences_are_resolved() -> None:
    never = {"seat_prompt", "meeting_size", "recording_expiration_time_amount", "recording_expiration_time_type"}
    wants = profiles.effective_settings(LAX, person())
    for word in UserSettings.__struct_fields__:
        if word not in never and not word.startswith("seat_label_"):
            assert getattr(wants, word) is not None, word


def test_billing_may_be_reserved() -> None:
    settings = CenterSettings(billing_reserved=True)
    changes: UserChanges = {"billing": "K-115", "company": "Fjord"}
    assert profiles.permitted_own_changes(settings, person(), changes) == {"company": "Fjord"}
    assert profiles.permitted_own_changes(settings, person(role="administrator"), changes) == changes
    assert profiles.permitted_own_changes(LAX, person(), changes) == changes


def test_organizers_cannot_keep_what_has_to_expire() -> None:
    settings = CenterSettings(recording_expiry_forced=True, recording_expiry_days=30)
    with pytest.raises(NotAllowed):
        profiles.permitted_own_changes(settings, person(), {"enable_recording_expiration": False})
    for changes, role in (({"enable_recording_expiration": True}, "organizer"), ({}, "administrator")):
        assert profiles.permitted_own_changes(settings, person(role=role), user_changes(changes)) == changes


def test_what_has_to_expire_expires_whatever_anybody_wants() -> None:
    settings = CenterSettings(recording_expiry_forced=True, recording_expiry_days=30)
    user = person()
    profiles.apply_changes(settings, user, {"enable_recording_expiration": False})
    assert profiles.effective_settings(settings, user).enable_recording_expiration is True
    assert profiles.effective_settings(LAX, user).enable_recording_expiration is False


def test_caps_hold_for_accounts_too(database: Database, center: Center) -> None:
    change_center_settings(database, center, application_sharing_privilege="Single")
    with database.write() as session, pytest.raises(BadValue):
        account(session, session.get_one(Center, center.id), "mira", application_sharing_privilege="Desktop")
