"""``convener worker``: background work in a process of its own."""

from __future__ import annotations

import click

from convener.cli.errors import report_errors
from convener.settings import Settings


@click.command("worker")
@report_errors
def worker_command() -> None:
    """Do background work (mails) for servers that share this database; any number may run."""
    settings = Settings.load()
    from convener.jobs.worker import run  # the other commands start without loading the worker

    run(settings)
