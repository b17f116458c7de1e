"""Secrets: how they are generated, derived, hashed and checked.

AuthTokens, personal links, room tokens and sign-ins are long and random, so a fast keyed hash protects them: the
database alone, without the key (a file of its own in the data folder), neither holds one nor helps to guess it.
Passwords are short and chosen by people; they get Argon2id (RFC 9106).

A personal link is derived from the key and the participant's random public id instead of being stored: the API can
return the same link again, yet no table holds it.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError
from argon2.low_level import core, ffi

from convener.storage.clock import CLOCK

UPPERCASE_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
LOWERCASE_AND_DIGITS = "abcdefghijklmnopqrstuvwxyz0123456789"
UNAMBIGUOUS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""For codes that people type: no I, O, 0, 1."""

LINK_LENGTH = 20
"""Characters after LIVE in a personal link (LiveMinutes seed); log2(36^20) = 103 bits."""

RESET_LENGTH = 32
"""Characters of the token of a link for a new password; log2(36^32) = 165 bits."""

KEY_FILE = "secret.key"
"""In the data folder."""

_hasher = PasswordHasher(parallelism=1)
"""One lane: as much work as with several, by one core (:func:`verify_password`)."""


def random_text(alphabet: str, length: int) -> str:
    """``length`` random characters of ``alphabet`` (ASCII), from the system's generator for secrets."""
    table, left_out = _characters(alphabet)
    made = b""
    while len(made) < length:  # twice as many as needed: hardly ever too many of them are left out
        made = secrets.token_bytes(2 * length).translate(table, left_out)
    return made[:length].decode("ascii")


@cache
def _characters(alphabet: str) -> tuple[bytes, bytes]:
    """The character for each byte, and the bytes that are left out so that each character is as likely as any other."""
    size = len(alphabet)
    return bytes(ord(alphabet[byte % size]) for byte in range(256)), bytes(range(256 - 256 % size, 256))


def derived_text(alphabet: str, length: int, *parts: str) -> str:
    """``length`` characters of ``alphabet``, always the same for the same ``parts``, of which the last alone may have
    line feeds: the id of what is made twice by the same command. Who knows the parts knows it."""
    made = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass"))
    return _spelled(int.from_bytes(made.digest()), alphabet, length)


