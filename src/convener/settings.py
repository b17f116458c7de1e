"""Every setting of Convener, once: name, type, default, meaning.

A setting ``reconnect_grace`` is read from the environment as ``CONVENER_RECONNECT_GRACE``, else from the TOML file that
``CONVENER_CONFIG`` names (``reconnect_grace = 15``), else it has its default. A setting that was renamed is still read
under its earlier name where the new one is not there. ``docs/settings.md`` is made from here.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

PREFIX = "CONVENER_"


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message names it and says what would be right."""


def setting(default: Any, meaning: str, *, earlier_name: str = "") -> Any:
    """A settings field with its default and its meaning; ``earlier_name``: read where the setting's name is not set."""
    return field(default=default, metadata={"meaning": meaning, "earlier_name": earlier_name})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings of a process; build them with :meth:`load`."""

    host: str = setting("127.0.0.1", "address to listen on")
    port: int = setting(8000, "TCP port of the server; the STUN responder uses the same number on UDP")
    data: Path = setting(Path("data"), "data folder: database, secret key, outbox, files")
    public_url: str = setting("", "address under which people reach this server; default http(s)://host:port")
    center: str = setting("main", "name of the first conference center")
    center_title: str = setting("Convener", "title of the first conference center, shown to people")
    database_url: str = setting("", "SQLAlchemy URL of the database; default SQLite in the data folder")
    blobs_url: str = setting(
        "",
        "where documents and recordings are kept: a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION "
        "with the credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; default: blobs in the data folder",
    )
    video_limit: int = setting(
        2_147_483_648, "bytes that the video of a recording made elsewhere may have", earlier_name="film_limit"
    )
    redis_url: str = setting("", "Redis for all nodes: the bus between them, limits on attempts; default in process")
    smtp_url: str = setting(
        "",
        "smtp://host:25, starttls://user:password@host:587 or smtps://user:password@host:465; default: files in outbox",
    )
    mail_from: str = setting("", "sender of mails; default convener@<host of the public URL>")
    ice_servers: str = setting("", "JSON list of RTCIceServer for browsers; default: this server's own STUN responder")
    turn_secret: str = setting("", "shared secret for time-limited credentials of the turn: entries of ice_servers")
    turn_ttl: int = setting(43200, "lifetime of such credentials, in seconds")
    stun_port: int = setting(-1, "UDP port of the STUN responder; -1: same number as port; 0: no responder")
    tls_certificate: str = setting("", "certificate chain (PEM) to serve HTTPS with; needs tls_key")
    tls_key: str = setting("", "private key (PEM) of tls_certificate")
    trusted_proxies: str = setting("127.0.0.1", "comma-separated addresses whose X-Forwarded-* headers are believed")
    empty_grace: float = setting(60.0, "seconds an empty meeting waits before it is finished")
    reconnect_grace: float = setting(15.0, "seconds a lost connection may take to return before it counts as leaving")
    mesh_limit: int = setting(8, "people who exchange sound and picture browser to browser in one meeting")
    room_limit: int = setting(500, "people who may be inside one meeting")
    connections: int = setting(
        4096, "connections that this process keeps open at a time: one for each person in a room, some for each browser"
    )
    client_users: int = setting(1000, "users that a new API client may have")
    client_sessions: int = setting(10000, "sessions (meetings not cancelled) that a new API client may have")
    sign_in_failures: int = setting(
        10, "failed sign-ins for one account from one address within a minute before it must wait"
    )
    entries: int = setting(
        1200, "times that people at one address may enter meetings and recordings within a minute; each leaves a record"
    )
    api_calls: int = setting(300000, "calls that one API client may make within a minute")
    log_format: str = setting("text", "text or json")
    log_level: str = setting("info", "debug, info, warning or error")
    metrics_token: str = setting("", "bearer token for /metrics; without one only this machine may read it")

    def __post_init__(self) -> None:
        """Check what can be wrong in a way that would only show later."""
        if not 0 < self.port < 65536:
            raise SettingsError(f"{PREFIX}PORT must be 1 to 65535, not {self.port}")
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise SettingsError(f"{PREFIX}TLS_CERTIFICATE and {PREFIX}TLS_KEY go together")
        if self.log_format not in ("text", "json"):
            raise SettingsError(f"{PREFIX}LOG_FORMAT must be text or json, not {self.log_format!r}")
        if self.log_level not in ("debug", "info", "warning", "error"):
            raise SettingsError(f"{PREFIX}LOG_LEVEL must be debug, info, warning or error, not {self.log_level!r}")
        for name in ("empty_grace", "reconnect_grace"):
            if getattr(self, name) < 0:
                raise SettingsError(f"{PREFIX}{name.upper()} must not be negative")
        for name in (
            "video_limit",
            "mesh_limit",
            "room_limit",
            "connections",
            "sign_in_failures",
            "entries",
            "api_calls",
        ):
            if getattr(self, name) < 1:
                raise SettingsError(f"{PREFIX}{name.upper()} must be at least 1")
        if self.public_url and not self.public_url.startswith(("http://", "https://")):
            raise SettingsError(f"{PREFIX}PUBLIC_URL must begin with http:// or https://, not {self.public_url!r}")

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **given: Any) -> Settings:
        """Read the settings; ``given`` (the command line) wins over the environment, that over the TOML file.

        Raises :class:`SettingsError` with the name of the setting and what would be right.
        """
        environ = os.environ if environ is None else environ
        from_file: dict[str, Any] = {}
        if path := environ.get(PREFIX + "CONFIG"):
            try:
                from_file = tomllib.loads(Path(path).read_text("utf-8"))
            except (OSError, tomllib.TOMLDecodeError) as error:
                raise SettingsError(f"{PREFIX}CONFIG: cannot read {path}: {error}") from None
        values: dict[str, Any] = {}
        known = {f.name: [f.name, *filter(None, [f.metadata["earlier_name"]])] for f in fields(cls)}
        if unknown := sorted(set(from_file).difference(*known.values())):
            raise SettingsError(f"{path}: no such setting: {', '.join(unknown)}")
        for spec in fields(cls):
            name = spec.name
            raw = given.get(name)
            if raw is None:
                sources = [(environ, PREFIX + key.upper()) for key in known[name]]
                sources += [(from_file, key) for key in known[name]]
                raw = next((source[key] for source, key in sources if key in source), None)
            if raw is None or raw == "":
                continue
            convert = cast(type, type(spec.default) if not isinstance(spec.default, Path) else Path)
            try:
                values[name] = convert(raw)
            except (TypeError, ValueError):
                kind = {int: "a whole number", float: "a number"}.get(convert, "text")
                raise SettingsError(f"{PREFIX}{name.upper()} must be {kind}, not {raw!r}") from None
        return cls(**values)

    @property
    def base_url(self) -> str:
        """The public URL without a slash at its end; derived from the address to listen on where none is set."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound
        host = f"[{host}]" if ":" in host else host
        scheme, usual = ("https", 443) if self.tls_certificate else ("http", 80)
        return f"{scheme}://{host}" + ("" if self.port == usual else f":{self.port}")

    @property
    def sqlalchemy_url(self) -> str:
        """The database to use, with the driver that we use for PostgreSQL."""
        if not self.database_url:
            return f"sqlite:///{self.data / 'convener.sqlite3'}"
        for plain in ("postgres://", "postgresql://"):
            if self.database_url.startswith(plain):
                return "postgresql+psycopg://" + self.database_url[len(plain) :]
        return self.database_url

    @property
    def stun_udp_port(self) -> int:
        """UDP port of the STUN responder, 0 for none."""
        return self.port if self.stun_port < 0 else self.stun_port

    @property
    def stun_host(self) -> str:
        """Address of the STUN responder: as the server's, but all addresses where that one is loopback while people
        come from elsewhere. A proxy passes HTTP on to this machine, not UDP."""
        public = urlsplit(self.base_url).hostname or ""
        return "0.0.0.0" if _loopback(self.host) and not _loopback(public) else self.host  # noqa: S104


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
