"""``convener jobs``: background work that waits, runs, was done or has failed."""

from __future__ import annotations

from datetime import datetime

import click

from convener.cli.context import command_context
from convener.cli.errors import report_errors
from convener.cli.options import json_option, limit_option, states_option
from convener.cli.output import minute, print_json, print_table, second
from convener.domain.jobs import queue
from convener.domain.jobs.queue import JobState
from convener.storage.models import Job


@click.group("jobs")
def jobs_commands() -> None:
    """Background jobs: mails, upkeep."""


@jobs_commands.command("list")
@states_option(JobState, "jobs")
@click.option("--kind", help="Only jobs of this kind.")
@limit_option
@json_option
@report_errors
def list_jobs(states: tuple[str, ...], kind: str | None, limit: int, as_json: bool) -> None:
    """The newest jobs, newest first: how far they are, and what went wrong."""
    with command_context() as context:
        found = queue.find(context.session, states=[JobState(state) for state in states], kind=kind, limit=limit)
    if as_json:
        print_json([_job_dict(job) for job in found])
    elif not found:
        click.echo("There is no job." if not (states or kind) else "There is no such job.")
    else:
        rows = [(job.id, job.kind, job.key or "", job.state, _when(job), job.attempts, _doing(job)) for job in found]
        print_table(("ID", "KIND", "KEY", "STATE", "WHEN", "ATTEMPTS", "PROGRESS, PROBLEM"), rows)


@jobs_commands.command("retry")
@click.argument("ids", metavar="ID...", type=int, nargs=-1, required=True)
@report_errors
def retry_jobs(ids: tuple[int, ...]) -> None:
    """Do jobs that failed, or wait for their next attempt, now; all of them or none."""
    with command_context() as context:
        for job_id in ids:
            queue.retry(context.session, job_id)
    click.echo(f"{len(ids)} queued. A running server or worker does them.")


def _when(job: Job) -> str:
    """When a job that waits is due, when one that runs began, when another one ended."""
    match job.state:
        case JobState.QUEUED:
            return f"due {minute(job.run_at)}"
        case JobState.RUNNING:
            return f"since {second(job.started_at)}" if job.started_at else ""
    return minute(job.finished_at) if job.finished_at else ""


def _doing(job: Job) -> str:
    """How far a job has come that runs, what was wrong with another one."""
    if job.state != JobState.RUNNING.value:
        return job.error
    if job.progress_done is None:
        return job.error and f"before: {job.error}"
    total = f"/{job.progress_total}" if job.progress_total is not None else ""
    return f"{job.progress_done}{total} {job.progress_step}".strip()


def _job_dict(job: Job) -> dict[str, object]:
    return {
        "id": job.id,
        "kind": job.kind,
        "key": job.key,
        "payload": job.payload,
        "state": job.state,
        "again": job.again,
        "runAt": _time(job.run_at),
        "attempts": job.attempts,
        "worker": job.worker,
        "leaseUntil": _time(job.lease_until),
        "progress": None
        if job.progress_done is None
        else {"done": job.progress_done, "total": job.progress_total, "step": job.progress_step},
        "error": job.error,
        "createdAt": _time(job.created_at),
        "startedAt": _time(job.started_at),
        "finishedAt": _time(job.finished_at),
    }


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
