"""Checks the data folder and the secret key in it."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from convener.diagnostics.database import read_database
from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.folders import FREE_SOME_SPACE, GIVE_TO_SERVER, free_space, is_writable
from convener.domain.actions.open_installation import find_fingerprint, fits
from convener.domain.secrets import KEY_FILE, Secrets
from convener.settings import Settings

KEY_BYTES = 32
"""At least."""


def check_data_folder(settings: Settings) -> Iterator[Finding]:
    """Whether the data folder can be written to, or made, and has room."""
    name, folder = "data folder", settings.data.absolute()
    if not folder.exists():
        parent = next(one for one in folder.parents if one.exists())
        if is_writable(parent):
            yield Finding(name, Health.OK, f"{folder} is made at the first start")
        else:
            yield Finding(name, Health.BROKEN, f"{folder} cannot be made", f"{parent} must be writable")
    elif not is_writable(folder):
        yield Finding(name, Health.BROKEN, f"{folder} is not writable", GIVE_TO_SERVER)
    else:
        health, free = free_space(folder)
        advice = "" if health is Health.OK else FREE_SOME_SPACE
        yield Finding(name, health, f"{folder} is writable, {free} are free", advice)


def check_secret_key(settings: Settings) -> Iterator[Finding]:
    """Whether the key that signs links is whole, and its owner's alone."""
    path = settings.data / KEY_FILE
    name = "secret key"
    try:
        mode = path.stat().st_mode
        size = len(path.read_bytes())
    except FileNotFoundError:
        if read_database(settings, find_fingerprint) is not None:
            yield Finding(name, Health.BROKEN, f"{path} is missing", "put it there; it is in a backup")
        else:
            yield Finding(name, Health.OK, f"{path} is made at the first start")
        return
    except OSError as error:
        yield Finding(name, Health.BROKEN, f"{path} cannot be read: {error.strerror}")
        return
    if size < KEY_BYTES:
        yield Finding(name, Health.BROKEN, f"{path} is cut off: it has {size} bytes", "restore it from the backup")
    elif mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(
            name, Health.BROKEN, "others on this machine can read it and so make valid links", f"chmod 600 {path}"
        )
    elif read_database(settings, lambda session: fits(session, Secrets.in_folder(settings.data))) is False:
        yield Finding(
            name,
            Health.BROKEN,
            f"{path} is not the key that the database was made with",
            "put that one there; it is in a backup, or in the data folder of another server",
        )
    else:
        yield Finding(name, Health.OK, "only its owner can read it")
