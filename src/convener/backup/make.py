"""Makes a backup, also while servers run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select

from convener import __version__
from convener.domain.actions.open_installation import find_fingerprint, fits
from convener.domain.secrets import KEY_FILE, Secrets
from convener.domain.site import now
from convener.settings import Settings
from convener.storage.blobs import BlobMissing, BlobStore, folder_of
from convener.storage.database import Database
from convener.storage.migrations import current_revision
from convener.storage.models import Content, ContentPage, DrawingImage, RecordingFile

from .databases import POSTGRESQL_COPY, SQLITE_COPY, copy_sqlite, dump_postgresql
from .key import ENCRYPTED, PLAIN, encrypt_key
from .manifest import (
    BackupError,
    KeyForm,
    Manifest,
    StoredFile,
    copy_in,
    describe,
    pieces_of,
    write_manifest,
)


def make_backup(
    settings: Settings, database: Database, folder: Path, *, key: KeyForm, passphrase: str = "", bucket: bool = False
) -> Manifest:
    """Back the installation up into a folder that is empty or not there; returns what is in it.

    ``key``: how the secret key is put into the backup; ``passphrase``: for ``encrypted``. ``bucket``: copy documents
    and recordings also where an S3-compatible store keeps them. Raises :class:`BackupError`.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(f"{folder} is not empty: name another folder")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    secrets, key_bytes = _key(settings, database)
    with database.engine.connect() as connection:
        revision = current_revision(connection) or ""
    # First the database, then the files: those that come meanwhile do no harm, and none is deleted before its row is.
    claimed = _claimed(database)
    copy = SQLITE_COPY if database.sqlite else POSTGRESQL_COPY
    if database.sqlite:
        copy_sqlite(database, folder / copy)
    else:
        dump_postgresql(database.url, folder / copy)
    files = [describe(folder, copy)]
    with_blobs = bucket or folder_of(settings) is not None
    missing: list[str] = []
    if with_blobs:
        blobs = BlobStore.of(settings)
        files += _copied_blobs(blobs, settings, folder)
        kept = {stored.path.removeprefix("blobs/") for stored in files}
        missing = sorted(claimed - kept)
    files += _copied_folder(settings.data / "outbox", folder, "outbox")
    if key == "plain":
        files.append(copy_in(folder, PLAIN, [key_bytes], 0o600))
    elif key == "encrypted":
        files.append(copy_in(folder, ENCRYPTED, [encrypt_key(key_bytes, passphrase)], 0o600))
    manifest = Manifest(
        format=1,
        version=__version__,
        revision=revision,
        made_at=now(),
        database="sqlite" if database.sqlite else "postgresql",
        key=key,
        key_fingerprint=secrets.fingerprint,
        blobs=with_blobs,
        files=files,
        missing=missing,
    )
    write_manifest(folder, manifest)
    return manifest


def _key(settings: Settings, database: Database) -> tuple[Secrets, bytes]:
    path = settings.data / KEY_FILE
    try:
        key = path.read_bytes()
        secrets = Secrets(key)
    except (FileNotFoundError, ValueError):
        raise BackupError(f"the secret key {path} is missing or cut off: put it there") from None
    with database.read() as session:
        if not fits(session, secrets):
            raise BackupError(f"{path} is not the key of this database ({find_fingerprint(session) or 'by its links'})")
    return secrets, key


def _copied_blobs(blobs: BlobStore, settings: Settings, folder: Path) -> Iterator[StoredFile]:
    place = folder_of(settings)
    for key in blobs.find_keys():
        mode = 0o600
        try:
            if place is not None:
                mode = (place / key).stat().st_mode & 0o777
            pieces = blobs.read(key)
            first = next(pieces, b"")
        except (BlobMissing, FileNotFoundError):
            continue  # deleted meanwhile
        yield copy_in(folder, f"blobs/{key}", _with_first(first, pieces), mode)


def _with_first(first: bytes, others: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from others


def _copied_folder(source: Path, folder: Path, name: str) -> Iterator[StoredFile]:
    for path in sorted(source.glob("*")) if source.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            yield copy_in(folder, f"{name}/{path.name}", pieces_of(path), path.stat().st_mode & 0o777)


def _claimed(database: Database) -> set[str]:
    """The blobs that rows of the database name, before it is copied."""
    with database.read() as session:
        found = set(session.scalars(select(RecordingFile.blob)))
        found |= set(session.scalars(select(Content.blob)))
        found |= set(session.scalars(select(DrawingImage.blob)))
        pages = session.scalars(select(ContentPage.blob).where(ContentPage.blob.is_not(None)))
        return found | {blob for blob in pages if blob is not None}
