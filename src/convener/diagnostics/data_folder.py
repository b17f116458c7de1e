"""Checks the data folder and the secret key in it."""

from __future__ import annotations

import stat
from collections.abc import Iterator

from convener.diagnostics.finding import Finding, Health
from convener.diagnostics.folders import FREE_SOME_SPACE, GIVE_TO_SERVER, free_space, is_writable
from convener.settings import Settings

KEY_BYTES = 32


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
    path = settings.data / "secret.key"
    name = "secret key"
    try:
        mode = path.stat().st_mode
        size = len(path.read_bytes())
    except FileNotFoundError:
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
    else:
        yield Finding(name, Health.OK, "only its owner can read it")
