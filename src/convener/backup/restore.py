"""Restores a backup into an empty place."""

from __future__ import annotations

import os
from pathlib import Path

from convener.domain.secrets import KEY_FILE, Secrets
from convener.settings import Settings
from convener.storage.blobs import BlobStore, folder_of
from convener.storage.database import Database
from convener.storage.migrations import newest_revision

from .databases import POSTGRESQL_COPY, SQLITE_COPY, is_empty, restore_postgresql
from .key import ENCRYPTED, PLAIN, decrypt_key
from .manifest import BackupError, Manifest, copy_in, pieces_of, read_manifest, verify


def check_backup(folder: Path) -> Manifest:
    """The manifest of a backup whose files are all as they were written, and that this version can read. Raises
    :class:`BackupError`."""
    manifest = read_manifest(folder)
    if manifest.revision > newest_revision():
        raise BackupError(f"{folder} was made by a newer version of Convener ({manifest.version}): install that one")
    verify(folder, manifest)
    return manifest


def restore_backup(settings: Settings, folder: Path, *, passphrase: str = "") -> Manifest:
    """Put a backup into the data folder and the database of these settings, which are empty; nothing is overwritten.

    ``passphrase``: where the secret key is encrypted. The first start brings older tables up to date. Raises
    :class:`BackupError`, before anything is written where the backup is not whole or a place is not empty.
    """
    manifest = check_backup(folder)
    key = _key(settings, folder, manifest, passphrase)
    database_file = _require_places(settings, manifest)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if key is not None:
        copy_in(settings.data, KEY_FILE, [key], 0o600)
    blobs = BlobStore.of(settings)
    place = folder_of(settings)
    for stored in manifest.files:
        source, (top, _, rest) = folder / stored.path, stored.path.partition("/")
        if top == "outbox":
            copy_in(settings.data, stored.path, pieces_of(source), int(stored.mode, 8))
        elif top == "blobs":
            with source.open("rb") as file:
                blobs.write(rest, file)
            if place is not None:
                (place / rest).chmod(int(stored.mode, 8))
    # The database last: where this ends before, there is nothing that a server would take for whole.
    if database_file is None:
        restore_postgresql(Database(settings.sqlalchemy_url).url, folder / POSTGRESQL_COPY)
    else:
        fresh = database_file.with_name(f".{database_file.name}.restored")
        fresh.unlink(missing_ok=True)
        copy_in(fresh.parent, fresh.name, pieces_of(folder / SQLITE_COPY), 0o600)
        os.link(fresh, database_file)  # fails where one has come into being meanwhile
        fresh.unlink()
    return manifest


def _require_places(settings: Settings, manifest: Manifest) -> Path | None:
    """Check that there is nothing where the backup goes; returns the file of the database, None with PostgreSQL."""
    url = settings.sqlalchemy_url
    sqlite = url.startswith("sqlite")
    if sqlite is not (manifest.database == "sqlite"):
        wanted = "a SQLite file" if manifest.database == "sqlite" else "a PostgreSQL database"
        raise BackupError(f"the backup is one of {wanted}: set CONVENER_DATABASE_URL to {wanted}")
    if not sqlite:
        database = Database(url)
        try:
            if not is_empty(database):
                raise BackupError("the database has tables already: name an empty one in CONVENER_DATABASE_URL")
        finally:
            database.close()
        return None
    path = Path(url.removeprefix("sqlite:///"))
    if path.exists():
        raise BackupError(f"{path} is there already: restore into another data folder (CONVENER_DATA)")
    return path


def _key(settings: Settings, folder: Path, manifest: Manifest, passphrase: str) -> bytes | None:
    """The key to write; None where it is there, or not in the backup. Raises :class:`BackupError`."""
    path = settings.data / KEY_FILE
    key = None
    if manifest.key == "plain":
        key = (folder / PLAIN).read_bytes()
    elif manifest.key == "encrypted":
        key = decrypt_key((folder / ENCRYPTED).read_bytes(), passphrase)
    if not path.exists():
        return key
    try:
        if Secrets(path.read_bytes()).fingerprint == manifest.key_fingerprint:
            return None
    except ValueError:
        pass
    raise BackupError(f"{path} is not the key of this backup: move it away, or restore into another data folder")
