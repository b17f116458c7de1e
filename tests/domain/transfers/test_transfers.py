"""Addresses for one upload or download, and bodies of uploads."""

from __future__ import annotations

import base64
import io
import threading
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import select, update

from convener.domain.errors import (
    BadFile,
    TransferExpired,
    TransferNotFound,
)
from convener.domain.site import now
from convener.domain.transfers import transfers
from convener.domain.transfers.transfers import Encoding, TransferKind, TransferOrder, UploadBody
from convener.storage.models import Center, Transfer, User
from tests.factories.recordings import Archive


def address(archive: Archive, kind: TransferKind = TransferKind.DOCUMENT, who: str = "ann") -> str:
    with archive.database.write() as session:
        return transfers.create(session, archive.site, archive.user(session, who), kind, size=5)


def redeem(archive: Archive, token: str, *, upload: bool = True, center: str = "main") -> TransferOrder:
    with archive.database.write() as session:
        return transfers.redeem(session, archive.site, center, token, upload=upload)


def test_an_upload_is_taken_once(archive: Archive) -> None:
    token = address(archive)
    order = redeem(archive, token)
    assert (order.kind, order.size, order.encoding) == (TransferKind.DOCUMENT, 5, Encoding.NONE)
    with pytest.raises(TransferExpired):
        redeem(archive, token)


def test_of_two_uploads_at_once_one_gets_it(archive: Archive) -> None:
    token = address(archive)
    outcomes: list[str] = []

    def run() -> None:
        try:
            redeem(archive, token)
            outcomes.append("taken")
        except TransferExpired:
            outcomes.append("late")

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["late", "late", "late", "taken"]


def test_a_download_may_be_begun_again(archive: Archive) -> None:
    token = address(archive, TransferKind.RECORDING_DOWNLOAD)
    assert redeem(archive, token, upload=False) == redeem(archive, token, upload=False)


def test_addresses_lead_one_way_and_in_one_center(archive: Archive) -> None:
    up, down = address(archive), address(archive, TransferKind.RECORDING_DOWNLOAD)
    with archive.database.write() as session:
        session.add(Center(name="other", title="", created_at=now(), settings={}))
    for token, upload, center in (
        (up, False, "main"),
        (down, True, "main"),
        (up, True, "other"),
        (down, False, "nowhere"),
        ("x" * 40, True, "main"),
        ("", True, "main"),
        ("\0", True, "main"),
        (up, True, "ma\0in"),
    ):
        with pytest.raises(TransferNotFound):
            redeem(archive, token, upload=upload, center=center)
    assert redeem(archive, up, center="MAIN").kind is TransferKind.DOCUMENT


def test_an_address_is_good_for_five_minutes_and_as_long_as_its_user(archive: Archive) -> None:
    token = address(archive)
    with archive.database.write() as session:
        row = session.scalars(select(Transfer)).one()
        assert row.expires_at - row.created_at == timedelta(minutes=5)
        assert token.encode() not in row.token_hash
        session.execute(update(User).where(User.user_id == "ann").values(expires_at=now()))
    with pytest.raises(TransferExpired):
        redeem(archive, token)
    with archive.database.write() as session:
        session.execute(update(User).values(expires_at=None))
        session.execute(update(Transfer).values(expires_at=now()))
    with pytest.raises(TransferExpired):
        redeem(archive, token)


def test_old_addresses_are_forgotten(archive: Archive) -> None:
    address(archive)
    address(archive, TransferKind.VIDEO)
    with archive.database.write() as session:
        long_ago = now() - timedelta(hours=2)
        session.execute(update(Transfer).where(Transfer.kind == "film").values(expires_at=long_ago))
        assert transfers.delete_expired(session, 10) == 1
        assert transfers.delete_expired(session, 10) == 0


def order_of(size: int, encoding: Encoding = Encoding.NONE) -> TransferOrder:
    return TransferOrder(
        kind=TransferKind.DOCUMENT,
        center_id=1,
        user_id=1,
        meeting_id=1,
        recording_id=None,
        content_id=None,
        size=size,
        encoding=encoding,
    )


@given(content=some.binary(max_size=500), cuts=some.lists(some.integers(1, 60), max_size=12), wrap=some.booleans())
@settings(max_examples=100)
def test_base64_comes_in_any_pieces(content: bytes, cuts: list[int], wrap: bool) -> None:
    body = base64.encodebytes(content) if wrap else base64.b64encode(content)
    file = io.BytesIO()
    intake = UploadBody(order_of(len(body), Encoding.BASE64), file)
    rest = body
    for cut in cuts:
        intake.write(rest[:cut])
        rest = rest[cut:]
    intake.write(rest)
    intake.finish()
    assert file.getvalue() == content
    assert (intake.bytes_received, intake.bytes_written) == (len(body), len(content))


@pytest.mark.parametrize("body", [b"!!!!", b"QUJ", b"QQ==QQ==", b"QUJD=", b"\xff\xfe\xfd\xfc", b"QQ=Q"])
def test_what_is_not_base64(body: bytes) -> None:
    intake = UploadBody(order_of(len(body), Encoding.BASE64), io.BytesIO())

    def send() -> None:
        for index in range(len(body)):
            intake.write(body[index : index + 1])
        intake.finish()

    with pytest.raises(BadFile) as caught:
        send()
    assert caught.value.reason == "encoding"


def test_the_length_is_exactly_what_was_announced() -> None:
    intake = UploadBody(order_of(5), io.BytesIO())
    intake.write(b"1234")
    with pytest.raises(BadFile) as short:
        intake.finish()
    with pytest.raises(BadFile) as long:
        intake.write(b"56")
    assert {short.value.reason, long.value.reason} == {"length"}
