"""The diagnostics behind ``convener doctor``: what is there, what is missing and what it would add, in plain words.

Checks look only: they make no files and send no mail. A check is a function from the settings to its findings; a new
one is added to :data:`CHECKS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from convener.diagnostics.blobs import check_blobs
from convener.diagnostics.data_folder import check_data_folder, check_secret_key
from convener.diagnostics.database import check_database, check_mails
from convener.diagnostics.extras import check_libreoffice, check_livekit, check_redis
from convener.diagnostics.finding import Finding, Health, as_text
from convener.diagnostics.jobs import check_jobs
from convener.diagnostics.mail_server import check_mail_server
from convener.diagnostics.mailbox import check_mailbox
from convener.diagnostics.password_policies import check_password_policies
from convener.diagnostics.processes import check_processes
from convener.diagnostics.program import check_program, check_web_client
from convener.diagnostics.proxies import check_proxies
from convener.diagnostics.public_url import check_certificate, check_public_url
from convener.diagnostics.recorder import check_recorder
from convener.diagnostics.sandbox import check_sandbox
from convener.diagnostics.server import check_server, check_stun
from convener.diagnostics.storage import check_storage
from convener.diagnostics.turn import check_turn
from convener.setting_urls import hide
from convener.settings import Settings

__all__ = ["CHECKS", "Finding", "Health", "as_text", "examine"]

CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    check_program,
    check_web_client,
    check_data_folder,
    check_secret_key,
    check_database,
    check_blobs,
    check_storage,
    check_sandbox,
    check_mails,
    check_jobs,
    check_password_policies,
    check_public_url,
    check_certificate,
    check_proxies,
    check_server,
    check_processes,
    check_stun,
    check_turn,
    check_mail_server,
    check_mailbox,
    check_redis,
    check_recorder,
    check_livekit,
    check_libreoffice,
)
"""All checks, in the order in which their findings are shown."""


def examine(settings: Settings) -> list[Finding]:
    """Run all checks; a check has none, one or several findings."""
    found = (finding for check in CHECKS for finding in check(settings))
    return [replace(one, message=hide(one.message), advice=hide(one.advice)) for one in found]
