"""Mail servers as settings name them: ``scheme://user:password@host:port/path``."""

from __future__ import annotations

import contextlib
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

from convener.domain.errors import InvalidParameter
from convener.domain.text import ascii_domain
from convener.setting_urls import url_problem
from convener.settings import SettingsError


@dataclass(frozen=True)
class ServerUrl:
    """The parts of such a URL, decoded; ``host`` in the form of IDNA 2008."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    path: str = ""

    @classmethod
    def read(cls, name: str, url: str, ports: Mapping[str, int]) -> Self:
        """Read the URL of the setting ``name``; ``ports``: that of each scheme where the URL has none. Raises
        :class:`SettingsError`, whose message has nothing that stands after the scheme."""
        if problem := url_problem(url, ports):
            raise SettingsError(f"{name} {problem}")
        parts = urlsplit(url)
        try:
            host = ascii_domain(parts.hostname or "")  # the standard library would encode it by IDNA 2003
        except InvalidParameter:
            raise SettingsError(f"{name} does not have the name of a host") from None
        return cls(
            scheme=parts.scheme,
            host=host,
            port=parts.port or ports[parts.scheme],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            path=unquote(parts.path.strip("/")),
        )

    @property
    def local(self) -> bool:
        """Whether it runs on this machine."""
        with contextlib.suppress(ValueError):
            return ipaddress.ip_address(self.host).is_loopback
        return self.host == "localhost"
