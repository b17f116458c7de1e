"""The command line: ``convener serve | worker | doctor | center | client | user | recording``.

Commands work on the database directly, also while a server runs on it. Results go to standard output (``--json`` where
a program would read them), errors to standard error. Exit codes: 0 done, 1 the command could not be carried out, 2 it
was called wrongly or a setting cannot be used.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from convener import __version__
from convener.domain.accounts import users
from convener.domain.actions import delete_user as delete_user_action
from convener.domain.actions import receive_upload
from convener.domain.centers import api_clients, centers, maintenance_windows
from convener.domain.centers.settings import change_settings, setting_values, settings_of
from convener.domain.errors import DomainError
from convener.domain.permissions import CenterRole
from convener.domain.secrets import Secrets
from convener.domain.site import Site, now
from convener.settings import Settings, SettingsError
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import ApiClient, Center, MaintenanceWindow, Recording, User

P = ParamSpec("P")
R = TypeVar("R")

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")


def fail(message: str, code: int = 1) -> NoReturn:
    """Say on standard error what is wrong, and end."""
    click.echo(f"convener: {message}", err=True)
    sys.exit(code)


def report_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Turn what can go wrong into a sentence and an exit code instead of a trace."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SettingsError as error:
            fail(str(error), 2)
        except DomainError as error:
            fail(str(error))
        except SQLAlchemyError as error:
            fail(f"the database does not answer: {getattr(error, 'orig', None) or error}")
        except OSError as error:
            fail(str(error))

    return run


class CommandContext:
    """What a command on the database needs: a session, the rules, a center."""

    def __init__(self, session: Session, site: Site, center: Center, settings: Settings) -> None:
        self.session = session
        self.site = site
        self.center = center
        self.settings = settings


@contextmanager
def command_context(name: str | None = None) -> Iterator[CommandContext]:
    """Open the database, migrated; commit at the end where all went well. ``name``: of the center, the first one where
    it is None."""
    settings = Settings.load()
    site = Site.of(settings, Secrets.in_folder(settings.data))
    database = Database(settings.sqlalchemy_url)
    try:
        if not database.migrated():
            database.migrate()
        with database.write() as session:
            first = centers.ensure_center(session, settings.center, settings.center_title)
            center = first if name is None else centers.find(session, name)
            yield CommandContext(session, site, center, settings)
    finally:
        database.close()


def print_json(value: object) -> None:
    """Print ``value`` as JSON."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2 if sys.stdout.isatty() else None))


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows under their heads, in columns."""
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(len(line[column]) for line in [list(heads), *cells]) for column in range(len(heads))]
    for line in [list(heads), *cells]:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    # What clients named themselves must not steer the terminal.
    return "".join(character if character.isprintable() else "�" for character in str(value))


def _day(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")


class MomentOption(click.ParamType[datetime]):
    """A moment with its offset from UTC, as ISO 8601 writes it."""

    name = "time"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The moment in UTC."""
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time like 2009-03-31T14:00:00Z", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} does not say in which zone: end it with Z or an offset like +01:00", param, ctx)
        return moment.astimezone(UTC)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="convener")
def main() -> None:
    """Convener, a self-hosted conference center.

    Settings come from CONVENER_* variables or the TOML file that CONVENER_CONFIG names.
    """


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="TCP port to listen on.")
@click.option("--data", type=click.Path(path_type=Path), help="Data folder.")
@click.option("--tls-certificate", help="Certificate chain (PEM), to serve HTTPS.")
@click.option("--tls-key", help="Private key (PEM) of the certificate.")
@report_errors
def serve(**given: Any) -> None:
    """Run the conference center."""
    settings = Settings.load(**given)
    from convener.server import serve as run  # the other commands start without loading the server

    run(settings)


@main.command()
@report_errors
def worker() -> None:
    """Do background work (mails) for servers that share this database; any number may run."""
    settings = Settings.load()
    from convener.jobs.worker import run

    run(settings)


