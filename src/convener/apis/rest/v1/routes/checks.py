"""What the page /check asks: anybody may, so little is given, and seldom."""

from __future__ import annotations

from typing import Literal

from litestar import Response, get

from convener.apis.rest.body import JsonRequest
from convener.apis.rest.v1.operations import FOR_ANYBODY, problems
from convener.apis.rest.v1.schemas.checks import IceServer, NetworkCheck
from convener.media.ice import IceServers
from convener.services import InjectedServices, Services
from convener.web.scope import address_of


@get(
    "/check",
    sync_to_thread=True,
    operation_id="getNetworkCheck",
    tags=["check"],
    security=FOR_ANYBODY,
    responses=problems(429),
)
def read_check(request: JsonRequest, services: InjectedServices) -> Response[NetworkCheck]:
    """The STUN and TURN servers, for a browser that checks its network. Credentials of a TURN server end after two
    minutes, all have the one user name `check`, and there are few of them a minute: enough for checks, not for a relay
    of strangers."""
    address = address_of(request)
    services.limits.check.consume(address)
    ice = IceServers(services.settings)
    relay = _relay(services, ice, address)
    servers = [
        IceServer(urls=server.url_list, username=server.username, credential=server.credential)
        for server in ice.for_stranger(relays=relay == "offered")
    ]
    return Response(NetworkCheck(ice_servers=servers, relay=relay), headers={"Cache-Control": "no-store"})


def _relay(services: Services, ice: IceServers, address: str) -> Literal["none", "offered", "withheld", "busy"]:
    limit = services.limits.relay_check
    if not ice.has_relays:
        return "none"
    if limit is None or not ice.has_relays_for_strangers:
        return "withheld"
    return "offered" if limit.allows(address) else "busy"


HANDLERS = [read_check]
