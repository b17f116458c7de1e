"""Golden pairs that end well, with PostgreSQL behind the server."""

from __future__ import annotations

import pytest

from . import golden
from .conftest import Place
from .golden import Case


@pytest.mark.postgres
@pytest.mark.parametrize("case", [golden.param(case) for case in golden.load() if case.fault is None])
def test_golden_pair(postgres_place: Place, case: Case) -> None:
    golden.exchange(postgres_place.base_url, postgres_place.world_of(case), case)
