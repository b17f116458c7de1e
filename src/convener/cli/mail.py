"""``convener mail``: mails that wait, were sent, or could not be sent."""

from __future__ import annotations

import sys

import click

from convener.cli.context import command_context
from convener.cli.errors import report_errors
from convener.cli.options import json_option, limit_option, states_option
from convener.cli.output import minute, print_json, print_table, printable
from convener.domain import outbox
from convener.domain.invitations.calendar_replies import ReplyOutcome, accept_reply
from convener.domain.outbox import ListedMail, MailState


@click.group("mail")
def mail_commands() -> None:
    """Mails: invitations, cancellations, reminders, welcome mails."""


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


@mail_commands.command("accept")
@report_errors
def accept_mail() -> None:
    """Take the answer of a calendar program out of the mail on standard input, for mail servers that hand mails to a
    program. What came of it is printed; a mail that is no answer is no error, so that nobody gets a mail back."""
    from convener.mail.replies import LARGEST_MAIL, NoReply, read_reply  # its library takes long to import

    try:
        reply = read_reply(sys.stdin.buffer.read(LARGEST_MAIL + 1))
    except NoReply as problem:
        click.echo(f"This is no answer to an invitation: {problem}.")
        return
    with command_context() as context:
        outcome = accept_reply(context.session, context.site, reply)
    click.echo(_OUTCOMES[outcome])


_OUTCOMES = {
    ReplyOutcome.RECORDED: "The answer was recorded.",
    ReplyOutcome.UNDECIDED: "The answer is neither yes nor no, and changes nothing.",
    ReplyOutcome.UNKNOWN: "It answers no invitation of this server.",
    ReplyOutcome.FOREIGN: "It does not come from the address that was invited.",
    ReplyOutcome.OUTDATED: "It answers an earlier state of the meeting.",
    ReplyOutcome.OVER: "The meeting, or the invitation, was cancelled.",
}


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
