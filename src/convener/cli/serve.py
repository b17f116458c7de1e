"""``convener serve``: the server."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from convener.cli.errors import fail, report_errors
from convener.cli.late_imports import late_imports
from convener.observability.together import measured_together
from convener.settings import Settings, SettingsError


@click.command("serve")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="TCP port to listen on.")
@click.option("--data", type=click.Path(path_type=Path), help="Data folder.")
@click.option("--workers", type=int, help="Processes that answer at the port; needs PostgreSQL and Redis.")
@click.option("--tls-certificate", help="Certificate chain (PEM), to serve HTTPS.")
@click.option("--tls-key", help="Private key (PEM) of the certificate.")
@report_errors
def serve_command(**options: Any) -> None:
    """Run the conference center."""
    settings = Settings.load(**options)
    with measured_together() if settings.workers > 1 else nullcontext():
        with late_imports():  # its options and their errors do not wait for the server to be loaded
            from convener.diagnostics.listening import what_is_in_the_way
            from convener.diagnostics.processes import what_keeps_it_alone

            if settings.workers > 1 and (reason := what_keeps_it_alone(settings)):
                raise SettingsError(reason)
            if in_the_way := what_is_in_the_way(settings):
                fail(in_the_way)
            from convener.server import serve

        serve(settings)
