"""Options that several commands have."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TypeVar

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for programs.")

center_option = click.option("--center", "center_name", metavar="NAME", help="The center; the first one when absent.")

limit_option = click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="How many, at most."
)

FC = TypeVar("FC", bound=Callable[..., object])


def states_option(states: type[StrEnum], what: str) -> Callable[[FC], FC]:
    """``--state``, which may be repeated: only ``what`` in one of these states. The command receives ``states``."""
    return click.option(
        "--state",
        "states",
        multiple=True,
        type=click.Choice([state.value for state in states]),
        help=f"Only {what} of this state (repeat it).",
    )


password_option = click.option("--password", help="Password; asked for, or read from standard input, when absent.")


def read_password(option: str | None) -> str:
    """The password of ``--password``, else asked for (twice), else a line of standard input that is no terminal."""
    if option is not None:
        return option
    if sys.stdin.isatty():
        password: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
        return password
    return sys.stdin.readline().rstrip("\r\n")


def read_passphrase(*, confirm: bool) -> str:
    """A passphrase, asked for, else a line of standard input that is no terminal; an empty one is refused."""
    words: str
    if sys.stdin.isatty():
        words = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    else:
        words = sys.stdin.readline().rstrip("\r\n")
    if not words:
        raise click.UsageError("The passphrase is empty.")
    return words


class MomentOption(click.ParamType[datetime]):
    """A moment with its offset from UTC, in ISO 8601; the command receives it in UTC."""

    name = "time"

    def convert(self, value: str | datetime, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Parse ``value``; an offset has to be there."""
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a time like 2009-03-31T14:00:00Z", param, ctx)
        if moment.tzinfo is None:
            self.fail(f"{value!r} does not say in which zone: end it with Z or an offset like +01:00", param, ctx)
        return moment.astimezone(UTC)
