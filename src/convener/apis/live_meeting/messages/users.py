"""Messages about users (reference, 12.1 to 12.7)."""

from __future__ import annotations

from convener.apis.live_meeting.protocol.faults import bad_syntax
from convener.apis.live_meeting.protocol.grammar import Attribute, Options, Removed, Texts
from convener.apis.live_meeting.protocol.options import Kind, Text
from convener.apis.live_meeting.protocol.writer import Element, element, leaves, option_list, string_option
from convener.apis.live_meeting.registry import Call, message
from convener.apis.live_meeting.tables.users import USER, user_changes, user_options
from convener.domain.accounts import groups, users, welcome
from convener.domain.actions import delete_user as delete_user_action
from convener.domain.permissions import CenterAction
from convener.storage.models import User

UNKNOWN = "Client.BadData.NoSuch.UserOrGroup"

SAYING = (
    "Client.BadSyntax",
    "Client.BadSyntax.BadCharacter.String",
    "Client.BadSyntax.NotAllowed.Field",
    "Client.BadData",
    "Client.BadData.BadTimeZoneID",
)
"""What can be wrong with what is said of a user."""


def _user_id(*, required: bool, meaning: str) -> Attribute:
    return Attribute(
        name="userID",
        kind=Kind.STRING,
        field="of",
        required=required,
        text=Text.USER_ID,
        longest=64,
        meaning=meaning,
    )


OF_USER = _user_id(required=True, meaning="user ID; its case does not matter")
EITHER_KEY = (
    _user_id(required=False, meaning="user ID; this or email"),
    Attribute(name="email", kind=Kind.STRING, meaning="address; this or userID"),
)


def _find(call: Call) -> User:
    (user,) = users.find_users(call.session, call.center, [call.given.text("of") or ""])
    return user


@message(
    "CreateUser",
    may=CenterAction.MANAGE_USERS,
    meaning="Makes a user. The reply has the password where it was generated.",
    attributes=[
        _user_id(required=True, meaning="user ID, free and not reserved"),
        Attribute(name="password", kind=Kind.STRING, shortest=0, longest=64, meaning="generated where absent or blank"),
        Attribute(
            name="userName",
            kind=Kind.STRING,
            field="display_name",
            text=Text.ANY,
            meaning="full name; deprecated: firstName and lastName make it",
        ),
        Attribute(name="sendWelcomeMessage", kind=Kind.BOOLEAN, meaning="True: a mail to the user, where that can be"),
    ],
    children=[Options(USER, "C"), Texts("GroupList", "GroupID")],
    faults=[*SAYING, "Client.BadData.NameInUse.UserID", "Client.ResourceLimit", UNKNOWN],
)
def create_user(call: Call) -> Element:
    """Rules in :func:`convener.domain.accounts.users.create_account`. An EmptyOption is the same as nothing: no
    default but those of the center is ever applied."""
    changes = user_changes((field, value) for field, value in call.given.options.items() if value is not None)
    for word in ("email", "last_name"):
        if word not in changes:
            raise bad_syntax(f"{USER.name_of(word)} is required.", USER.name_of(word))
    password = call.given.text("password") or ""
    if password and "password" in changes:
        raise bad_syntax("It is an attribute and an option at once.", "password")
    if password:
        changes["password"] = password
    if full_name := call.given.text("display_name"):
        changes["display_name"] = full_name
    user, made = users.create_account(
        call.session, call.center, call.given.text("of") or "", changes, actor=call.caller
    )
    groups.add_user_to_groups(
        call.session, call.center, user, call.given.lists.get("GroupList", []), "GroupList", actor=call.caller
    )
    if call.given.flag("sendWelcomeMessage"):
        welcome.queue_welcome_mail(call.session, user)
    return call.reply([option_list([string_option("password", made)])] if made is not None else [])


