"""The manifest of a backup: what is in it, and whether that is still so."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

MANIFEST = "manifest.json"
FORMAT = 1
PIECE = 1024 * 1024


class BackupError(Exception):
    """A backup cannot be made, or is not one that can be restored; the message says why and what to do."""


class StoredFile(msgspec.Struct, frozen=True, rename="camel"):
    """A file of the backup: its ``path`` in the folder, with slashes; bytes; access rights (octal); SHA-256."""

    path: str
    size: int
    mode: str
    sha256: str


KeyForm = Literal["none", "plain", "encrypted"]


class Manifest(msgspec.Struct, frozen=True, rename="camel"):
    """``version``: of the program; ``revision``: of the tables; ``key``: how the secret key is in the backup, and
    ``key_fingerprint`` which one belongs to it; ``blobs``: whether documents and recordings are in it; ``missing``:
    blobs that were deleted while the backup was made."""

    format: int
    version: str
    revision: str
    made_at: datetime
    database: Literal["sqlite", "postgresql"]
    key: KeyForm
    key_fingerprint: str
    blobs: bool
    files: list[StoredFile]
    missing: list[str] = []


def copy_in(folder: Path, path: str, pieces: Iterable[bytes], mode: int) -> StoredFile:
    """Write a file of the backup, on the disk when this returns."""
    target = folder / path
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(mode)
    return StoredFile(path, size, f"{mode:04o}", digest.hexdigest())


def describe(folder: Path, path: str) -> StoredFile:
    """A file that is in the backup already."""
    target = folder / path
    digest = hashlib.sha256()
    for piece in pieces_of(target):
        digest.update(piece)
    facts = target.stat()
    return StoredFile(path, facts.st_size, f"{facts.st_mode & 0o777:04o}", digest.hexdigest())


def pieces_of(path: Path) -> Iterator[bytes]:
    """The content of a file."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, whole or not at all."""
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    copy_in(folder, f".{MANIFEST}", [text], 0o600)
    (folder / f".{MANIFEST}").replace(folder / MANIFEST)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of the backup in this folder. Raises :class:`BackupError`."""
    try:
        manifest = msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise BackupError(f"{folder} is no backup, or one that was not finished: it has no {MANIFEST}") from None
    except msgspec.DecodeError as error:
        raise BackupError(f"{folder / MANIFEST} is damaged ({error}): take another backup") from None
    if manifest.format != FORMAT:
        raise BackupError(f"{folder} was made by a newer version of Convener ({manifest.version}): install that one")
    for stored in manifest.files:
        path = PurePosixPath(stored.path)
        if path.is_absolute() or ".." in path.parts:
            raise BackupError(f"{folder / MANIFEST} is damaged: {stored.path!r} is no file of a backup")
    return manifest


def verify(folder: Path, manifest: Manifest) -> None:
    """Check each file of the backup. Raises :class:`BackupError` with the first one that is not as it was."""
    for stored in manifest.files:
        try:
            found = describe(folder, stored.path)
        except FileNotFoundError:
            raise BackupError(f"the backup is not whole: {stored.path} is missing. Take another one") from None
        if (found.size, found.sha256) != (stored.size, stored.sha256):
            raise BackupError(f"the backup is damaged: {stored.path} is not what was written. Take another one")
