"""The command line: ``convener serve | worker | doctor | center | client | user | recording | jobs | mail``.

Commands work on the database directly, also while a server runs on it. Results go to standard output (``--json`` where
a program would read them), errors to standard error. Exit codes: 0 done, 1 the command could not be carried out, 2 it
was called wrongly or a setting cannot be used.

Each command or group of commands is a module of its own; :data:`main` is the console script.
"""

from __future__ import annotations

import click

from convener import __version__
from convener.cli.lazy_group import LazyGroup

__all__ = ["main"]

MODULES = {
    "backup": "convener.cli.backup:backup_command",
    "center": "convener.cli.center:center_commands",
    "client": "convener.cli.client:client_commands",
    "doctor": "convener.cli.doctor:doctor_command",
    "key": "convener.cli.key:key_commands",
    "jobs": "convener.cli.jobs:jobs_commands",
    "mail": "convener.cli.mail:mail_commands",
    "recording": "convener.cli.recording:recording_commands",
    "restore": "convener.cli.backup:restore_command",
    "serve": "convener.cli.serve:serve_command",
    "user": "convener.cli.user:user_commands",
    "worker": "convener.cli.worker:worker_command",
}
"""The commands, imported when they are called."""


@click.group(
    cls=LazyGroup,
    modules=MODULES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="convener")
def main() -> None:
    """Convener, a self-hosted conference center.

    Settings come from CONVENER_* variables or the TOML file that CONVENER_CONFIG names.
    """