@message(
    "ModifyUser",
    may=CenterAction.MANAGE_USERS,
    meaning="Changes a user; with the option userID it gets another ID.",
    attributes=[OF_USER],
    children=[
        Options(USER, "M"),
        Removed(USER),
        Texts("AddGroups", "GroupID"),
        Texts("RemoveGroups", "GroupID"),
    ],
    faults=[
        *SAYING,
        "Client.BadData.NameInUse.UserID",
        "Client.BadState.RemoveMissing",
        "Client.Invariant",
        "Client.ResourceLimit",
        UNKNOWN,
    ],
)
def modify_user(call: Call) -> Element:
    """Groups are joined first, then left."""
    user = _find(call)
    users.change_user(call.session, call.center, user, user_changes(call.given.options.items()), actor=call.caller)
    lists = call.given.lists
    groups.add_user_to_groups(
        call.session, call.center, user, lists.get("AddGroups", []), "AddGroups", actor=call.caller
    )
    groups.remove_user_from_groups(call.session, user, lists.get("RemoveGroups", []), actor=call.caller)
    return call.reply()


@message(
    "DeleteUser",
    may=CenterAction.MANAGE_USERS,
    meaning="Deletes a user, the user's meetings for good, and the recordings or gives them to the caller.",
    attributes=[
        OF_USER,
        Attribute(
            name="transferRecordingOwnership",
            kind=Kind.BOOLEAN,
            meaning="True: the recordings become the caller's; of no effect where callers delete themselves",
        ),
    ],
    faults=["Client.BadSyntax", "Client.Invariant", UNKNOWN],
)
def delete_user(call: Call) -> Element:
    """Groups that become empty stay."""
    heir = call.caller if call.given.flag("transferRecordingOwnership") else None
    delete_user_action.delete_user(call.session, call.site, _find(call), heir=heir, actor=call.caller)
    return call.reply()


def _described(call: Call, user: User, *, seven: bool) -> Element:
    joined = leaves("GroupID", [group.group_id for group in groups.list_groups_of_user(call.session, user)])
    inside = [element("GroupList", None, joined)] if joined else []
    named = {"userID": user.user_id, "userName": user.display_name or user.user_id}
    return call.reply([element("User", named, [user_options(call, user, seven=seven), *inside])])


def _get(call: Call, *, seven: bool) -> Element:
    email = call.given.text("email")
    if (email is None) == (call.given.text("of") is None):
        raise bad_syntax("Give either userID or email.", "userID")
    user = _find(call) if email is None else users.find_by_email(call.session, call.center, email)
    return _described(call, user, seven=seven)


GETTING = ("Client.BadSyntax", "Client.BadMatch.Need1GotMore", UNKNOWN)


@message(
    "GetUser",
    may=CenterAction.MANAGE_USERS,
    reads=True,
    meaning="A user, by ID or address, without the options of release 7.",
    attributes=EITHER_KEY,
    faults=GETTING,
)
def get_user(call: Call) -> Element:
    """Own values, else the center's defaults."""
    return _get(call, seven=False)


@message(
    "GetUser7",
    may=CenterAction.MANAGE_USERS,
    reads=True,
    meaning="A user, by ID or address.",
    attributes=EITHER_KEY,
    faults=GETTING,
)
def get_user7(call: Call) -> Element:
    """Own values, else the center's defaults."""
    return _get(call, seven=True)


@message(
    "GetUserProfile",
    may=CenterAction.OWN_PROFILE,
    reads=True,
    meaning="The caller, without the options of release 7.",
)
def get_user_profile(call: Call) -> Element:
    """As GetUser."""
    return _described(call, call.caller, seven=False)


@message(
    "GetUserProfile7",
    may=CenterAction.OWN_PROFILE,
    reads=True,
    meaning="The caller.",
)
def get_user_profile7(call: Call) -> Element:
    """As GetUser7."""
    return _described(call, call.caller, seven=True)


@message(
    "ModifyUserProfile",
    may=CenterAction.OWN_PROFILE,
    meaning="Changes what callers may change of their own accounts.",
    children=[Options(USER, "P"), Removed(USER)],
    either=("OptionList", "RemoveList"),
    faults=[*SAYING, "Client.Authorization.NotAdministrator"],
)
def modify_user_profile(call: Call) -> Element:
    """What is for administrators is refused, also to one of them: ModifyUser is there for that. Billing that is
    reserved to administrators is left as it is, without a Fault."""
    users.change_profile(call.session, call.center, call.caller, user_changes(call.given.options.items()))
    return call.reply()


@message(
    "ListUsers",
    may=CenterAction.MANAGE_USERS,
    reads=True,
    meaning="IDs of all users.",
)
def list_users(call: Call) -> Element:
    """By ID; users that API clients brought along are not among them."""
    return call.reply(leaves("U", users.list_user_ids(call.session, call.center)))
