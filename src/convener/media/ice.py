"""ICE servers for browsers: those of the settings, with time-limited TURN credentials, or else the STUN responder of
this server. Strangers who check their browser get less: see :meth:`IceServers.for_stranger`."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from convener.domain.site import now
from convener.settings import Settings, SettingsError

_URL = re.compile(r"(stun|stuns|turn|turns):[^\s/?#@]+(\?transport=(udp|tcp))?")
"""RFC 7064 and RFC 7065."""


STRANGER = "check"
"""The user name of all credentials for strangers. A TURN server that limits the allocations of one user name (coturn's
``user-quota``, which counts by what follows the time) so limits all strangers together, and never a participant."""

STRANGER_SECONDS = 120
"""How long such credentials are accepted: a check takes some seconds, and clocks differ a little."""


class IceServer(Struct, forbid_unknown_fields=True, kw_only=True):
    """An entry of RTCConfiguration.iceServers (W3C WebRTC 4.2.2)."""

    urls: list[str] | str
    username: str | None = None
    credential: str | None = None

    def __post_init__(self) -> None:
        """Check the URLs; not by a pattern of the type, which msgspec 0.22 frees twice at exit when in a union."""
        if not self.url_list or not all(_URL.fullmatch(url) for url in self.url_list):
            raise ValueError("urls are like stun:host:3478 or turns:host:5349?transport=tcp")

    @property
    def url_list(self) -> list[str]:
        """The URLs as a list, also where there is only one."""
        return [self.urls] if isinstance(self.urls, str) else self.urls

    @property
    def relays(self) -> bool:
        """Whether one of the URLs is of a TURN server, which requires credentials."""
        return any(url.startswith(("turn:", "turns:")) for url in self.url_list)


class IceServers:
    """The ICE servers of this installation, read once from the settings.

    Raises :class:`SettingsError` where ``ice_servers`` is not valid.
    """

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = now) -> None:
        self._secret = settings.turn_secret
        self._lifetime = settings.turn_ttl
        self._clock = clock
        self._servers = _read(settings.ice_servers) if settings.ice_servers.strip() else _own_responder(settings)
        for server in self._servers:
            if server.relays and not self._secret and (server.username is None or server.credential is None):
                raise SettingsError(
                    "CONVENER_ICE_SERVERS: a turn: server needs username and credential, "
                    "or set CONVENER_TURN_SECRET to the shared secret of the TURN server"
                )

    def for_person(self, public_id: str) -> list[IceServer]:
        """The ICE servers for the browser of this person. TURN servers without fixed credentials get new ones, which
        expire after the setting ``turn_ttl``.

        The scheme is that of draft-uberti-behave-turn-rest-00, which coturn and others call "use-auth-secret".
        """
        return [self._with_credentials(server, public_id, self._lifetime) for server in self._servers]

    def for_stranger(self, *, relays: bool) -> list[IceServer]:
        """The ICE servers for a browser of which nothing is known: STUN servers and, with ``relays``, TURN servers with
        credentials for :data:`STRANGER_SECONDS`. Credentials that do not expire are for participants only."""
        return [
            self._with_credentials(server, STRANGER, STRANGER_SECONDS)
            for server in self._servers
            if not server.relays or (relays and self._expires(server))
        ]

    @property
    def has_relays(self) -> bool:
        """Whether there is a TURN server."""
        return any(server.relays for server in self._servers)

    @property
    def has_relays_for_strangers(self) -> bool:
        """Whether there is a TURN server whose credentials expire."""
        return any(self._expires(server) for server in self._servers)

    def _expires(self, server: IceServer) -> bool:
        return server.relays and bool(self._secret) and server.credential is None

    def _with_credentials(self, server: IceServer, name: str, seconds: int) -> IceServer:
        if not self._expires(server):
            return server
        username = f"{int(self._clock().timestamp()) + seconds}:{name}"
        digest = hmac.new(self._secret.encode(), username.encode(), hashlib.sha1).digest()
        return IceServer(urls=server.urls, username=username, credential=base64.b64encode(digest).decode())


def _read(text: str) -> list[IceServer]:
    try:
        return msgspec.json.decode(text, type=list[IceServer])
    except msgspec.DecodeError as error:
        raise SettingsError(
            "CONVENER_ICE_SERVERS must be a JSON list of RTCIceServer, like "
            f'[{{"urls": ["turn:turn.example.org:3478"]}}]: {error}'
        ) from None


def _own_responder(settings: Settings) -> list[IceServer]:
    host = urlsplit(settings.base_url).hostname
    if not settings.stun_udp_port or not host:
        return []
    host = f"[{host}]" if ":" in host else host
    return [IceServer(urls=[f"stun:{host}:{settings.stun_udp_port}"])]
