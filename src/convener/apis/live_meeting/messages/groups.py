"""Messages about groups (reference, 12.8 to 12.12)."""

from __future__ import annotations

from convener.apis.live_meeting.call import Call
from convener.apis.live_meeting.protocol.grammar import Attribute, OptionList, TextList
from convener.apis.live_meeting.protocol.options import Kind, Option, Table, Text
from convener.apis.live_meeting.protocol.writer import Element, element, leaves, option_list
from convener.apis.live_meeting.registry import message
from convener.domain.accounts import groups
from convener.domain.permissions import CenterAction
from convener.storage.models import Group

GROUP = Table(
    "group",
    [
        Option(
            name="groupID",
            kind=Kind.STRING,
            access="M",
            field="group_id",
            text=Text.USER_ID,
            longest=64,
            meaning="group ID; renames",
            default="required",
        )
    ],
)

GROUP_ID = Attribute(
    name="groupID",
    kind=Kind.STRING,
    field="group_id",
    required=True,
    text=Text.USER_ID,
    longest=64,
    meaning="group ID; its case does not matter",
)

UNKNOWN = "Client.BadData.NoSuch.UserOrGroup"


def _group(call: Call) -> Group:
    (group,) = groups.find_groups(call.session, call.center, [call.arguments.text("group_id") or ""])
    return group


@message(
    "CreateGroup",
    may=CenterAction.MANAGE_USERS,
    meaning="Makes a group of users; of one at least.",
    attributes=[GROUP_ID],
    children=[OptionList(GROUP, "C"), TextList("UserList", "U")],
    faults=["Client.BadSyntax", "Client.BadData.NameInUse.GroupID", "Client.Invariant.EmptyGroup", UNKNOWN],
)
def create_group(call: Call) -> Element:
    """Groups cannot hold groups."""
    users = call.arguments.lists.get("UserList", [])
    groups.create_group_with_members(
        call.session, call.center, call.arguments.text("group_id") or "", users, "UserList", actor=call.caller
    )
    return call.reply()


@message(
    "ModifyGroup",
    may=CenterAction.MANAGE_USERS,
    meaning="Renames a group, adds users, takes users out; it may be left empty.",
    attributes=[GROUP_ID],
    children=[OptionList(GROUP, "M"), TextList("AddUsers", "U"), TextList("RemoveUsers", "U")],
    faults=["Client.BadSyntax", "Client.BadData.NameInUse.GroupID", "Client.BadState.RemoveMissing", UNKNOWN],
)
def modify_group(call: Call) -> Element:
    """Who is in it already may be added again; who is not in it cannot be removed."""
    new_id = call.arguments.options.get("group_id")
    groups.change_group(
        call.session,
        call.center,
        _group(call),
        group_id=new_id if isinstance(new_id, str) else None,
        add=call.arguments.lists.get("AddUsers"),
        remove=call.arguments.lists.get("RemoveUsers"),
        actor=call.caller,
    )
    return call.reply()


@message(
    "DeleteGroup",
    may=CenterAction.MANAGE_USERS,
    meaning="Deletes a group; its members stay users.",
    attributes=[GROUP_ID],
    faults=["Client.BadSyntax", UNKNOWN],
)
def delete_group(call: Call) -> Element:
    """Access lists forget it."""
    groups.delete_group(call.session, _group(call), actor=call.caller)
    return call.reply()


@message(
    "GetGroup",
    may=CenterAction.MANAGE_USERS,
    reads=True,
    meaning="Who is in a group.",
    attributes=[GROUP_ID],
    faults=["Client.BadSyntax", UNKNOWN],
)
def get_group(call: Call) -> Element:
    """An empty group has no UserList."""
    group = _group(call)
    inside = leaves("U", [user.user_id for user in groups.list_members(call.session, group)])
    users = [element("UserList", None, inside)] if inside else []
    return call.reply([element("Group", {"groupID": group.group_id}, [option_list(), *users])])


@message(
    "ListGroups",
    may=CenterAction.MANAGE_USERS,
    reads=True,
    meaning="IDs of all groups.",
)
def list_groups(call: Call) -> Element:
    """By ID."""
    found = groups.list_groups(call.session, call.center)
    return call.reply(leaves("GroupID", [group.group_id for group in found]))
