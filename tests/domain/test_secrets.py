from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import argon2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convener.domain import secrets
from convener.domain.secrets import (
    LOWERCASE_AND_DIGITS,
    UNAMBIGUOUS,
    UPPERCASE_AND_DIGITS,
    Secrets,
    derived_text,
    random_text,
)
from convener.storage.clock import CLOCK
from tests.factories.clock import controlled_time

KEY = Secrets(b"k" * 32)


@pytest.mark.parametrize("lanes", [1, 4])
@pytest.mark.parametrize("kind", list(argon2.Type))
def test_a_password_is_checked_against_hashes_of_any_parameters(lanes: int, kind: argon2.Type) -> None:
    stored = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=lanes, type=kind).hash("pass Wörd")
    assert secrets.verify_password(stored, "pass Wörd")
    assert not secrets.verify_password(stored, "pass Word")


def test_what_is_no_hash_is_no_password() -> None:
    stored = secrets.hash_password("x")
    assert secrets.verify_password(stored, "x")
    for broken in (stored[:-1], stored[:-2] + "!!", stored.rpartition("$")[0], "", "x", "$argon2id$"):
        assert not secrets.verify_password(broken, "x")
    assert not secrets.verify_password(None, "x")


@given(st.sampled_from([UPPERCASE_AND_DIGITS, LOWERCASE_AND_DIGITS, UNAMBIGUOUS]), st.integers(1, 60))
def test_random_text(alphabet: str, length: int) -> None:
    text = random_text(alphabet, length)
    assert len(text) == length
    assert set(text) <= set(alphabet)


def test_random_text_uses_the_whole_alphabet_everywhere() -> None:
    texts = [random_text(UNAMBIGUOUS, 4) for _ in range(3000)]
    for position in range(4):
        assert {text[position] for text in texts} == set(UNAMBIGUOUS)
    assert len({random_text(LOWERCASE_AND_DIGITS, 16) for _ in range(1000)}) == 1000


def test_tokens_of_a_step_are_the_same_until_the_next_one() -> None:
    with controlled_time() as world:
        world.jump(60 - world.of_machine() % 60)
        CLOCK.synchronize(world.of_machine)
        first = KEY.image_token("board-picture", 120, 60)
        for _ in range(5):
            world.let_pass(10)
            assert KEY.image_token("board-picture", 120, 60) == first
        world.let_pass(10.5)
        second = KEY.image_token("board-picture", 120, 60)
        assert second != first
        assert KEY.read_image_token(first) == KEY.read_image_token(second) == "board-picture"
        world.let_pass(60)
        assert KEY.read_image_token(first) is None
        assert KEY.read_image_token(second) == "board-picture"


@given(st.text(min_size=1, max_size=30))
def test_links_have_the_form_of_the_seed(public_id: str) -> None:
    link = KEY.link(public_id)
    assert re.fullmatch("LIVE[A-Z0-9]{20}", link)
    assert link == KEY.link(public_id)
    assert link != Secrets(b"x" * 32).link(public_id)
    assert KEY.link_hash(link) != KEY.hash("auth_token", link), "purposes do not mix"


def test_the_database_alone_opens_no_room() -> None:
    """The table holds the public id and the hash of the link; neither gives the link without the key."""
    link = KEY.link("abc")
    assert link.encode() not in KEY.link_hash(link)
    assert KEY.matches("link", link, KEY.link_hash(link))
    assert not KEY.matches("link", link, Secrets(b"x" * 32).link_hash(link))


@given(st.text(LOWERCASE_AND_DIGITS, min_size=16, max_size=16))
def test_tokens_name_one_participant(public_id: str) -> None:
    assert KEY.read_room_token(KEY.room_token(public_id)) == public_id
    assert KEY.read_answer_token(KEY.answer_token(public_id)) == public_id
    assert KEY.read_room_token(KEY.answer_token(public_id)) is None, "an answer opens no room"
    assert KEY.read_answer_token(KEY.room_token(public_id)) is None


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_other_token_is_nobodys(token: str) -> None:
    assert KEY.read_room_token(token) is None
    assert KEY.read_answer_token(token) is None


def test_room_tokens_end_and_cannot_be_prolonged() -> None:
    assert KEY.read_room_token(KEY.room_token("abc", lifetime=-1)) is None
    public_id, expires, signature = KEY.room_token("abc").split(".")
    for forged in (
        f"{public_id}.{int(expires) + 1}.{signature}",
        f"abd.{expires}.{signature}",
        f"{public_id}.{expires}.{signature[:-1]}",
        f"{public_id}.{expires}.",
        Secrets(b"x" * 32).room_token("abc"),
    ):
        assert KEY.read_room_token(forged) is None


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    with ThreadPoolExecutor(8) as pool:
        links = set(pool.map(lambda _: Secrets.in_folder(folder).link("a"), range(16)))
    assert len(links) == 1
    assert [path.name for path in folder.iterdir()] == ["secret.key"]
    assert stat.S_IMODE((folder / "secret.key").stat().st_mode) == 0o600


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32"):
        Secrets(b"short")


def test_passwords() -> None:
    stored = secrets.hash_password("correct horse")
    assert stored.startswith("$argon2id$")
    assert secrets.verify_password(stored, "correct horse")
    assert not secrets.verify_password(stored, "wrong horse")
    assert not secrets.verify_password(None, "correct horse")
    assert not secrets.verify_password("garbage", "correct horse")
    assert secrets.hash_password("correct horse") != stored


def test_a_derived_text_is_the_same_for_the_same_parts_alone() -> None:
    made = {derived_text("abc", 16, *parts) for parts in (("1", "k"), ("1", "k"), ("11", "k"), ("1", "k\n"), ("1", ""))}
    assert len(made) == 4
    assert all(len(one) == 16 and set(one) <= set("abc") for one in made)


def test_what_was_made_of_a_key_stays_the_same() -> None:
    """Links that were sent, and ids that follow from a key of the caller's, outlive the version that made them."""
    secrets = Secrets(bytes(range(32)))
    assert secrets.link("abcdefghijklmnop") == "LIVEHTIQJJE7LWN6GN8RHZZY"
    assert secrets.reset_token("abcdefghijklmnop") == "ts3zb26gbgvgf54g5vkrhujvccrmmil4"
    assert secrets.fingerprint == "34fa527b3d233f12f5dbe7b8f5864b95"
    assert derived_text(LOWERCASE_AND_DIGITS, 16, "1", "2", "key") == "1s52nv7eqvovcvsy"
    assert derived_text(UNAMBIGUOUS, 7, "1", "2", "key") == "V6R8EP2"
