"""Messages about users (reference, 12.1 to 12.7)."""

from __future__ import annotations

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.faults import bad_syntax
from convener.apis.live_meeting.protocol.grammar import Attribute, OptionList, RemoveList, TextList
from convener.apis.live_meeting.protocol.options import Kind, Text
from convener.apis.live_meeting.protocol.writer import Element, element, leaves, option_list, string_option
from convener.apis.live_meeting.registry import message
from convener.apis.live_meeting.tables.users import USER, user_changes, user_options
from convener.domain.accounts import groups, users
from convener.domain.accounts.account_mails import AccountMailKind, queue_account_mail
from convener.domain.actions import delete_user as delete_user_action
from convener.domain.permissions import CenterAction
from convener.storage.models import User
from convener.storage.rows import AnyUser

UNKNOWN = "Client.BadData.NoSuch.UserOrGroup"

CHANGE_FAULTS = (
    "Client.BadSyntax",
    "Client.BadSyntax.BadCharacter.String",
    "Client.BadSyntax.NotAllowed.Field",
    "Client.BadData",
    "Client.BadData.BadTimeZoneID",
)
"""What can be wrong with the options of a user."""


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
    (user,) = users.find_users(call.session, call.center, [call.arguments.text("of") or ""])
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
    children=[OptionList(USER, "C"), TextList("GroupList", "GroupID")],
    faults=[*CHANGE_FAULTS, "Client.BadData.NameInUse.UserID", "Client.ResourceLimit", UNKNOWN],
)
def create_user(call: Call) -> Element:
    """Rules in :func:`convener.domain.accounts.users.create_account`. An EmptyOption is the same as nothing: no
    default but those of the center is ever applied."""
    changes = user_changes((field, value) for field, value in call.arguments.options.items() if value is not None)
    for word in ("email", "last_name"):
        if word not in changes:
            raise bad_syntax(f"{USER.name_of(word)} is required.", USER.name_of(word))
    password = call.arguments.text("password") or ""
    if password and "password" in changes:
        raise bad_syntax("It is an attribute and an option at once.", "password")
    if password:
        changes["password"] = password
    if full_name := call.arguments.text("display_name"):
        changes["display_name"] = full_name
    user, made = users.create_account(
        call.session,
        call.center,
        call.arguments.text("of") or "",
        changes,
        actor=call.caller,
        hashing=call.hashing,
    )
    groups.add_user_to_groups(
        call.session, call.center, user, call.arguments.lists.get("GroupList", []), "GroupList", actor=call.caller
    )
    if call.arguments.flag("sendWelcomeMessage"):
        queue_account_mail(call.session, user, AccountMailKind.WELCOME)
    return call.reply([option_list([string_option("password", made)])] if made is not None else [])


@message(
    "ModifyUser",
    may=CenterAction.MANAGE_USERS,
    meaning="Changes a user; with the option userID it gets another ID.",
    attributes=[OF_USER],
    children=[
        OptionList(USER, "M"),
        RemoveList(USER),
        TextList("AddGroups", "GroupID"),
        TextList("RemoveGroups", "GroupID"),
    ],
    faults=[
        *CHANGE_FAULTS,
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
    changes = user_changes(call.arguments.options.items())
    users.change_user(call.session, call.center, user, changes, actor=call.caller, hashing=call.hashing)
    lists = call.arguments.lists
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
    heir = call.caller if call.arguments.flag("transferRecordingOwnership") else None
    delete_user_action.delete_user(call.session, call.site, _find(call), heir=heir, actor=call.caller)
    return call.reply()


def _described(call: Call, user: AnyUser, *, seven: bool) -> Element:
    joined = leaves("GroupID", [group.group_id for group in groups.list_groups_of_user(call.session, user)])
    inside = [element("GroupList", None, joined)] if joined else []
    named = {"userID": user.user_id, "userName": user.display_name or user.user_id}
    return call.reply([element("User", named, [user_options(call, user, seven=seven), *inside])])


def _get(call: Call, *, seven: bool) -> Element:
    email = call.arguments.text("email")
    if (email is None) == (call.arguments.text("of") is None):
        raise bad_syntax("Give either userID or email.", "userID")
    user = _find(call) if email is None else users.find_by_email(call.session, call.center, email)
    return _described(call, user, seven=seven)


GET_FAULTS = ("Client.BadSyntax", "Client.BadMatch.Need1GotMore", UNKNOWN)


@message(
    "GetUser",
    may=CenterAction.MANAGE_USERS,
    reads=True,
    meaning="A user, by ID or address, without the options of release 7.",
    attributes=EITHER_KEY,
    faults=GET_FAULTS,
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
    faults=GET_FAULTS,
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
    children=[OptionList(USER, "P"), RemoveList(USER)],
    either=("OptionList", "RemoveList"),
    faults=[*CHANGE_FAULTS, "Client.Authorization.NotAdministrator"],
)
def modify_user_profile(call: Call) -> Element:
    """What is for administrators is refused, also to one of them: ModifyUser is there for that. Billing that is
    reserved to administrators is left as it is, without a Fault."""
    caller = call.session.get_one(User, call.caller.id)
    changes = user_changes(call.arguments.options.items())
    users.change_profile(call.session, call.center, caller, changes, hashing=call.hashing)
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
