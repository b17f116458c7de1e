"""``convener doctor``: the diagnostics, for people and for programs."""

from __future__ import annotations

import sys

import click

from convener.cli.errors import report_errors
from convener.cli.late_imports import late_imports
from convener.cli.options import json_option
from convener.cli.output import print_json
from convener.settings import Settings


@click.command("doctor")
@json_option
@report_errors
def doctor_command(as_json: bool) -> None:
    """Say what is there, what is missing, and what it would add."""
    with late_imports():
        from convener import diagnostics

    findings = diagnostics.examine(Settings.load())
    if as_json:
        print_json([finding.as_dict() for finding in findings])
    else:
        click.echo(diagnostics.as_text(findings))
    if any(finding.broken for finding in findings):
        sys.exit(1)
