"""Servers of other commits: each has a git worktree and an environment of its own below ``.tools/bench/COMMIT``, which
are made when they are asked for the first time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CACHE = ROOT / ".tools" / "bench"
START = ("-c", "from convener.cli import main; main()")
"""Arguments of Python for the command line, wherever a commit has it: the target of its console script."""


@dataclass(frozen=True)
class Variant:
    """A server under test. ``command`` starts it, with the command's name after it; ``environment`` is added to that
    of this process."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def find(commit: str) -> str:
    """The full hash of a commit; ends the program where there is none."""
    try:
        return _git("rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}")
    except subprocess.CalledProcessError:
        sys.exit(f"no commit {commit!r}")


def of_commit(sha: str, name: str) -> Variant:
    """The server of a commit, from its worktree and with the packages of its ``requirements.lock``."""
    folder = CACHE / sha
    source, environment, done = folder / "source", folder / "environment", folder / "ready"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"  making an environment of {sha[:10]} in {folder.relative_to(ROOT)}", flush=True)
        _git("worktree", "prune")
        _git("worktree", "add", "--detach", "--force", str(source), sha)
        subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
        install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.lock"]
        subprocess.run([str(environment / "bin" / "python"), *install], cwd=source, check=True)
        done.touch()
    return _variant(name, environment / "bin" / "python", source / "src")


def of_working_tree(folder: Path, name: str) -> Variant:
    """The server of the working tree as it is now: its source is copied to ``folder``, so that work may go on."""
    # Without the built web client, which the worktree of a commit has not either.
    ignored = shutil.ignore_patterns("static", "__pycache__")
    shutil.copytree(ROOT / "src", folder, ignore=ignored)
    return _variant(name, Path(sys.executable), folder)


def _variant(name: str, python: Path, source: Path) -> Variant:
    # No code of the folder in which it runs: only what is on the path.
    return Variant(name, (str(python), "-P", *START), {"PYTHONPATH": str(source)})
