"""``convener recording``: recordings of meetings."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click
from sqlalchemy import select

from convener.cli.context import command_context
from convener.cli.errors import report_errors
from convener.cli.options import MomentOption, center_option, json_option
from convener.cli.output import print_json, printable
from convener.domain.actions import receive_upload
from convener.domain.recordings import playback
from convener.settings import Settings
from convener.storage.blobs import BlobStore
from convener.storage.database import Database
from convener.storage.models import Recording

_WHO_VIEWS = {
    "none": "by everybody who has the address.",
    "password": "with the password.",
    "acl": "by signed-in people on the list of the meeting.",
}


@click.group("recording")
def recording_commands() -> None:
    """Recordings of meetings."""


@recording_commands.command("import")
@click.argument("video", metavar="FILM", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--meeting", required=True, help="Name (or mid) of the meeting that it is a recording of.")
@click.option("--title", default="", help="Its title; without one, that of the meeting.")
@click.option("--start-time", type=MomentOption(), help="When it was recorded, like 2009-03-31T14:00:00Z.")
@click.option("--owner", help="User ID of its owner; without one, the owner of the meeting.")
@center_option
@json_option
@report_errors
def import_recording(
    video: Path,
    meeting: str,
    title: str,
    start_time: datetime | None,
    owner: str | None,
    center_name: str | None,
    as_json: bool,
) -> None:
    """Bring a FILM from elsewhere along (MP4, WebM, Ogg, Windows Media), with the time when it was recorded. Prints its
    address, and the password that viewers need where the meeting has one."""
    settings = Settings.load()
    with command_context(center_name) as context:
        center, site = context.center, context.site
    # Not inside that transaction: copying the video takes long, and other writers must not wait for it.
    database = Database.of(settings)
    try:
        with video.open("rb") as file:
            received = receive_upload.import_video(
                database,
                BlobStore.of(settings),
                site,
                center,
                file,
                meeting=meeting,
                title=title,
                started_at=start_time,
                owner=owner,
            )
        with database.read() as session:
            recording = session.scalars(select(Recording).where(Recording.reid == received.id)).one()
    finally:
        database.close()
    url = playback.playback_url(site, center.name, recording.name)
    warnings = [flaw.message for flaw in received.flaws]
    if as_json:
        print_json(
            {
                "reid": recording.reid,
                "name": recording.name,
                "title": recording.title,
                "duration": recording.duration,
                "url": url,
                "entry": recording.entry,
                "password": recording.password,
                "warnings": warnings,
            }
        )
    else:
        click.echo(
            f"{printable(recording.name)} ({recording.reid}): {printable(recording.title)}, "
            f"{recording.duration} seconds"
        )
        click.echo(f"Viewed at {printable(url)}, {_WHO_VIEWS[recording.entry]}")
        if recording.password:
            click.echo(f"Password: {printable(recording.password)}")
        for warning in warnings:
            click.echo(warning, err=True)
