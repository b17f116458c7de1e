"""``convener center``: conference centers, their settings and maintenance windows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click

from convener.cli.context import command_context
from convener.cli.errors import fail, report_errors
from convener.cli.options import MomentOption, json_option
from convener.cli.output import minute, print_json, print_table, printable
from convener.domain.accounts import users
from convener.domain.centers import centers, maintenance_windows
from convener.domain.centers.settings import change_settings, setting_values, settings_of
from convener.domain.site import now
from convener.storage.models import Center, MaintenanceWindow


@click.group("center")
def center_commands() -> None:
    """Conference centers: each has users, meetings and settings of its own. A server serves them all."""


@center_commands.command("create")
@click.argument("name")
@click.option("--title", default="", help="What people read; the name where it is empty.")
@json_option
@report_errors
def create_center(name: str, title: str, as_json: bool) -> None:
    """Make a center and its first administrator; prints the password, this once."""
    with command_context() as context:
        center = centers.create_center(context.session, name, title)
        password = users.ensure_first_administrator(context.session, center)
        url = f"{context.site.base_url}/cc/{center.name}"
    if as_json:
        print_json({**_center_dict(center), "url": url, "userId": users.FIRST_ADMINISTRATOR, "password": password})
        return
    click.echo(f"{center.name} is at {url}")
    click.echo(f"user ID:  {users.FIRST_ADMINISTRATOR}")
    click.echo(f"password: {password}")
    click.echo("The password is shown this once.", err=True)


@center_commands.command("list")
@json_option
@report_errors
def list_centers(as_json: bool) -> None:
    """All centers."""
    with command_context() as context:
        every = centers.list_centers(context.session)
    if as_json:
        print_json([_center_dict(center) for center in every])
    else:
        rows = [(center.name, center.title, minute(center.created_at)) for center in every]
        print_table(("NAME", "TITLE", "CREATED"), rows)


@center_commands.command("show")
@click.argument("name")
@json_option
@report_errors
def show_center(name: str, as_json: bool) -> None:
    """One center and its settings, by the names that ``set`` takes."""
    with command_context(name) as context:
        _print_settings(context.center, as_json)


@center_commands.command("set")
@click.argument("name")
@click.argument("assignments", metavar="KEY=VALUE...", nargs=-1, required=True)
@json_option
@report_errors
def change_center(name: str, assignments: tuple[str, ...], as_json: bool) -> None:
    """Change settings: KEY=VALUE as ``show`` prints them, true or false, none for no limit. All of them or none."""
    changes = _changes(assignments)
    with command_context(name) as context:
        change_settings(context.session, context.center, changes)
        _print_settings(context.session.get_one(Center, context.center.id), as_json)


def _changes(assignments: Sequence[str]) -> dict[str, object]:
    changes: dict[str, object] = {}
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if not equals:
            fail(f"{assignment!r} is not KEY=VALUE", 2)
        if key in changes:
            fail(f"{key} is there twice", 2)
        changes[key] = None if value == "none" else value
    return changes


def _center_dict(center: Center) -> dict[str, object]:
    return {"name": center.name, "title": center.title, "createdAt": center.created_at.isoformat()}


def _print_settings(center: Center, as_json: bool) -> None:
    values = setting_values(settings_of(center))
    if as_json:
        print_json({**_center_dict(center), "settings": values})
        return
    click.echo(f"{printable(center.name)}: {printable(center.title)}")
    width = max(len(name) for name in values)
    for name, value in values.items():
        click.echo(f"  {name.ljust(width)}  {_setting_text(value)}".rstrip())


def _setting_text(value: object) -> str:
    """The value of a setting as ``center set`` takes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "none" if value is None else printable(value)


@center_commands.group("maintenance")
def maintenance_commands() -> None:
    """Maintenance windows: times into which no meeting can be scheduled."""


@maintenance_commands.command("add")
@click.argument("name")
@click.option("--start", type=MomentOption(), required=True, help="When it begins, like 2031-05-11T02:00:00Z.")
@click.option("--end", type=MomentOption(), required=True, help="When it is over.")
@click.option("--note", default="", help="What for.")
@json_option
@report_errors
def add_window(name: str, start: datetime, end: datetime, note: str, as_json: bool) -> None:
    """Announce a window; meetings that are scheduled already stay."""
    with command_context(name) as context:
        window = maintenance_windows.add_window(context.session, context.center, start, end, note)
    if as_json:
        print_json(_window_dict(window))
    else:
        click.echo(f"Window {window.id}: {minute(window.starts_at)} to {minute(window.ends_at)}")


@maintenance_commands.command("list")
@click.argument("name")
@json_option
@report_errors
def list_windows(name: str, as_json: bool) -> None:
    """Windows that are not over."""
    with command_context(name) as context:
        windows = maintenance_windows.list_windows(context.session, context.center, since=now())
    if as_json:
        print_json([_window_dict(window) for window in windows])
        return
    rows = [(window.id, minute(window.starts_at), minute(window.ends_at), window.note) for window in windows]
    print_table(("NUMBER", "START", "END", "NOTE"), rows)


@maintenance_commands.command("remove")
@click.argument("name")
@click.argument("number", type=int)
@report_errors
def remove_window(name: str, number: int) -> None:
    """Take a window back, by its number."""
    with command_context(name) as context:
        maintenance_windows.remove_window(context.session, context.center, number)
    click.echo(f"Window {number} is taken back.")


def _window_dict(window: MaintenanceWindow) -> dict[str, object]:
    return {
        "number": window.id,
        "start": window.starts_at.isoformat(),
        "end": window.ends_at.isoformat(),
        "note": window.note,
    }
