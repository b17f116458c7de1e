"""The table of users says what the domain does."""

from __future__ import annotations

from convener.apis.live_meeting.messages.service import SERVICE
from convener.apis.live_meeting.tables.users import OLDER_NAMES, USER
from convener.domain.accounts import profiles
from convener.domain.accounts.changes import UserChanges
from convener.domain.accounts.settings import UserSettings
from convener.domain.centers.settings import CenterSettings, setting_names

LISTED = """
applicationSharingPrivilege audioBroadcastPrivilege audioVOIPPrivilege easyAssistEnabled enableCustomFramesPrivilege
expireTime isAdministrator isOrganizer meetingPrivilege opaque1 opaque2 printPDFPrivilege printPDFPrivilege7
recordingPrivilege personalRecordingPrivilege userID
"""
"""Not changeable with ModifyUserProfile (reference, end of 6.2)."""


def test_the_table_marks_what_is_for_administrators_as_the_domain_does() -> None:
    refused = {option.name for option in USER.options if "A" in option.access}
    assert refused == {
        option.name
        for option in USER.options
        if "P" in option.access and OLDER_NAMES.get(option.key, option.key) not in profiles.OWN_FIELDS
    }
    assert refused - {"allowVideoEnable"} == set(LISTED.split())


def test_all_preferences_have_an_option() -> None:
    keys = {option.key for option in USER.options}
    assert set(UserSettings.__struct_fields__) <= keys
    assert set(OLDER_NAMES) <= keys


def test_all_options_that_can_be_given_are_fields_of_changes() -> None:
    given = {OLDER_NAMES.get(option.key, option.key) for option in USER.options if set("CMP") & set(option.access)}
    assert given <= set(UserChanges.__annotations__)


def test_the_page_tells_the_defaults_of_a_new_center() -> None:
    fresh = CenterSettings()
    told = {option.key: option.default for option in SERVICE.options if option.default != "-"}
    assert told["application_sharing_privilege"] == "Single"
    assert told["application_sharing_privilege_user_default"] == "Disabled"
    actual = {name: getattr(fresh, name) for name in told if name in CenterSettings.__struct_fields__}
    assert {name: told[name] for name in actual} == {
        name: str(value).replace("-", " ") for name, value in actual.items()
    }


def test_what_can_be_set_of_the_service_is_a_setting() -> None:
    settable = {option.key for option in SERVICE.options if "S" in option.access}
    assert settable <= set(setting_names())
    assert len(settable) == 7