def _spelled(number: int, alphabet: str, length: int) -> str:
    """The last ``length`` digits of a number that is written with ``alphabet``, the last one first."""
    pairs = _pairs(alphabet)
    digits = []
    for _ in range(length // 2):  # two at a time: to divide a long number is what takes the time
        number, pair = divmod(number, len(pairs))
        digits.append(pairs[pair])
    if length % 2:
        digits.append(alphabet[number % len(alphabet)])
    return "".join(digits)


@cache
def _pairs(alphabet: str) -> list[str]:
    """Each two digits, as :func:`_spelled` writes them: the last one first."""
    return [last + first for first in alphabet for last in alphabet]


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its parameters and salt inside."""
    return _hasher.hash(password)


@cache
def _dummy_hash() -> str:
    """A hash that no password has, made at its first use: a command that checks no password need not wait for it."""
    return hash_password(secrets.token_hex(16))


def verify_password(stored: str | None, password: str) -> bool:
    """Whether ``password`` has the hash ``stored``. A missing hash (None) takes the same time as a wrong password.

    The lanes of the hash are computed one after the other, in the calling thread: the result is the same (RFC 9106,
    3.1.1), and a flood of guesses takes no more cores than there are threads that look at them.
    """
    encoded = stored or _dummy_hash()
    try:
        parameters = extract_parameters(encoded)
        salt, expected = map(_decode_base64, encoded.split("$")[-2:])
    except (InvalidHashError, ValueError):
        return False
    secret = password.encode()
    computed = ffi.new("uint8_t[]", parameters.hash_len)
    buffers = {"out": computed, "pwd": ffi.new("uint8_t[]", secret), "salt": ffi.new("uint8_t[]", salt)}
    fields = {
        "outlen": parameters.hash_len,
        "pwdlen": len(secret),
        "saltlen": len(salt),
        "version": parameters.version,
        "t_cost": parameters.time_cost,
        "m_cost": parameters.memory_cost,
        "lanes": parameters.parallelism,
        "threads": 1,
    }
    error = core(ffi.new("argon2_context *", {**buffers, **fields}), parameters.type.value)
    if error:
        raise MemoryError(f"Argon2 cannot compute a hash (its error {error})")
    return hmac.compare_digest(bytes(ffi.buffer(computed)), expected) and stored is not None


def _decode_base64(text: str) -> bytes:
    """Base64 without its padding, as in the encoded form of a hash."""
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


class Secrets:
    """The installation's key and all that is derived from it. ``key`` has at least 32 bytes.

    ``purpose`` keeps uses of the key apart: a token of one purpose is worth nothing for another.
    """

    def __init__(self, key: bytes) -> None:
        if len(key) < 32:
            raise ValueError("the secret key needs at least 32 bytes")
        self._keyed = hmac.new(key, digestmod=hashlib.sha256)
        """To copy what has read the key takes half as long as to read it for each hash."""

    @property
    def fingerprint(self) -> str:
        """Tells this key from others without telling anything of it: 32 hexadecimal digits."""
        return self._mac("fingerprint", "").hex()[:32]

    @classmethod
    def in_folder(cls, folder: Path) -> Secrets:
        """Read the key of the data folder; the first start creates it (mode 0600). Raises :class:`ValueError` where it
        is cut off."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / KEY_FILE
        # Written whole to a file of its own, then linked into place: of two processes that start at once one wins,
        # and neither reads half a key.
        if not path.exists():
            fresh = folder / f".secret.key.{secrets.token_hex(8)}"
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(32))
                file.flush()
                os.fsync(file.fileno())
            with contextlib.suppress(FileExistsError):
                os.link(fresh, path)
            fresh.unlink()
        return cls(path.read_bytes())

    def _mac(self, purpose: str, message: str) -> bytes:
        mac = self._keyed.copy()
        mac.update(f"{purpose}\0{message}".encode())
        return mac.digest()

    def hash(self, purpose: str, token: str) -> bytes:
        """The keyed hash under which a long random token is stored and looked up."""
        return self._mac(f"hash:{purpose}", token)

    def matches(self, purpose: str, token: str, stored: bytes) -> bool:
        """Whether ``token`` has the hash ``stored``, compared in constant time."""
        return hmac.compare_digest(self.hash(purpose, token), stored)

    def link(self, public_id: str) -> str:
        """The personal link token of a participant: ``LIVE`` and 20 capitals and digits."""
        return "LIVE" + _base36(self._mac("link", public_id), LINK_LENGTH)

    def link_hash(self, link: str) -> bytes:
        """The hash under which a participant's personal link is stored."""
        return self.hash("link", link)

    def reset_token(self, public_id: str) -> str:
        """The token of a link by which a forgotten password is replaced."""
        return _base36(self._mac("reset", public_id), RESET_LENGTH).lower()

    def claim_token(self, public_id: str) -> str:
        """The token of a link by which the owner of an invited address claims an account."""
        return _base36(self._mac("claim", public_id), RESET_LENGTH).lower()

    def answer_token(self, public_id: str) -> str:
        """The token of a participant's accept and decline links; it permits the answer and nothing else."""
        return f"{public_id}-{_base36(self._mac('answer', public_id), 20).lower()}"

    def read_answer_token(self, token: str) -> str | None:
        """The participant's public id in an answer token, None where the token is not genuine."""
        public_id, _, _ = token.partition("-")
        genuine = hmac.compare_digest(self.answer_token(public_id).encode(), token.encode())
        return public_id if genuine else None

    def calendar_token(self, public_id: str) -> str:
        """The token in the UID of a participant's calendar entry: an answer that names it comes from somebody who has
        the invitation."""
        return f"{public_id}-{_base36(self._mac('calendar', public_id), 20).lower()}"

    def read_calendar_token(self, token: str) -> str | None:
        """The participant's public id in a calendar token, None where the token is not genuine."""
        public_id, _, _ = token.partition("-")
        genuine = hmac.compare_digest(self.calendar_token(public_id).encode(), token.encode())
        return public_id if genuine else None

    def minutes_token(self, public_id: str, instance: str) -> str:
        """The token with which a participant reads the minutes of a run of the meeting; whether the participant may is
        checked at each use."""
        return f"{public_id}-{instance}-{_base36(self._mac('minutes', f'{public_id} {instance}'), 20).lower()}"

    def read_minutes_token(self, token: str) -> tuple[str, str] | None:
        """The public ids of the participant and the run in such a token, None where it is not genuine."""
        public_id, _, rest = token.partition("-")
        instance, _, _ = rest.partition("-")
        genuine = hmac.compare_digest(self.minutes_token(public_id, instance).encode(), token.encode())
        return (public_id, instance) if genuine else None

    def minutes_file_token(self, public_id: str, instance: str, lifetime: int = 86_400) -> str:
        """A signed token with which this participant downloads these minutes for ``lifetime`` seconds."""
        return self._sign("minutes", f"{public_id}-{instance}", lifetime)

    def read_minutes_file_token(self, token: str) -> tuple[str, str] | None:
        """The public ids of the participant and the run in such a token, None where it is not genuine or has
        expired."""
        public_id, _, instance = (self._read("minutes", token) or "").partition("-")
        return (public_id, instance) if instance else None

    def room_token(self, public_id: str, lifetime: int = 86_400) -> str:
        """A signed token that opens the room as this participant for ``lifetime`` seconds.

        It names one participant of one meeting. The room reads the participant's row at each use, so the token of a
        participant who was removed or cancelled is worth nothing.
        """
        return self._sign("room", public_id, lifetime)

    def read_room_token(self, token: str) -> str | None:
        """The participant's public id in a room token, None where it is not genuine or has expired."""
        return self._read("room", token)

    def document_token(self, document_id: str, lifetime: int = 300) -> str:
        """A signed token with which a shared document can be downloaded for ``lifetime`` seconds."""
        return self._sign("document", document_id, lifetime)

    def read_document_token(self, token: str) -> str | None:
        """The id of the document in a document token, None where it is not genuine or has expired."""
        return self._read("document", token)

    def page_token(self, picture: str, lifetime: int, step: int = 1) -> str:
        """A signed token with which the picture of a document's page is loaded for ``lifetime`` seconds. Whether the
        document still exists is checked at each use. ``step``: as of :meth:`_sign`."""
        return self._sign("page", picture, lifetime, step)

    def read_page_token(self, token: str) -> str | None:
        """What a page token names, None where it is not genuine or has expired."""
        return self._read("page", token)

    def image_token(self, image: str, lifetime: int, step: int = 1) -> str:
        """A signed token with which an image of a drawing is loaded for ``lifetime`` seconds. Whether the drawing still
        exists is checked at each use. ``step``: as of :meth:`_sign`."""
        return self._sign("image", image, lifetime, step)

    def read_image_token(self, token: str) -> str | None:
        """What an image token names, None where it is not genuine or has expired."""
        return self._read("image", token)

    def original_token(self, resource_id: str, lifetime: int = 300) -> str:
        """A signed token with which the file of a meeting's document can be downloaded for ``lifetime`` seconds."""
        return self._sign("original", resource_id, lifetime)

    def read_original_token(self, token: str) -> str | None:
        """The document's resource id in such a token, None where it is not genuine or has expired."""
        return self._read("original", token)

    def playback_token(self, vid: str, lifetime: int) -> str:
        """A signed token that plays a recording during this visit to it, for ``lifetime`` seconds. Whether the
        recording still exists is checked at each use."""
        return self._sign("view", vid, lifetime)

    def read_playback_token(self, token: str) -> str | None:
        """The visit's id (``vid``) in a playback token, None where it is not genuine or has expired."""
        return self._read("view", token)

    def _sign(self, purpose: str, subject: str, lifetime: int, step: int = 1) -> str:
        """``lifetime`` begins at a multiple of ``step`` (seconds since 1970), so the token is the same until the next
        one: a browser that has loaded the address keeps what it got."""
        begun = int(CLOCK.now().timestamp()) // step * step
        body = f"{subject}.{begun + lifetime}"
        return f"{body}.{self._signature(purpose, body)}"

    def _read(self, purpose: str, token: str) -> str | None:
        body, _, signature = token.rpartition(".")
        subject, _, expires = body.partition(".")
        if not hmac.compare_digest(self._signature(purpose, body).encode(), signature.encode()):
            return None
        return subject if expires.isdecimal() and int(expires) > CLOCK.now().timestamp() else None

    def _signature(self, purpose: str, body: str) -> str:
        return base64.urlsafe_b64encode(self._mac(purpose, body)).decode().rstrip("=")


def _base36(digest: bytes, length: int) -> str:
    return _spelled(int.from_bytes(digest, "big"), UPPERCASE_AND_DIGITS, length)
