"""The blob store: documents and videos by key, in a folder or in an S3-compatible store.

``CONVENER_BLOBS_URL`` says where: empty for the folder ``blobs`` in the data folder, a path, or
``s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION`` with the credentials in ``AWS_ACCESS_KEY_ID`` and
``AWS_SECRET_ACCESS_KEY``. A key is random and generated here (:func:`new_key`); no text from outside ever becomes one.
A blob exists whole or not at all, is never changed, and is on the disk when :meth:`BlobStore.write` returns.

A process that ends while it writes to an S3-compatible store leaves parts there that are not visible; have the bucket
abort incomplete multipart uploads after a day (a lifecycle rule).
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import secrets
import string
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from convener.setting_urls import remember_secrets
from convener.settings import Settings, SettingsError

if TYPE_CHECKING:
    from obstore.store import ClientConfig, RetryConfig, S3Config

KEY = re.compile(r"[a-z0-9]{2}/[a-z0-9]{38}")
PIECE = 1024 * 1024
"""Bytes read at a time: what one download holds in memory."""

PART = 8 * 1024 * 1024
"""Bytes of a part of an upload to an S3-compatible store; two are under way at a time."""

CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")

_NOT_THERE = "the blob is not there"
_CHARACTERS = string.ascii_lowercase + string.digits


def new_key() -> str:
    """A new key, with 200 bits of randomness."""
    text = "".join(secrets.choice(_CHARACTERS) for _ in range(40))
    return f"{text[:2]}/{text[2:]}"


class BlobError(Exception):
    """The store does not accept or return a blob: full, not reachable, not permitted, or there is none."""


class BlobMissing(BlobError):
    """There is no blob with this key."""


class BlobStore:
    """Blobs by key. ``uploads``: the folder for files being received; ``folder``: that of the blobs, None in an
    S3-compatible store. Methods are safe for threads and raise :class:`BlobError`."""

    def __init__(self, store: ObjectStore, uploads: Path, folder: Path | None = None) -> None:
        self._store = store
        self._uploads = uploads
        self._folder = folder

    @classmethod
    def of(cls, settings: Settings) -> BlobStore:
        """The store that these settings name; its folder is created where it is missing. Raises
        :class:`SettingsError`."""
        uploads = settings.data / "uploads"
        folder = folder_of(settings)
        if folder is None:
            return cls(_remote(settings.blobs_url), uploads)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(LocalStore(folder.resolve()), uploads, folder.resolve())

    def spool(self) -> IO[bytes]:
        """A new file for an upload. It has no name: when it is closed, or the process ends, it is gone."""
        self._uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self._uploads)

    def write(self, key: str, file: IO[bytes]) -> int:
        """Store the whole content of ``file`` under a new key; returns its number of bytes."""
        _check(key)
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        with _own_errors():
            obstore.put(self._store, key, file, chunk_size=PART, max_concurrency=2)
        if self._folder is not None:
            _sync(self._folder / key)
        return size

    def adopt(self, key: str, path: Path) -> int:
        """Store the file at ``path`` under a new key, as :meth:`write` does; returns its number of bytes. In a folder
        on the same disk it becomes another name of that file, which must not change any more: a long file takes no
        time and no space."""
        _check(key)
        if self._folder is not None:
            target = self._folder / key
            try:
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.link(path, target)
            except FileNotFoundError as error:
                raise BlobError(_first_line(error)) from error
            except OSError:
                pass  # another disk, or one without links: it is copied
            else:
                with _own_errors():
                    _sync(target)
                return target.stat().st_size
        try:
            with path.open("rb") as file:
                return self.write(key, file)
        except OSError as error:
            raise BlobError(_first_line(error)) from error

    def size(self, key: str) -> int:
        """The blob's number of bytes. Raises :class:`BlobMissing`."""
        _check(key)
        with _own_errors():
            return obstore.head(self._store, key)["size"]

    def read(self, key: str, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The bytes from ``start`` up to, not including, ``end`` (None: the end of the blob), in pieces.

        Each piece is a request of its own, so a slow reader holds nothing open. Raises :class:`BlobMissing` before the
        first piece.
        """
        end = self.size(key) if end is None else end
        while start < end:
            with _own_errors():
                piece = bytes(obstore.get_range(self._store, key, start=start, end=min(start + PIECE, end)))
            if not piece:
                raise BlobError("the blob is shorter than it should be")
            yield piece
            start += len(piece)

    def read_whole(self, key: str) -> bytes:
        """All bytes of a blob that is known to be small. Raises :class:`BlobMissing`."""
        return b"".join(self.read(key))

    def copy_to(self, key: str, path: Path) -> None:
        """Put the blob at ``path``, where nothing is; it must not be changed there, for in a folder on the same disk it
        is another name of the blob. Raises :class:`BlobMissing`."""
        _check(key)
        if self._folder is not None:
            try:
                os.link(self._folder / key, path)
            except FileNotFoundError as error:
                raise BlobMissing(_NOT_THERE) from error
            except OSError:
                pass  # another disk, or one without links: it is copied
            else:
                return
        try:
            with path.open("xb") as file:
                for piece in self.read(key):
                    file.write(piece)
        except OSError as error:
            raise BlobError(_first_line(error)) from error

    def delete(self, key: str) -> None:
        """Delete the blob, if it exists, and in a folder also what a process that ended while writing left of it."""
        _check(key)
        with contextlib.suppress(BlobMissing), _own_errors():
            obstore.delete(self._store, key)
        if self._folder is not None:
            path = self._folder / key
            for remains in path.parent.glob(f"{path.name}#*"):
                remains.unlink(missing_ok=True)

    def find_keys(self) -> Iterator[str]:
        """The keys of all blobs; of those that come or go meanwhile, perhaps some."""
        with _own_errors():
            for page in obstore.list(self._store):
                yield from (meta["path"] for meta in page if KEY.fullmatch(meta["path"]))

    def check(self) -> None:
        """Write a few bytes, read and delete them. Raises :class:`BlobError` where that fails."""
        key, content = new_key(), b"convener"
        self.write(key, io.BytesIO(content))
        try:
            if self.read_whole(key) != content:
                raise BlobError("what was kept is not what is read")
        finally:
            self.delete(key)


def folder_of(settings: Settings) -> Path | None:
    """The folder of the blobs, None where they are in an S3-compatible store. Raises :class:`SettingsError`."""
    url = settings.blobs_url
    if not url:
        return settings.data / "blobs"
    if url.startswith("s3://"):
        return None
    if "://" not in url:
        return Path(url)
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path:
        return Path(parts.path)
    raise SettingsError("CONVENER_BLOBS_URL must be a folder or s3://BUCKET/PREFIX?endpoint=URL&region=REGION")


def _remote(url: str) -> ObjectStore:
    form = "CONVENER_BLOBS_URL must be s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION"
    try:
        parts = urlsplit(url)
        query = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise SettingsError(form) from None
    if "@" in url:
        raise SettingsError(f"{form}, with the credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead")
    for name in CREDENTIALS:
        # Without them the library would ask the cloud's metadata address for some, whoever may answer there.
        if not os.environ.get(name):
            raise SettingsError(f"CONVENER_BLOBS_URL needs credentials: set {' and '.join(CREDENTIALS)}")
        remember_secrets(name, os.environ[name])
    if unknown := set(query) - {"endpoint", "region"}:
        raise SettingsError(f"CONVENER_BLOBS_URL may hold endpoint and region, not {', '.join(sorted(unknown))}")
    config: S3Config = {}
    if "endpoint" in query:
        config["endpoint"] = query["endpoint"][-1]
    if "region" in query:
        config["region"] = query["region"][-1]
    options: ClientConfig = {
        "allow_http": config.get("endpoint", "").startswith("http://"),
        "connect_timeout": timedelta(seconds=5),
        "timeout": timedelta(seconds=60),
    }
    retries: RetryConfig = {"max_retries": 3, "retry_timeout": timedelta(seconds=60), "backoff": {}}
    address = f"s3://{parts.netloc}{parts.path}"
    try:
        return S3Store.from_url(address, config=config, client_options=options, retry_config=retries)
    except (BaseError, ValueError) as error:
        raise SettingsError(f"CONVENER_BLOBS_URL cannot be used: {_first_line(error)}") from None


@contextlib.contextmanager
def _own_errors() -> Iterator[None]:
    """Turn exceptions of the library into ours; its messages contain addresses and traces, their first line is
    enough."""
    try:
        yield
    except FileNotFoundError:
        raise BlobMissing(_NOT_THERE) from None
    except (BaseError, OSError) as error:
        raise BlobError(_first_line(error)) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def _check(key: str) -> None:
    if not KEY.fullmatch(key):
        raise ValueError("not a key of the blob store")


def _sync(path: Path) -> None:
    """Have the disk, not only its cache, hold the file and its directory entries."""
    for target in (path, path.parent, path.parent.parent):
        descriptor = os.open(target, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
