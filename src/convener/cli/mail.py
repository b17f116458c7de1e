"""``convener mail``: mails that wait, were sent, or could not be sent."""

from __future__ import annotations

import click

from convener.cli.context import command_context
from convener.cli.errors import report_errors
from convener.cli.options import json_option, limit_option, states_option
from convener.cli.output import minute, print_json, print_table, printable
from convener.domain import outbox
from convener.domain.outbox import ListedMail, MailState


@click.group("mail")
def mail_commands() -> None:
    """Mails: invitations, cancellations, welcome mails."""


@mail_commands.command("list")
@states_option(MailState, "mails")
@limit_option
@json_option
@report_errors
def list_mails(states: tuple[str, ...], limit: int, as_json: bool) -> None:
    """The newest mails, newest first; for those that wait, when they are tried next."""
    with command_context() as context:
        found = outbox.find_mails(context.session, [MailState(state) for state in states], limit)
    if as_json:
        print_json([_mail_dict(one) for one in found])
    elif not found:
        click.echo("There is no mail." if not states else "There is no such mail.")
    else:
        rows = [
            (one.mail.id, one.mail.state, one.mail.kind, one.mail.recipient, _when(one), one.problem) for one in found
        ]
        print_table(("ID", "STATE", "KIND", "TO", "WHEN", "PROBLEM"), rows)


@mail_commands.command("resend")
@click.argument("ids", metavar="ID...", type=int, nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@report_errors
def resend_mails(ids: tuple[int, ...], yes: bool) -> None:
    """Send mails again that failed, or are uncertain; all of them or none."""
    with command_context() as context:
        uncertain = [
            mail.recipient
            for mail in (outbox.find_unsent(context.session, mail_id) for mail_id in ids)
            if mail.state == MailState.UNCERTAIN.value
        ]
    if uncertain and not yes:
        click.echo("These people may have got the mail already, and would get it twice:", err=True)
        for recipient in uncertain:
            click.echo(f"  {printable(recipient)}", err=True)
        click.confirm("Send it again?", abort=True, err=True)
    with command_context() as context:
        for mail_id in ids:
            outbox.queue_mail_again(context.session, outbox.find_unsent(context.session, mail_id))
    click.echo(f"{len(ids)} queued. A running server or worker sends them.")


def _when(one: ListedMail) -> str:
    if one.mail.sent_at is not None:
        return minute(one.mail.sent_at)
    return f"next {minute(one.next_attempt_at)}" if one.next_attempt_at else minute(one.mail.created_at)


def _mail_dict(one: ListedMail) -> dict[str, object]:
    mail = one.mail
    return {
        "id": mail.id,
        "state": mail.state,
        "kind": mail.kind,
        "recipient": mail.recipient,
        "createdAt": mail.created_at.isoformat(),
        "sentAt": mail.sent_at.isoformat() if mail.sent_at else None,
        "nextAttemptAt": one.next_attempt_at.isoformat() if one.next_attempt_at else None,
        "job": one.job_id,
        "problem": one.problem,
    }
