"""``convener serve``: the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from convener.cli.errors import fail, report_errors
from convener.cli.late_imports import late_imports
from convener.settings import Settings


@click.command("serve")
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="TCP port to listen on.")
@click.option("--data", type=click.Path(path_type=Path), help="Data folder.")
@click.option("--tls-certificate", help="Certificate chain (PEM), to serve HTTPS.")
@click.option("--tls-key", help="Private key (PEM) of the certificate.")
@report_errors
def serve_command(**options: Any) -> None:
    """Run the conference center."""
    settings = Settings.load(**options)
    with late_imports():  # its options and their errors do not wait for the server to be loaded
        from convener.diagnostics.listening import what_is_in_the_way

        if in_the_way := what_is_in_the_way(settings):
            fail(in_the_way)
        from convener.server import serve

    serve(settings)
