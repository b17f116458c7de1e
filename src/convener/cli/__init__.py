"""The command line: ``convener serve | worker | doctor | center | client | user | recording``.

Commands work on the database directly, also while a server runs on it. Results go to standard output (``--json`` where
a program would read them), errors to standard error. Exit codes: 0 done, 1 the command could not be carried out, 2 it
was called wrongly or a setting cannot be used.

Each command or group of commands is a module of its own; :data:`main` is the console script.
"""

from __future__ import annotations

import click

from convener import __version__
from convener.cli.center import center_commands
from convener.cli.client import client_commands
from convener.cli.doctor import doctor_command
from convener.cli.recording import recording_commands
from convener.cli.serve import serve_command
from convener.cli.user import user_commands
from convener.cli.worker import worker_command

__all__ = ["main"]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="convener")
def main() -> None:
    """Convener, a self-hosted conference center.

    Settings come from CONVENER_* variables or the TOML file that CONVENER_CONFIG names.
    """


for command in (
    serve_command,
    worker_command,
    doctor_command,
    center_commands,
    client_commands,
    user_commands,
    recording_commands,
):
    main.add_command(command)
