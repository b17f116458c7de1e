"""``convener client``: API clients, the applications that call the APIs."""

from __future__ import annotations

import click

from convener.cli.context import command_context
from convener.cli.errors import fail, report_errors
from convener.cli.options import json_option
from convener.cli.output import minute, print_json, print_table, printable
from convener.domain.centers import api_clients
from convener.domain.centers.return_links import ReturnLink, read_link
from convener.storage.models import ApiClient


@click.group("client")
def client_commands() -> None:
    """API clients: applications that call the APIs."""


@client_commands.command("create")
@click.option("--name", required=True, help="What people call the application.")
@click.option("--users", type=int, help="Users that it may have.")
@click.option("--sessions", type=int, help="Sessions (meetings not cancelled) that it may have.")
@json_option
@report_errors
def create_client(name: str, users: int | None, sessions: int | None, as_json: bool) -> None:
    """Let an application in; prints its AccountSid and AuthToken."""
    with command_context() as context:
        max_users = context.settings.client_users if users is None else users
        max_sessions = context.settings.client_sessions if sessions is None else sessions
        _, credentials = api_clients.create(
            context.session, context.site, context.center, name, max_users=max_users, max_sessions=max_sessions
        )
    _print_credentials(credentials, as_json)


@client_commands.command("list")
@json_option
@report_errors
def list_clients(as_json: bool) -> None:
    """All API clients."""
    with command_context() as context:
        every = api_clients.list_all(context.session, context.center)
    if as_json:
        print_json([_client_dict(client) for client in every])
        return
    if not every:
        click.echo("There is no API client yet. Make one: convener client create --name NAME")
        return
    heads = ("ACCOUNTSID", "NAME", "USERS", "SESSIONS", "MAIL")
    rows = [
        (
            client.account_sid,
            client.name,
            f"{client.users}/{client.max_users}",
            f"{client.sessions}/{client.max_sessions}",
            "on" if client.invitations else "off",
        )
        for client in every
    ]
    print_table(heads, rows)


@client_commands.command("show")
@click.argument("sid")
@json_option
@report_errors
def show_client(sid: str, as_json: bool) -> None:
    """One API client: quotas and settings."""
    with command_context() as context:
        client = api_clients.find(context.session, context.center, sid)
    _print_client(client, as_json)


@client_commands.command("rotate")
@click.argument("sid")
@json_option
@report_errors
def rotate_token(sid: str, as_json: bool) -> None:
    """Give it a new AuthToken; the old one stops working at once."""
    with command_context() as context:
        credentials = api_clients.rotate(context.site, api_clients.find(context.session, context.center, sid))
    _print_credentials(credentials, as_json)


@client_commands.command("set")
@click.argument("sid")
@click.option("--name", help="What people call the application.")
@click.option("--users", type=int, help="Users that it may have.")
@click.option("--sessions", type=int, help="Sessions (meetings not cancelled) that it may have.")
@click.option("--time-zone", help="Time zone of the times that it sends, like Europe/Paris.")
@click.option("--origin", "origins", multiple=True, help="Origin that may embed the room (repeat it); any; none.")
@click.option("--mail/--no-mail", "mail", default=None, help="Whether people it names get invitations by mail.")
@click.option("--return", "return_url", help="Where people are led after a meeting, an https address; none.")
@click.option(
    "--return-origin", "return_origins", multiple=True, help="Origin to which a link may lead back (repeat it); none."
)
@click.option("--return-follow/--return-link", "follow", default=None, help="Whether the page goes there by itself.")
@json_option
@report_errors
def change_client(
    sid: str,
    name: str | None,
    users: int | None,
    sessions: int | None,
    time_zone: str | None,
    origins: tuple[str, ...],
    mail: bool | None,
    return_url: str | None,
    return_origins: tuple[str, ...],
    follow: bool | None,
    as_json: bool,
) -> None:
    """Change quotas and settings; only what is given changes."""
    frame_origins = _frame_origins(origins)
    with command_context() as context:
        client = api_clients.find(context.session, context.center, sid)
        api_clients.change(
            client,
            name=name,
            max_users=users,
            max_sessions=sessions,
            time_zone=time_zone,
            frame_origins=frame_origins,
            invitations=mail,
            return_link=_return_link(read_link(client), return_url, return_origins, follow),
        )
    _print_client(client, as_json)


