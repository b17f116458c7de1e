"""What meetings hold of people who were erased is blanked, also where a worker dies on the way; on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from convener.domain.actions.erase_person import EraseTraces
from convener.domain.jobs import queue
from convener.domain.site import Site
from convener.jobs.context import JobContext
from convener.jobs.kinds.erasures import BATCH, ERASE_PERSON, erase
from convener.settings import Settings
from convener.storage.database import Database
from convener.storage.models import Visit
from tests.factories.jobs import Crash, do_all, job_states, runner, with_lease
from tests.factories.room import RoomFactory


def test_meetings_are_gone_through_once_more_where_a_worker_dies(
    database: Database, site: Site, tmp_path: Path
) -> None:
    room = RoomFactory(database, site)
    for number in range(BATCH + 1):
        room.enter(f"guest {number}")
    ids = [one for name, one in room.ids.items() if name != "host"]
    with database.write() as session:
        session.execute(update(Visit).values(browser="a browser"))
        queue.enqueue(session, EraseTraces(participants=ids))

    def known() -> int:
        with database.read() as session:
            return len(session.scalars(select(Visit.id).where(Visit.browser != "")).all())

    def dies(context: JobContext, _: object) -> None:
        erase(context, EraseTraces(participants=ids[:BATCH]))
        raise Crash

    settings = Settings(data=tmp_path)
    with pytest.raises(Crash):
        runner(database, site, settings).run_next(replace(with_lease(ERASE_PERSON, timedelta(0)), run=dies))
    assert known() == 1
    assert do_all(runner(database, site, settings, "w2"), ERASE_PERSON) == 1
    assert (job_states(database, "erase_person"), known()) == (["done"], 0)
