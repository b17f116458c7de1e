"""``convener key``: the secret key by which links and tokens are made."""

from __future__ import annotations

import click

from convener.cli.context import open_database
from convener.cli.errors import report_errors
from convener.domain.actions.open_installation import accept_key
from convener.domain.secrets import KEY_FILE
from convener.settings import Settings


@click.group("key")
def key_commands() -> None:
    """The secret key, by which links and tokens are made."""


@key_commands.command("accept")
@click.option("--yes", is_flag=True, help="Do not ask.")
@report_errors
def accept(yes: bool) -> None:
    """Go on with the key of the data folder where the one of the database is lost.

    All links, AuthTokens and sign-ins that were handed out are void afterwards. Personal links that are handed out then
    work; AuthTokens are made anew by convener client rotate. Servers and workers have to be started anew.
    """
    settings = Settings.load()
    if not yes:
        click.confirm("All links and AuthTokens that were handed out will be void. Go on?", abort=True, err=True)
    with open_database(settings) as database, database.write() as session:
        links = accept_key(session, settings.data)
    click.echo(f"{settings.data / KEY_FILE} is the key now; {links} personal links are others.")
