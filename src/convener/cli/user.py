"""``convener user``: users of a center, who sign in."""

from __future__ import annotations

import click

from convener.cli.context import command_context
from convener.cli.errors import report_errors
from convener.cli.options import center_option, json_option, password_option, read_password
from convener.cli.output import print_json, print_table, printable
from convener.domain.accounts import users
from convener.domain.actions import delete_user as delete_user_action
from convener.domain.permissions import CenterRole
from convener.storage.models import User

user_argument = click.argument("user_id", metavar="USERID")


@click.group("user")
def user_commands() -> None:
    """Users who sign in to the center."""


@user_commands.command("create")
@user_argument
@click.option("--role", type=click.Choice([role.value for role in CenterRole]), required=True, help="What it may do.")
@password_option
@click.option("--email", default="", help="E-mail address.")
@click.option("--first-name", default="", help="First name.")
@click.option("--last-name", default="", help="Last name.")
@center_option
@json_option
@report_errors
def create_user(
    user_id: str,
    role: str,
    password: str | None,
    email: str,
    first_name: str,
    last_name: str,
    center_name: str | None,
    as_json: bool,
) -> None:
    """Make a user who can sign in."""
    secret = read_password(password)
    with command_context(center_name) as context:
        user = users.create_user(
            context.session,
            context.center,
            user_id,
            role,
            secret,
            email=email,
            first_name=first_name,
            last_name=last_name,
        )
    if as_json:
        print_json(_user_dict(user))
    else:
        click.echo(f"{user.user_id} ({user.role}) can sign in.")


@user_commands.command("list")
@center_option
@json_option
@report_errors
def list_users(center_name: str | None, as_json: bool) -> None:
    """All users who sign in."""
    with command_context(center_name) as context:
        every = users.list_users(context.session, context.center)
    if as_json:
        print_json([_user_dict(user) for user in every])
        return
    if not every:
        click.echo("There is no user yet. Make one: convener user create USERID --role administrator")
        return
    rows = [(user.user_id, user.role, user.display_name, user.email) for user in every]
    print_table(("USERID", "ROLE", "NAME", "E-MAIL"), rows)


@user_commands.command("set-password")
@user_argument
@password_option
@center_option
@report_errors
def set_password(user_id: str, password: str | None, center_name: str | None) -> None:
    """Give a user a new password; browsers signed in as this user are signed out."""
    secret = read_password(password)
    with command_context(center_name) as context:
        users.set_password(context.session, users.find_user(context.session, context.center, user_id), secret)
    click.echo(f"{user_id} has a new password.")


@user_commands.command("delete")
@user_argument
@click.option("--recordings-to", metavar="USERID", help="Who gets the recordings; when absent they are deleted too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@center_option
@report_errors
def delete_user(user_id: str, recordings_to: str | None, yes: bool, center_name: str | None) -> None:
    """Remove a user with all meetings that the user owns; attendance is still told of."""
    with command_context(center_name) as context:
        users.find_user(context.session, context.center, user_id)
    if not yes:
        click.confirm(f"Remove {printable(user_id)} and all meetings of this user?", abort=True, err=True)
    with command_context(center_name) as context:
        user = users.find_user(context.session, context.center, user_id)
        heir = users.find_user(context.session, context.center, recordings_to) if recordings_to else None
        delete_user_action.delete_user(context.session, context.site, user, heir=heir)
    click.echo(f"{user_id} can no longer sign in.")


def _user_dict(user: User) -> dict[str, object]:
    return {
        "userId": user.user_id,
        "role": user.role,
        "email": user.email,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "createdAt": user.created_at.isoformat(),
    }
