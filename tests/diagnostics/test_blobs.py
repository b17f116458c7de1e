"""The store of documents and recordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from convener.diagnostics import Health
from convener.settings import Settings, SettingsError
from convener.storage.blobs import BlobStore
from tests.diagnostics.conftest import find
from tests.servers import free_port


def test_the_blob_store(settings: Settings, started: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "documents and recordings"
    assert "made at the first start" in find(replace(settings, data=tmp_path / "fresh"), name).message
    (started.data / "blobs").mkdir()
    assert find(started, name).health in (Health.OK, Health.WARNING)
    (tmp_path / "file").write_text("not a folder")
    assert find(replace(started, blobs_url=str(tmp_path / "file")), name).broken
    assert find(replace(started, blobs_url="ftp://host/x"), name).broken
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "k")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    away = f"s3://bucket?endpoint=http://127.0.0.1:{free_port()}&region=eu-central-1"
    assert find(replace(started, blobs_url=away), name).broken


def test_without_credentials_none_are_looked_for(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library would ask the metadata address of a cloud."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name, raising=False)
    store = replace(settings, blobs_url="s3://bucket/prefix?region=eu-central-1")
    found = find(store, "documents and recordings")
    assert found.broken
    assert "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in found.message
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "k")
    assert find(store, "documents and recordings").message == found.message
    with pytest.raises(SettingsError, match="needs credentials"):
        BlobStore.of(store)
