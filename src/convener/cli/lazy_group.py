"""A group of commands that loads the module of a command when it is called."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from convener.cli.late_imports import late_imports
from convener.cli.output import escape_what_cannot_be_shown


class LazyGroup(click.Group):
    """A group whose commands are modules: a call imports what it needs, and the help alone imports them all.

    ``modules``: by the name of each command, its module and its name there, with a colon between.
    """

    def __init__(self, *args: Any, modules: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._modules = modules

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command: what a terminal cannot show is escaped."""
        escape_what_cannot_be_shown()
        return super().main(*args, **kwargs)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in alphabetical order."""
        return sorted(self._modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of this name; None where there is none."""
        if cmd_name not in self.commands and cmd_name in self._modules:
            self.add_command(_load(self._modules[cmd_name]), cmd_name)
        return self.commands.get(cmd_name)


def _load(place: str) -> click.Command:
    module, _, name = place.partition(":")
    with late_imports():
        command: click.Command = getattr(import_module(module), name)
    return command
