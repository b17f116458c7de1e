"""``convener worker``: background work in a process of its own."""

from __future__ import annotations

import click

from convener.cli.errors import report_errors
from convener.cli.late_imports import late_imports
from convener.settings import Settings


@click.command("worker")
@report_errors
def worker_command() -> None:
    """Do background work (mails) for servers that share this database; any number may run."""
    settings = Settings.load()
    with late_imports():
        from convener.jobs.worker import run

    run(settings)
