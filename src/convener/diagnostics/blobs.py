"""Checks the store of documents and recordings."""

from __future__ import annotations

from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.folders import FREE_SOME_SPACE, GIVE_TO_SERVER, free_space, is_writable
from convener.settings import Settings, SettingsError
from convener.storage.blobs import BlobError, BlobStore, folder_of


def check_blobs(settings: Settings) -> Iterator[Finding]:
    """Whether the store writes, reads and deletes; of a folder, whether it can be written to and has room."""
    name = "documents and recordings"
    try:
        folder = folder_of(settings)
        if folder is None:
            BlobStore.of(settings).check()
            yield Finding(name, Health.OK, "the S3-compatible store keeps, gives and deletes")
            return
    except (SettingsError, BlobError) as error:
        yield Finding(name, Health.BROKEN, str(error), "check CONVENER_BLOBS_URL and the AWS_ credentials")
        return
    if not folder.exists():
        yield Finding(name, Health.OK, f"{folder} is made at the first start")
    elif not is_writable(folder):
        yield Finding(name, Health.BROKEN, f"{folder} is not writable", GIVE_TO_SERVER)
    else:
        health, free = free_space(folder)
        yield Finding(name, health, f"in {folder}, {free} are free", "" if health is Health.OK else FREE_SOME_SPACE)
