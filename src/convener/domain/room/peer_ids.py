"""Ids of browser tabs in the mesh: random, and bound to one participant."""

from __future__ import annotations

import hmac

from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import Site
from convener.storage.models import Participant

_HEAD = 12
"""Characters of an id that are random; the rest proves whose it is."""


def is_genuine(site: Site, participant: Participant, peer_id: str) -> bool:
    """Whether this peer id was once given to this participant; nobody can take over that of another participant."""
    head, tail = peer_id[:_HEAD], peer_id[_HEAD:]
    return hmac.compare_digest(_tail(site, participant, head).encode(), tail.encode())


def new_peer_id(site: Site, participant: Participant) -> str:
    """A new id for a tab of this participant."""
    head = random_text(LOWERCASE_AND_DIGITS, _HEAD)
    return head + _tail(site, participant, head)


def _tail(site: Site, participant: Participant, head: str) -> str:
    return site.secrets.hash("peer", f"{participant.public_id}.{head}").hex()[:12]
