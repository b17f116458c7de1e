"""Users and groups through the API: other centers are other worlds, welcomes are sent, nothing is half done."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from convener.storage.models import Mail, User
from tests.apis.live_meeting import golden
from tests.apis.live_meeting.conftest import Place
from tests.apis.live_meeting.golden import text_of
from tests.factories.live_meeting import PASSWORD, World

NEW = """<CreateUserRequest userID="{user}" sendWelcomeMessage="True" password="{password}"><OptionList>
<StringOption name="email" value="{user}@example.org"/><StringOption name="lastName" value="Zur"/></OptionList>
<GroupList><GroupID>{group}</GroupID></GroupList></CreateUserRequest>"""


def create(place: Place, world: World, user: str, group: str = "north") -> str | None:
    """CreateUser; the code of the Fault, None for a success."""
    return golden.post(place.base_url, world, "mira", NEW.format(user=user, group=group, password=PASSWORD)).findtext(
        "FaultCode"
    )


@pytest.mark.parametrize(
    "request_",
    [
        '<GetUserRequest userID="zoe"/>',
        '<GetUser7Request email="zoe@example.org"/>',
        '<ModifyUserRequest userID="zoe"><RemoveList><Name>company</Name></RemoveList></ModifyUserRequest>',
        '<DeleteUserRequest userID="zoe"/>',
        '<CreateTicketRequest duration="60"><GeneralLoginContext userID="zoe"/></CreateTicketRequest>',
        '<CreateGroupRequest groupID="south"><UserList><U>zoe</U></UserList></CreateGroupRequest>',
        '<ModifyGroupRequest groupID="north"><AddUsers><U>zoe</U></AddUsers></ModifyGroupRequest>',
        '<GetGroupRequest groupID="east"/>',
        '<ModifyGroupRequest groupID="east"/>',
        '<DeleteGroupRequest groupID="east"/>',
        '<ModifyUserRequest userID="tom"><AddGroups><GroupID>east</GroupID></AddGroups></ModifyUserRequest>',
    ],
)
def test_what_another_center_has_is_not_there(place: Place, request_: str) -> None:
    ours, theirs = place.world(), place.world()
    assert create(place, theirs, "zoe") is None
    group = '<CreateGroupRequest groupID="east"><UserList><U>zoe</U></UserList></CreateGroupRequest>'
    assert golden.post(place.base_url, theirs, "mira", group).tag == "CreateGroupReply"
    found = golden.post(place.base_url, ours, "mira", request_)
    assert found.findtext("FaultCode") == "Client.BadData.NoSuch.UserOrGroup", text_of(found)
    assert golden.post(place.base_url, ours, "zoe", "<ListLocalesRequest/>").findtext("FaultCode") == (
        "Client.Authentication"
    )
    unchanged = golden.post(place.base_url, theirs, "mira", '<GetGroupRequest groupID="east"/>')
    assert [leaf.text for leaf in unchanged.iter("U")] == ["zoe"]


def test_a_welcome_goes_with_the_user_or_not_at_all(place: Place) -> None:
    world = place.world()

    def mails() -> list[str]:
        with place.database.read() as session:
            query = select(Mail.recipient).join(User, User.id == Mail.user_id)
            return list(session.scalars(query.where(User.center_id == world.center.id)))

    assert create(place, world, "zoe", "nowhere") == "Client.BadData.NoSuch.UserOrGroup"
    assert mails() == []
    assert create(place, world, "zoe") is None
    assert mails() == ["zoe@example.org"]
    with place.database.read() as session:
        users = select(func.count()).select_from(User).where(User.center_id == world.center.id)
        assert session.scalar(users.where(User.user_id == "zoe")) == 1
