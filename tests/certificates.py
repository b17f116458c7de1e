"""Certificates for servers of tests."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import trustme


class Certificate(NamedTuple):
    """Files (PEM): the chain, its key, and the root to be trusted."""

    chain: Path
    key: Path
    root: Path


def issue(folder: Path, name: str = "127.0.0.1") -> Certificate:
    """A certificate for ``name`` of an authority that nobody knows."""
    authority = trustme.CA()
    issued = authority.issue_cert(name)
    files = Certificate(folder / "cert.pem", folder / "key.pem", folder / "root.pem")
    for number, part in enumerate(issued.cert_chain_pems):
        part.write_to_path(files.chain, append=number > 0)
    issued.private_key_pem.write_to_path(files.key)
    authority.cert_pem.write_to_path(files.root)
    return files
