"""What a browser needs in order to check itself and its network."""

from __future__ import annotations

from typing import Literal

from .wire import Wire


class IceServer(Wire, kw_only=True):
    """An entry of RTCConfiguration.iceServers. ``username`` and ``credential`` belong to TURN servers."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None


class NetworkCheck(Wire, kw_only=True):
    """Servers against which a browser can check its network. ``relay``: whether a TURN server is among them. `none`:
    there is none; `offered`: with credentials that end after two minutes; `withheld`: there is one, for participants
    only; `busy`: too many check it at the moment."""

    ice_servers: list[IceServer]
    relay: Literal["none", "offered", "withheld", "busy"]