@client_commands.command("delete")
@click.argument("sid")
@click.option("--yes", is_flag=True, help="Do not ask.")
@report_errors
def delete_client(sid: str, yes: bool) -> None:
    """Shut an application out; its meetings stay for the people who hold links."""
    with command_context() as context:
        name = api_clients.find(context.session, context.center, sid).name
    if not yes:
        click.confirm(f"Shut {printable(name)} ({sid}) out?", abort=True, err=True)
    with command_context() as context:
        api_clients.delete(api_clients.find(context.session, context.center, sid))
    click.echo(f"{sid} can no longer call.")


def _frame_origins(origins: tuple[str, ...]) -> list[str] | None:
    """The origins to store; None where the option is absent and nothing changes."""
    if ("any" in origins or "none" in origins) and len(origins) > 1:
        fail("--origin any and --origin none stand alone", 2)
    if origins == ("any",):
        return ["*"]
    if origins == ("none",):
        return []
    return list(origins) or None


def _return_link(now: ReturnLink, url: str | None, origins: tuple[str, ...], follow: bool | None) -> ReturnLink | None:
    """What is to be stored; None where no option is given and nothing changes."""
    if url is None and not origins and follow is None:
        return None
    if "none" in origins and len(origins) > 1:
        fail("--return-origin none stands alone", 2)
    return ReturnLink(
        url=now.url if url is None else "" if url == "none" else url,
        origins=now.origins if not origins else () if origins == ("none",) else origins,
        follow=now.follow if follow is None else follow,
    )


def _client_dict(client: ApiClient) -> dict[str, object]:
    return {
        "accountSid": client.account_sid,
        "name": client.name,
        "users": client.users,
        "maxUsers": client.max_users,
        "sessions": client.sessions,
        "maxSessions": client.max_sessions,
        "timeZone": client.time_zone,
        "origins": client.frame_origins,
        "mail": client.invitations,
        "return": read_link(client).url,
        "returnOrigins": list(read_link(client).origins),
        "returnFollow": read_link(client).follow,
        "createdAt": client.created_at.isoformat(),
    }


def _print_client(client: ApiClient, as_json: bool) -> None:
    if as_json:
        print_json(_client_dict(client))
        return
    origins = "any" if "*" in client.frame_origins else ", ".join(client.frame_origins) or "none"
    link = read_link(client)
    back = f"{link.url} ({'by itself' if link.follow else 'as a link'})" if link.url else "none"
    rows = [
        ("AccountSid", client.account_sid),
        ("name", client.name),
        ("users", f"{client.users} of {client.max_users}"),
        ("sessions", f"{client.sessions} of {client.max_sessions}"),
        ("time zone", client.time_zone),
        ("may embed the room", origins),
        ("invitations by mail", "on" if client.invitations else "off"),
        ("return after meeting", back),
        ("return allowed to", ", ".join(link.origins) or "no other"),
        ("created", minute(client.created_at)),
    ]
    for label, value in rows:
        click.echo(f"{label + ':':<22}{printable(value)}")


def _print_credentials(credentials: api_clients.Credentials, as_json: bool) -> None:
    if as_json:
        print_json({"accountSid": credentials.account_sid, "authToken": credentials.auth_token})
        return
    click.echo(f"AccountSid: {credentials.account_sid}")
    click.echo(f"AuthToken:  {credentials.auth_token}")
    click.echo("The AuthToken is shown this once; keep it where your application can read it.", err=True)
