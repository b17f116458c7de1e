"""Where the links of a center's pages lead: to pages of this server, or where the center's owner wants them to."""

from __future__ import annotations

from urllib.parse import quote

from convener.domain.site import Site
from convener.storage.rows import AnyCenter

from .settings import PageLink, settings_of

PAGES = {"checkYourSystem": "check", "help": "help"}
"""Links for which each center has a page, and the last part of its address."""


def link_of(center: AnyCenter, name: str) -> PageLink:
    """What the owner has made of a link of :data:`~convener.domain.centers.settings.LINKS`."""
    return settings_of(center).links.get(name, PageLink())


def address_of_link(site: Site, center: AnyCenter, name: str) -> str | None:
    """Where a link leads; None where it is hidden, or there is nothing to lead to."""
    link = link_of(center, name)
    if link.value == "RedirectLink":
        return link.url or None
    if link.value == "HideLink" or name not in PAGES:
        return None
    return f"{site.base_url}/cc/{quote(center.name, safe='')}/{PAGES[name]}"
