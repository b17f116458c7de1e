"""JSON columns: what is stored is what was given, on both databases, and what was stored before can still be read."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from convener.storage.database import Database
from convener.storage.json_text import decode_json, encode_json
from convener.storage.models import Center

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(VALUES)
def test_json_is_read_as_it_was_given(value: Any) -> None:
    assert decode_json(encode_json(value)) == value
    assert decode_json(encode_json(value).encode()) == value


@given(VALUES)
def test_json_of_the_standard_library_is_read_as_by_itself(value: Any) -> None:
    stored = json.dumps(value)
    assert decode_json(stored) == json.loads(stored)
    assert json.loads(encode_json(value)) == json.loads(stored)


def test_what_the_standard_library_alone_knows_is_read_and_written() -> None:
    assert decode_json('"\\ud800"') == "\ud800"
    assert math.isnan(decode_json("NaN"))
    assert decode_json(encode_json({"half": "\ud83d"})) == {"half": "\ud83d"}
    assert decode_json(encode_json({None: 1, True: 2})) == {"null": 1, "true": 2}


def test_what_is_no_json_is_an_error() -> None:
    with pytest.raises(ValueError, match="Expecting value"):
        decode_json("")
    with pytest.raises(TypeError):
        encode_json({"what": object()})


def test_a_database_keeps_json_and_reads_that_of_before(database: Database, center: Center) -> None:
    settings = {"timeZone": "Europe/Zürich", "words": ["\u2028", "😀", '"'], "ratio": 0.1, "none": None}
    with database.write() as session:
        session.get_one(Center, center.id).settings = settings
    with database.read() as session:
        assert session.scalar(select(Center.settings).where(Center.id == center.id)) == settings
    with database.write() as session:
        as_before = {"settings": json.dumps(settings), "id": center.id}
        cast = ":settings" if database.sqlite else "CAST(:settings AS JSONB)"
        session.execute(text(f"UPDATE centers SET settings = {cast} WHERE id = :id"), as_before)
    with database.read() as session:
        assert session.scalar(select(Center.settings).where(Center.id == center.id)) == settings
