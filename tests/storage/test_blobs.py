"""The blob store: what is put comes back, whole or not at all."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from convener.settings import Settings, SettingsError
from convener.storage.blobs import PIECE, BlobError, BlobMissing, BlobStore, folder_of, new_key
from tests.servers import free_port

KEY = new_key()


@pytest.fixture
def blobs(tmp_path: Path) -> BlobStore:
    return BlobStore.of(Settings(data=tmp_path))


def files(tmp_path: Path) -> list[Path]:
    return [path for path in tmp_path.rglob("*") if path.is_file()]


def test_what_is_put_comes_back(blobs: BlobStore, tmp_path: Path) -> None:
    content = bytes(range(256)) * (PIECE // 100)
    assert blobs.write(KEY, io.BytesIO(content)) == len(content)
    assert blobs.size(KEY) == len(content)
    assert b"".join(blobs.read(KEY)) == content
    assert [path.relative_to(tmp_path).as_posix() for path in files(tmp_path)] == [f"blobs/{KEY}"]


def test_an_empty_blob(blobs: BlobStore) -> None:
    assert blobs.write(KEY, io.BytesIO()) == 0
    assert list(blobs.read(KEY)) == []


def test_put_begins_at_the_beginning_of_the_file(blobs: BlobStore) -> None:
    file = io.BytesIO(b"0123456789")
    file.seek(7)
    assert blobs.write(KEY, file) == 10
    assert b"".join(blobs.read(KEY)) == b"0123456789"


@given(start=some.integers(0, 3 * PIECE), end=some.integers(0, 3 * PIECE))
@settings(max_examples=30)
def test_a_range_is_that_part(tmp_path: Path, start: int, end: int) -> None:
    blobs = BlobStore.of(Settings(data=tmp_path))
    content = bytes(index % 251 for index in range(2048)) * (3 * PIECE // 2048)
    if not (tmp_path / "blobs" / KEY).exists():
        blobs.write(KEY, io.BytesIO(content))
    assert b"".join(blobs.read(KEY, start, end)) == content[start:end]


def test_reading_holds_one_piece_at_a_time(blobs: BlobStore) -> None:
    blobs.write(KEY, io.BytesIO(b"x" * (3 * PIECE + 5)))
    assert [len(piece) for piece in blobs.read(KEY)] == [PIECE, PIECE, PIECE, 5]


def test_a_blob_that_is_not_there(blobs: BlobStore) -> None:
    with pytest.raises(BlobMissing):
        blobs.size(KEY)
    with pytest.raises(BlobMissing):
        next(blobs.read(KEY))
    blobs.delete(KEY)


def test_a_deleted_blob_is_gone_with_what_a_dead_process_left_of_it(blobs: BlobStore, tmp_path: Path) -> None:
    blobs.write(KEY, io.BytesIO(b"x"))
    (tmp_path / "blobs" / f"{KEY}#1").write_bytes(b"half")
    blobs.delete(KEY)
    assert files(tmp_path) == []


@pytest.mark.parametrize(
    "key", ["", "../secret.key", "ab/../../x", "/etc/passwd", "AB/" + "c" * 38, "ab/" + "c" * 38 + "\n"]
)
def test_nothing_but_a_key_is_a_key(blobs: BlobStore, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        blobs.write(key, io.BytesIO(b"x"))
    with pytest.raises(ValueError, match="not a key"):
        blobs.size(key)
    with pytest.raises(ValueError, match="not a key"):
        blobs.delete(key)


def test_a_file_that_breaks_off_leaves_nothing(blobs: BlobStore, tmp_path: Path) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if self.tell() > 20_000_000:
                raise OSError("cut off")
            return super().read(size)

    with pytest.raises(BlobError):
        blobs.write(KEY, Breaking(b"x" * 40_000_000))
    assert files(tmp_path) == []


def test_a_full_disk_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    # The limit on the size of files stands in for a full disk: writing fails in the same place.
    program = (
        "import io, resource, sys; from pathlib import Path; from convener.settings import Settings;"
        "from convener.storage.blobs import BlobStore, BlobError;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000));"
        "blobs = BlobStore.of(Settings(data=Path(sys.argv[1])))\n"
        f"try: blobs.write({KEY!r}, io.BytesIO(b'x' * 30_000_000))\n"
        "except BlobError as error: print('refused:', error)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("refused: "), done.stderr
    assert files(tmp_path) == []


def test_a_spooled_file_has_no_name(blobs: BlobStore, tmp_path: Path) -> None:
    with blobs.spool() as file:
        file.write(b"secret slides")
        file.flush()
        assert files(tmp_path) == []


@pytest.mark.parametrize(
    ("url", "folder"),
    [("", "data/blobs"), ("elsewhere", "elsewhere"), ("/srv/blobs", "/srv/blobs"), ("file:///srv/b", "/srv/b")],
)
def test_where_the_folder_is(url: str, folder: str) -> None:
    assert folder_of(Settings(blobs_url=url)) == Path(folder)


@pytest.mark.parametrize(
    "url", ["ftp://host/x", "file://host/x", "s3://bucket/p?secret=x", "s3://", "s3://bucket?endpoint"]
)
def test_what_the_setting_cannot_be(url: str, tmp_path: Path) -> None:
    with pytest.raises((SettingsError, ValueError)):
        BlobStore.of(Settings(blobs_url=url, data=tmp_path))


def test_a_store_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "k")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "s")
    url = f"s3://bucket/prefix?endpoint=http://127.0.0.1:{free_port()}&region=eu-central-1"
    blobs = BlobStore.of(Settings(blobs_url=url, data=tmp_path))
    with pytest.raises(BlobError):
        blobs.check()
