"""Access rights and free space of folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from convener.diagnostics.finding import Health

SCARCE, TOO_SCARCE = 1_000_000_000, 50_000_000
"""Bytes of free disk space below which there is a warning, and below which writing is about to fail."""

FREE_SOME_SPACE = "free some disk space"
GIVE_TO_SERVER = "give it to the user of the server"


def is_writable(folder: Path) -> bool:
    """Whether this process may make files in the folder."""
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def free_space(folder: Path) -> tuple[Health, str]:
    """How the free space of the folder's disk is, and how much there is, as text in GB."""
    free = shutil.disk_usage(folder).free
    health = Health.BROKEN if free < TOO_SCARCE else Health.WARNING if free < SCARCE else Health.OK
    return health, f"{free / 1e9:.1f} GB"
