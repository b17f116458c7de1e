"""The conference center."""

from __future__ import annotations

from typing import Annotated

from litestar import get
from litestar.params import QueryParameter

from convener import __version__
from convener.apis.rest.v1.operations import FOR_ANYBODY, problems
from convener.apis.rest.v1.schemas.center import Center
from convener.domain.centers import centers, links
from convener.services import InjectedServices
from convener.storage import models

NAME = "The name of a center; the first one of the server where it is empty."


@get(
    "/center",
    sync_to_thread=True,
    operation_id="getCenter",
    tags=["center"],
    security=FOR_ANYBODY,
    responses=problems(400, 404),
)
def read_center(services: InjectedServices, name: Annotated[str, QueryParameter(description=NAME)] = "") -> Center:
    """What anybody may know of the conference center of this name, the server's first one where it is empty."""
    with services.database.read() as session:
        center = centers.find(session, name) if name else session.get_one(models.Center, services.center_id)
        return Center(
            name=center.name,
            title=center.title,
            version=__version__,
            check_url=links.address_of_link(services.site, center, "checkYourSystem"),
            help_url=links.address_of_link(services.site, center, "help"),
        )


HANDLERS = [read_center]
