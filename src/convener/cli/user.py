"""``convener user``: users of a center, who sign in."""

from __future__ import annotations

from dataclasses import asdict

import click

from convener.cli.context import CommandContext, command_context
from convener.cli.errors import report_errors
from convener.cli.options import center_option, json_option, password_option, read_password
from convener.cli.output import print_json, print_table, printable
from convener.domain.accounts import known_users, users
from convener.domain.accounts.known_users import KnownUser
from convener.domain.actions import delete_user as delete_user_action
from convener.domain.actions import erase_person as erasure
from convener.domain.actions import merge_users as merge_users_action
from convener.domain.actions.erase_person import Person
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
    """All users: who sign in, and whom API clients named."""
    with command_context(center_name) as context:
        every, _ = known_users.list_known_users(context.session, context.center)
    if as_json:
        print_json([_person_dict(person) for person in every])
        return
    if not every:
        click.echo("There is no user yet. Make one: convener user create USERID --role administrator")
        return
    rows = [_row(person) for person in every]
    print_table(("USERID", "ROLE", "NAME", "E-MAIL", "CLIENT", "EXTERNAL ID"), rows)


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


@user_commands.command("merge")
@click.argument("into", metavar="INTO")
@click.argument("merged", metavar="MERGED")
@click.option("--yes", is_flag=True, help="Do not ask.")
@center_option
@report_errors
def merge_users(into: str, merged: str, yes: bool, center_name: str | None) -> None:
    """Make two users one who are the same person: all of MERGED becomes INTO's. API clients go on to use their ids."""
    with command_context(center_name) as context:
        for one in (into, merged):
            users.find_user(context.session, context.center, one)
    if not yes:
        question = f"Make all of {printable(merged)} the property of {printable(into)}? It cannot be undone."
        click.confirm(question, abort=True, err=True)
    with command_context(center_name) as context:
        found = [users.find_user(context.session, context.center, one) for one in (into, merged)]
        merge_users_action.merge_users(context.session, *found)
    click.echo(f"{printable(merged)} is {printable(into)} now.")


@user_commands.command("erase")
@click.argument("user_id", metavar="USERID", required=False)
@click.option("--address", help="Instead of USERID: users and guests with this e-mail address.")
@click.option("--dry-run", is_flag=True, help="Say what there is of the person, and change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@center_option
@json_option
@report_errors
def erase_user(
    user_id: str | None, address: str | None, dry_run: bool, yes: bool, center_name: str | None, as_json: bool
) -> None:
    """Erase the personal data of somebody: meetings and figures stay, nothing says any more who it was."""
    if (user_id is None) == (address is None):
        raise click.UsageError("Give a USERID or --address.")
    with command_context(center_name) as context:
        findings = erasure.count_findings(context.session, _whom(context, user_id, address))
    if not as_json:
        print_table(("FOUND", "NUMBER"), [(_FOUND[name][1], f"{count}") for name, count in asdict(findings).items()])
    if not dry_run:
        if not yes:
            click.confirm("Erase the personal data of this person? It cannot be undone.", abort=True, err=True)
        with command_context(center_name) as context:
            findings = erasure.erase_person(context.session, context.site, _whom(context, user_id, address))
    if as_json:
        print_json({"erased": not dry_run, **{_FOUND[name][0]: count for name, count in asdict(findings).items()}})
    elif not dry_run:
        click.echo("The account is gone, mails are deleted; a job of the server erases the rest in meetings.")


_FOUND = {
    "users": ("users", "users of the person (with those who were merged into it)"),
    "sign_ins": ("signIns", "browsers that are signed in"),
    "participations": ("participations", "meetings with the person"),
    "visits": ("visits", "visits to meetings"),
    "messages": ("messages", "messages in chats"),
    "votes": ("votes", "votes in polls"),
    "notes": ("notes", "notes with a part in writing them"),
    "recording_views": ("recordingViews", "views of recordings"),
    "mails": ("mails", "mails"),
    "meetings_to_come": ("meetingsToCome", "meetings to come, to be cancelled"),
}


def _whom(context: CommandContext, user_id: str | None, address: str | None) -> Person:
    if user_id is not None:
        return erasure.find_user(context.session, context.center, user_id)
    return erasure.find_address(context.session, context.center, address or "")


def _row(person: KnownUser) -> tuple[str, str, str, str, str, str]:
    user, named = person.user, person.external_ids
    clients, ids = ", ".join(one.client for one in named), ", ".join(one.external_id for one in named)
    return user.user_id, user.role, user.display_name, user.email, clients, ids


def _person_dict(person: KnownUser) -> dict[str, object]:
    named = [
        {"client": one.client, "accountSid": one.account_sid, "externalId": one.external_id}
        for one in person.external_ids
    ]
    return {**_user_dict(person.user), "signsIn": person.signs_in, "externalIds": named}


def _user_dict(user: User) -> dict[str, object]:
    return {
        "userId": user.user_id,
        "role": user.role,
        "email": user.email,
        "firstName": user.first_name,
        "lastName": user.last_name,
        "createdAt": user.created_at.isoformat(),
    }