@main.command()
@json_option
@report_errors
def doctor(as_json: bool) -> None:
    """Say what is there, what is missing, and what it would add."""
    from convener import doctor as examination

    findings = examination.examine(Settings.load())
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        click.echo(examination.as_text(findings))
    if any(finding.broken for finding in findings):
        sys.exit(1)


@main.group()
def center() -> None:
    """Conference centers: each has users, meetings and settings of its own. A server serves them all."""


def _center_dict(found: Center) -> dict[str, object]:
    return {"name": found.name, "title": found.title, "createdAt": found.created_at.isoformat()}


def _show_settings(found: Center, as_json: bool) -> None:
    values = setting_values(settings_of(found))
    if as_json:
        print_json({**_center_dict(found), "settings": values})
        return
    click.echo(f"{_cell(found.name)}: {_cell(found.title)}")
    width = max(len(name) for name in values)
    for name, value in values.items():
        click.echo(f"  {name.ljust(width)}  {_shown(value)}".rstrip())


def _shown(value: object) -> str:
    """A setting as ``center set`` takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else _cell(value)


@center.command("create")
@click.argument("name")
@click.option("--title", default="", help="What people read; the name where it is empty.")
@json_option
@report_errors
def center_create(name: str, title: str, as_json: bool) -> None:
    """Make a center and its first administrator; prints the password, this once."""
    with command_context() as here:
        made = centers.create_center(here.session, name, title)
        password = users.ensure_first_administrator(here.session, made)
        address = f"{here.site.base_url}/cc/{made.name}"
    if as_json:
        print_json({**_center_dict(made), "url": address, "userId": users.FIRST_ADMINISTRATOR, "password": password})
        return
    click.echo(f"{made.name} is at {address}")
    click.echo(f"user ID:  {users.FIRST_ADMINISTRATOR}")
    click.echo(f"password: {password}")
    click.echo("The password is shown this once.", err=True)


@center.command("list")
@json_option
@report_errors
def center_list(as_json: bool) -> None:
    """All centers."""
    with command_context() as here:
        found = centers.list_centers(here.session)
    if as_json:
        print_json([_center_dict(one) for one in found])
    else:
        table(("NAME", "TITLE", "CREATED"), [(one.name, one.title, _day(one.created_at)) for one in found])


@center.command("show")
@click.argument("name")
@json_option
@report_errors
def center_show(name: str, as_json: bool) -> None:
    """One center and its settings, by the names that ``set`` takes."""
    with command_context(name) as here:
        _show_settings(here.center, as_json)


@center.command("set")
@click.argument("name")
@click.argument("assignments", metavar="KEY=VALUE...", nargs=-1, required=True)
@json_option
@report_errors
def center_set(name: str, assignments: tuple[str, ...], as_json: bool) -> None:
    """Change settings: KEY=VALUE as ``show`` prints them, true or false, none for no limit. All of them or none."""
    changes: dict[str, object] = {}
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if not equals:
            fail(f"{assignment!r} is not KEY=VALUE", 2)
        if key in changes:
            fail(f"{key} is there twice", 2)
        changes[key] = None if value == "none" else value
    with command_context(name) as here:
        change_settings(here.session, here.center, changes)
        _show_settings(here.session.get_one(Center, here.center.id), as_json)


@center.group()
def maintenance() -> None:
    """Maintenance windows: times into which no meeting can be scheduled."""


def _window_dict(found: MaintenanceWindow) -> dict[str, object]:
    return {
        "number": found.id,
        "start": found.starts_at.isoformat(),
        "end": found.ends_at.isoformat(),
        "note": found.note,
    }


@maintenance.command("add")
@click.argument("name")
@click.option("--start", type=MomentOption(), required=True, help="When it begins, like 2031-05-11T02:00:00Z.")
@click.option("--end", type=MomentOption(), required=True, help="When it is over.")
@click.option("--note", default="", help="What for.")
@json_option
@report_errors
def maintenance_add(name: str, start: datetime, end: datetime, note: str, as_json: bool) -> None:
    """Announce a window; meetings that are scheduled already stay."""
    with command_context(name) as here:
        made = maintenance_windows.add_window(here.session, here.center, start, end, note)
    if as_json:
        print_json(_window_dict(made))
    else:
        click.echo(f"Window {made.id}: {_day(made.starts_at)} to {_day(made.ends_at)}")


@maintenance.command("list")
@click.argument("name")
@json_option
@report_errors
def maintenance_list(name: str, as_json: bool) -> None:
    """Windows that are not over."""
    with command_context(name) as here:
        found = maintenance_windows.list_windows(here.session, here.center, since=now())
    if as_json:
        print_json([_window_dict(one) for one in found])
        return
    rows = [(one.id, _day(one.starts_at), _day(one.ends_at), one.note) for one in found]
    table(("NUMBER", "START", "END", "NOTE"), rows)


@maintenance.command("remove")
@click.argument("name")
@click.argument("number", type=int)
@report_errors
def maintenance_remove(name: str, number: int) -> None:
    """Take a window back, by its number."""
    with command_context(name) as here:
        maintenance_windows.remove_window(here.session, here.center, number)
    click.echo(f"Window {number} is taken back.")


center_option = click.option("--center", "in_center", metavar="NAME", help="The center; the first one when absent.")


@main.group()
def client() -> None:
    """API clients: applications that call the APIs."""


def _client_dict(found: ApiClient) -> dict[str, object]:
    return {
        "accountSid": found.account_sid,
        "name": found.name,
        "users": found.users,
        "maxUsers": found.max_users,
        "sessions": found.sessions,
        "maxSessions": found.max_sessions,
        "timeZone": found.time_zone,
        "origins": found.frame_origins,
        "mail": found.invitations,
        "createdAt": found.created_at.isoformat(),
    }


def _show_client(found: ApiClient) -> None:
    origins = "any" if "*" in found.frame_origins else ", ".join(found.frame_origins) or "none"
    rows = [
        ("AccountSid", found.account_sid),
        ("name", found.name),
        ("users", f"{found.users} of {found.max_users}"),
        ("sessions", f"{found.sessions} of {found.max_sessions}"),
        ("time zone", found.time_zone),
        ("may embed the room", origins),
        ("invitations by mail", "on" if found.invitations else "off"),
        ("created", _day(found.created_at)),
    ]
    for label, value in rows:
        click.echo(f"{label + ':':<21}{_cell(value)}")


def _show_credentials(credentials: api_clients.Credentials, as_json: bool) -> None:
    if as_json:
        print_json({"accountSid": credentials.account_sid, "authToken": credentials.auth_token})
        return
    click.echo(f"AccountSid: {credentials.account_sid}")
    click.echo(f"AuthToken:  {credentials.auth_token}")
    click.echo("The AuthToken is shown this once; keep it where your application can read it.", err=True)


@client.command("create")
@click.option("--name", required=True, help="What people call the application.")
@click.option("--users", type=int, help="Users that it may have.")
@click.option("--sessions", type=int, help="Sessions (meetings not cancelled) that it may have.")
@json_option
@report_errors
def client_create(name: str, users: int | None, sessions: int | None, as_json: bool) -> None:
    """Let an application in; prints its AccountSid and AuthToken."""
    with command_context() as here:
        max_users = here.settings.client_users if users is None else users
        max_sessions = here.settings.client_sessions if sessions is None else sessions
        _, credentials = api_clients.create(
            here.session, here.site, here.center, name, max_users=max_users, max_sessions=max_sessions
        )
    _show_credentials(credentials, as_json)


@client.command("list")
@json_option
@report_errors
def client_list(as_json: bool) -> None:
    """All API clients."""
    with command_context() as here:
        found = api_clients.list_all(here.session, here.center)
    if as_json:
        print_json([_client_dict(one) for one in found])
        return
    if not found:
        click.echo("There is no API client yet. Make one: convener client create --name NAME")
        return
    heads = ("ACCOUNTSID", "NAME", "USERS", "SESSIONS", "MAIL")
    rows = [
        (
            one.account_sid,
            one.name,
            f"{one.users}/{one.max_users}",
            f"{one.sessions}/{one.max_sessions}",
            "on" if one.invitations else "off",
        )
        for one in found
    ]
    table(heads, rows)


@client.command("show")
@click.argument("sid")
@json_option
@report_errors
def client_show(sid: str, as_json: bool) -> None:
    """One API client: quotas and settings."""
    with command_context() as here:
        found = api_clients.find(here.session, here.center, sid)
    if as_json:
        print_json(_client_dict(found))
    else:
        _show_client(found)


@client.command("rotate")
@click.argument("sid")
@json_option
@report_errors
def client_rotate(sid: str, as_json: bool) -> None:
    """Give it a new AuthToken; the old one stops working at once."""
    with command_context() as here:
        credentials = api_clients.rotate(here.site, api_clients.find(here.session, here.center, sid))
    _show_credentials(credentials, as_json)


@client.command("set")
@click.argument("sid")
@click.option("--name", help="What people call the application.")
@click.option("--users", type=int, help="Users that it may have.")
@click.option("--sessions", type=int, help="Sessions (meetings not cancelled) that it may have.")
@click.option("--time-zone", help="Time zone of the times that it sends, like Europe/Paris.")
@click.option("--origin", "origins", multiple=True, help="Origin that may embed the room (repeat it); any; none.")
@click.option("--mail/--no-mail", "mail", default=None, help="Whether people it names get invitations by mail.")
@json_option
@report_errors
def client_set(
    sid: str,
    name: str | None,
    users: int | None,
    sessions: int | None,
    time_zone: str | None,
    origins: tuple[str, ...],
    mail: bool | None,
    as_json: bool,
) -> None:
    """Change quotas and settings; only what is given changes."""
    if ("any" in origins or "none" in origins) and len(origins) > 1:
        fail("--origin any and --origin none stand alone", 2)
    frame_origins: list[str] | None = list(origins) if origins else None
    if origins == ("any",):
        frame_origins = ["*"]
    elif origins == ("none",):
        frame_origins = []
    with command_context() as here:
        found = api_clients.find(here.session, here.center, sid)
        api_clients.change(
            found,
            name=name,
            max_users=users,
            max_sessions=sessions,
            time_zone=time_zone,
            frame_origins=frame_origins,
            invitations=mail,
        )
    if as_json:
        print_json(_client_dict(found))
    else:
        _show_client(found)


@client.command("delete")
@click.argument("sid")
@click.option("--yes", is_flag=True, help="Do not ask.")
@report_errors
def client_delete(sid: str, yes: bool) -> None:
    """Shut an application out; its meetings stay for the people who hold links."""
    with command_context() as here:
        name = api_clients.find(here.session, here.center, sid).name
    if not yes:
        click.confirm(f"Shut {_cell(name)} ({sid}) out?", abort=True, err=True)
    with command_context() as here:
        api_clients.delete(api_clients.find(here.session, here.center, sid))
    click.echo(f"{sid} can no longer call.")


@main.group()
def user() -> None:
    """Users who sign in to the center."""


def _user_dict(found: User) -> dict[str, object]:
    return {
        "userId": found.user_id,
        "role": found.role,
        "email": found.email,
        "firstName": found.first_name,
        "lastName": found.last_name,
        "createdAt": found.created_at.isoformat(),
    }


def _password(given: str | None) -> str:
    """The password as given, else asked for (twice), else read from standard input where that is not a terminal."""
    if given is not None:
        return given
    if sys.stdin.isatty():
        asked: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


password_option = click.option("--password", help="Password; asked for, or read from standard input, when absent.")


@user.command("create")
@click.argument("user_id", metavar="USERID")
@click.option("--role", type=click.Choice([role.value for role in CenterRole]), required=True, help="What it may do.")
@password_option
@click.option("--email", default="", help="E-mail address.")
@click.option("--first-name", default="", help="First name.")
@click.option("--last-name", default="", help="Last name.")
@center_option
@json_option
@report_errors
def user_create(
    user_id: str,
    role: str,
    password: str | None,
    email: str,
    first_name: str,
    last_name: str,
    in_center: str | None,
    as_json: bool,
) -> None:
    """Make a user who can sign in."""
    secret = _password(password)
    with command_context(in_center) as here:
        made = users.create_user(
            here.session,
            here.center,
            user_id,
            role,
            secret,
            email=email,
            first_name=first_name,
            last_name=last_name,
        )
    if as_json:
        print_json(_user_dict(made))
    else:
        click.echo(f"{made.user_id} ({made.role}) can sign in.")


@user.command("list")
@center_option
@json_option
@report_errors
def user_list(in_center: str | None, as_json: bool) -> None:
    """All users who sign in."""
    with command_context(in_center) as here:
        found = users.list_users(here.session, here.center)
    if as_json:
        print_json([_user_dict(one) for one in found])
        return
    if not found:
        click.echo("There is no user yet. Make one: convener user create USERID --role administrator")
        return
    heads = ("USERID", "ROLE", "NAME", "E-MAIL")
    table(heads, [(one.user_id, one.role, one.display_name, one.email) for one in found])


@user.command("set-password")
@click.argument("user_id", metavar="USERID")
@password_option
@center_option
@report_errors
def user_set_password(user_id: str, password: str | None, in_center: str | None) -> None:
    """Give a user a new password; browsers signed in as this user are signed out."""
    secret = _password(password)
    with command_context(in_center) as here:
        users.set_password(here.session, users.find_user(here.session, here.center, user_id), secret)
    click.echo(f"{user_id} has a new password.")


@user.command("delete")
@click.argument("user_id", metavar="USERID")
@click.option("--recordings-to", metavar="USERID", help="Who gets the recordings; when absent they are deleted too.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@center_option
@report_errors
def user_delete(user_id: str, recordings_to: str | None, yes: bool, in_center: str | None) -> None:
    """Remove a user with all meetings that the user owns; attendance is still told of."""
    with command_context(in_center) as here:
        users.find_user(here.session, here.center, user_id)
    if not yes:
        click.confirm(f"Remove {_cell(user_id)} and all meetings of this user?", abort=True, err=True)
    with command_context(in_center) as here:
        found = users.find_user(here.session, here.center, user_id)
        heir = users.find_user(here.session, here.center, recordings_to) if recordings_to else None
        delete_user_action.delete_user(here.session, here.site, found, heir=heir)
    click.echo(f"{user_id} can no longer sign in.")


@main.group()
def recording() -> None:
    """Recordings of meetings."""


@recording.command("import")
@click.argument("film", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--meeting", required=True, help="Name (or mid) of the meeting that it is a recording of.")
@click.option("--title", default="", help="Its title; without one, that of the meeting.")
@click.option("--start-time", type=MomentOption(), help="When it was recorded, like 2009-03-31T14:00:00Z.")
@click.option("--owner", help="User ID of its owner; without one, the owner of the meeting.")
@center_option
@json_option
@report_errors
def recording_import(
    film: Path,
    meeting: str,
    title: str,
    start_time: datetime | None,
    owner: str | None,
    in_center: str | None,
    as_json: bool,
) -> None:
    """Bring a FILM from elsewhere along (MP4, WebM, Ogg, Windows Media), with the time when it was recorded."""
    settings = Settings.load()
    with command_context(in_center) as here:
        center = here.center
    # Not inside that transaction: the film takes its time, and others must not wait.
    database = Database(settings.sqlalchemy_url)
    try:
        with film.open("rb") as file:
            reid = receive_upload.import_video(
                database,
                BlobStore.of(settings),
                center,
                file,
                meeting=meeting,
                title=title,
                started_at=start_time,
                owner=owner,
            )
        with database.read() as session:
            made = session.scalars(select(Recording).where(Recording.reid == reid)).one()
    finally:
        database.close()
    if as_json:
        print_json({"reid": made.reid, "name": made.name, "title": made.title, "duration": made.duration})
    else:
        click.echo(f"{_cell(made.name)} ({made.reid}): {_cell(made.title)}, {made.duration} seconds")


if __name__ == "__main__":
    main()
