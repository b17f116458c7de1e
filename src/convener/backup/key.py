"""The secret key in a backup: as it is, or under a passphrase."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from .manifest import BackupError

PLAIN, ENCRYPTED = "secret.key", "secret.key.encrypted"

_SALT, _NONCE = 16, 12
_COST = 2**16
"""Of scrypt (RFC 7914), with blocks of 8: 64 MiB for each guess at the passphrase."""

_PURPOSE = b"convener secret key 1"


def encrypt_key(key: bytes, passphrase: str) -> bytes:
    """The key under a passphrase: salt, nonce, and AES-256-GCM by a key that scrypt makes of the passphrase."""
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    return salt + nonce + AESGCM(_derived(passphrase, salt)).encrypt(nonce, key, _PURPOSE)


def decrypt_key(encrypted: bytes, passphrase: str) -> bytes:
    """The key again. Raises :class:`BackupError` where the passphrase is not the right one."""
    salt, nonce = encrypted[:_SALT], encrypted[_SALT : _SALT + _NONCE]
    try:
        return AESGCM(_derived(passphrase, salt)).decrypt(nonce, encrypted[_SALT + _NONCE :], _PURPOSE)
    except (InvalidTag, ValueError):
        raise BackupError("this is not the passphrase of the backup") from None


def _derived(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode())
