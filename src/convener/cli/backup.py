"""``convener backup`` and ``convener restore``: the whole installation in a folder, and back."""

from __future__ import annotations

from pathlib import Path

import click

from convener.cli.context import open_database
from convener.cli.errors import fail, report_errors
from convener.cli.options import read_passphrase
from convener.domain.secrets import KEY_FILE
from convener.settings import Settings
from convener.storage.blobs import folder_of

FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))


@click.command("backup")
@FOLDER
@click.option("--with-key", is_flag=True, help="With the secret key: who reads the backup has all links.")
@click.option("--passphrase", is_flag=True, help="With the secret key under a passphrase, which is asked for.")
@click.option("--with-bucket", is_flag=True, help="With documents and recordings out of an S3-compatible store.")
@report_errors
def backup_command(folder: Path, with_key: bool, passphrase: bool, with_bucket: bool) -> None:
    """Back everything up into DIR, also while servers run."""
    from convener.backup.make import make_backup
    from convener.backup.manifest import BackupError

    settings = Settings.load()
    words = read_passphrase(confirm=True) if passphrase else ""
    form = "encrypted" if passphrase else "plain" if with_key else "none"
    with open_database(settings) as database:
        try:
            manifest = make_backup(settings, database, folder, key=form, passphrase=words, bucket=with_bucket)  # type: ignore[arg-type]
        except BackupError as error:
            fail(str(error))
    size = sum(stored.size for stored in manifest.files)
    click.echo(f"{folder} has {len(manifest.files)} files with {size / 1e6:.1f} MB.")
    if not manifest.blobs:
        click.echo("Documents and recordings stay in the S3-compatible store; --with-bucket copies them.", err=True)
    elif folder_of(settings) is None:
        click.echo("Documents and recordings of the S3-compatible store are in it.")
    if manifest.missing:
        click.echo(f"{len(manifest.missing)} files were deleted meanwhile and are not in it.", err=True)
    if form == "none":
        click.echo(
            f"The secret key is not in it. Keep {settings.data / KEY_FILE} in another place: without it no link works.",
            err=True,
        )


@click.command("restore")
@FOLDER
@report_errors
def restore_command(folder: Path) -> None:
    """Restore the backup in DIR into an empty data folder, and an empty database."""
    from convener.backup.manifest import BackupError
    from convener.backup.restore import check_backup, restore_backup

    settings = Settings.load()
    try:
        manifest = check_backup(folder)
        words = read_passphrase(confirm=False) if manifest.key == "encrypted" else ""
        restore_backup(settings, folder, passphrase=words)
    except BackupError as error:
        fail(str(error))
    key = settings.data / KEY_FILE
    click.echo(f"The backup of {manifest.made_at:%Y-%m-%d %H:%M} UTC is in {settings.data}. Check it: convener doctor")
    if not manifest.blobs:
        click.echo("Documents and recordings were not in it: they are read from the S3-compatible store.", err=True)
    if not key.exists():
        click.echo(f"The secret key was not in it. Put it at {key} before you start the server.", err=True)
