"""Reads answers of calendar programs from the mailbox that ``CONVENER_IMAP_URL`` names.

A mail is marked as read after what it says was committed: where a worker dies between the two, it is read once more,
which changes nothing.
"""

from __future__ import annotations

from datetime import timedelta

import structlog

from convener.domain.invitations.calendar_replies import ReplyOutcome, accept_reply
from convener.jobs.context import JobContext
from convener.jobs.kind import Retry, periodic_kind
from convener.settings import Settings

log = structlog.get_logger("convener.jobs.kinds.calendar_replies")

INTERVAL = timedelta(seconds=60)

MOST_MAILS = 200
"""Mails that are read each time; the others wait."""


def read_mailbox(context: JobContext) -> None:
    """Read the mails that were not read yet; does nothing where no mailbox is set."""
    if not context.settings.imap_url:
        return
    from convener.mail.mailbox import Mailbox, MailboxError, MailboxServer  # servers without a mailbox need none of it
    from convener.mail.replies import LARGEST_MAIL

    try:
        with Mailbox(MailboxServer.parse(context.settings.imap_url)) as mailbox:
            for uid, text in mailbox.unread(MOST_MAILS, LARGEST_MAIL):
                context.check()
                _accept(context, uid, text)
                mailbox.mark_read(uid)
    except MailboxError as error:
        raise Retry(str(error)) from None


def _accept(context: JobContext, uid: str, text: bytes | None) -> None:
    from convener.mail.replies import NoReply, read_reply

    if text is None:
        log.info("a mail in the mailbox is too large to be an answer", mail=uid)
        return
    try:
        reply = read_reply(text)
    except NoReply as problem:
        log.info("a mail in the mailbox is no answer", mail=uid, problem=str(problem))
        return
    with context.write() as session:
        outcome = accept_reply(session, context.site, reply)
    level = log.info if outcome in (ReplyOutcome.RECORDED, ReplyOutcome.UNDECIDED) else log.warning
    level("an answer came by calendar", mail=uid, outcome=outcome.value)


def _check(settings: Settings) -> None:
    if settings.imap_url:
        from convener.mail.mailbox import MailboxServer

        MailboxServer.parse(settings.imap_url)


CALENDAR_REPLIES = periodic_kind("calendar_replies", read_mailbox, every=INTERVAL, check=_check)
