"""Every setting of Convener, once: name, type with the range of its values, default, meaning.

A setting ``reconnect_grace`` is read from the environment as ``CONVENER_RECONNECT_GRACE``, else from the TOML file that
``CONVENER_CONFIG`` names (``reconnect_grace = 15``), else it has its default. A setting that was renamed is still read
under its earlier name where the new one is not there. ``docs/settings.md`` is made from here.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta

from convener.setting_urls import public_url_problem, remember_secrets, url_problem

PREFIX = "CONVENER_"


MOST_REMINDERS = 4
LONGEST_REMINDER = 28 * 24 * 60
"""Minutes."""


URL_SCHEMES = {
    "smtp_url": ("smtp", "smtps", "starttls", "smtp+starttls"),
    "imap_url": ("imap", "imaps", "imap+starttls"),
    "redis_url": ("redis", "rediss", "unix"),
}
"""Settings that name a server by ``scheme://user:password@host:port``; the database and the blobs have forms of their
own."""


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message names it and says what would be right."""


Port = Annotated[int, Meta(ge=1, le=65535)]
Count = Annotated[int, Meta(ge=1)]
Quota = Annotated[int, Meta(ge=0, le=2_147_483_647)]
Seconds = Annotated[float, Meta(ge=0)]


def setting(default: Any, meaning: str, *, earlier_name: str = "") -> Any:
    """A settings field with its default and its meaning; ``earlier_name``: read where the setting's name is not set."""
    return field(default=default, metadata={"meaning": meaning, "earlier_name": earlier_name})


@dataclass(frozen=True, kw_only=True)
class Settings:
    """All settings of a process; build them with :meth:`load`."""

    host: str = setting("127.0.0.1", "address to listen on")
    port: Port = setting(8000, "TCP port of the server; the STUN responder uses the same number on UDP")
    data: Path = setting(Path("data"), "data folder: database, secret key, outbox, files")
    workers: Annotated[int, Meta(ge=1, le=64)] = setting(
        1,
        "processes of this server that answer at its port; more than one needs PostgreSQL (`CONVENER_DATABASE_URL`) "
        "and Redis (`CONVENER_REDIS_URL`)",
    )
    public_url: str = setting(
        "",
        "address under which people reach this server, the root of a host: https://meet.example.org; default "
        "http(s)://host:port",
    )
    center: str = setting("main", "name of the first conference center")
    center_title: str = setting("Convener", "title of the first conference center, shown to people")
    database_url: str = setting("", "SQLAlchemy URL of the database; default SQLite in the data folder")
    sqlite_durability: Literal["normal", "full"] = setting(
        "normal",
        "what a loss of power may take of a SQLite database: normal: the last second or so of what was acknowledged; "
        "full: nothing, and each write waits for the disk. A server that is killed loses nothing with either",
    )
    blobs_url: str = setting(
        "",
        "where documents and recordings are kept: a folder, or s3://BUCKET/PREFIX?endpoint=https://HOST&region=REGION "
        "with the credentials in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; default: blobs in the data folder",
    )
    video_limit: Count = setting(
        2_147_483_648, "bytes that the video of a recording made elsewhere may have", earlier_name="film_limit"
    )
    document_limit: Count = setting(100_000_000, "bytes that a document which is brought in a meeting's room may have")
    chat_file_limit: Count = setting(25_000_000, "bytes that a file which is sent in the chat may have")
    redis_url: str = setting("", "Redis for all nodes: the bus between them, limits on attempts; default in process")
    smtp_url: str = setting(
        "",
        "smtp://host:25, starttls://user:password@host:587 or smtps://user:password@host:465; default: files in outbox",
    )
    imap_url: str = setting(
        "",
        "mailbox of the sender of mails, where calendar programs answer: imaps://user:password@host:993/INBOX or "
        "imap+starttls://user:password@host:143/INBOX; default: such answers are not read",
    )
    mail_from: str = setting("", "sender of mails; default convener@<host of the public URL>")
    reminders: str = setting(
        "1440, 10",
        "minutes before a meeting at which people invited by mail are reminded, with commas between; off: never",
    )
    ice_servers: str = setting("", "JSON list of RTCIceServer for browsers; default: this server's own STUN responder")
    turn_secret: str = setting("", "shared secret for time-limited credentials of the turn: entries of ice_servers")
    turn_ttl: Count = setting(43200, "lifetime of such credentials, in seconds")
    stun_port: Annotated[int, Meta(ge=-1, le=65535)] = setting(
        -1, "UDP port of the STUN responder; -1: same number as port; 0: no responder"
    )
    tls_certificate: str = setting("", "certificate chain (PEM) to serve HTTPS with; needs tls_key")
    tls_key: str = setting("", "private key (PEM) of tls_certificate")
    trusted_proxies: str = setting("127.0.0.1", "comma-separated addresses whose X-Forwarded-* headers are believed")
    proxy_headers: Literal["any", "x-forwarded", "forwarded"] = setting(
        "any",
        "headers that trusted proxies write: X-Forwarded-For and X-Forwarded-Proto (x-forwarded), or Forwarded of "
        "RFC 7239 (forwarded); any: the first kind, else the other. Name the kind where a proxy passes the other on as "
        "it comes",
    )
    empty_grace: Seconds = setting(60.0, "seconds an empty meeting waits before it is finished")
    reconnect_grace: Seconds = setting(15.0, "seconds a lost connection may take to return before it counts as leaving")
    close_grace: Seconds = setting(
        3.0,
        "seconds a page that was closed or left may take to return, as a reload does, before it counts as leaving; at "
        "most `CONVENER_RECONNECT_GRACE`",
    )
    storage_limit: Annotated[int, Meta(ge=0)] = setting(
        0, "bytes that documents and recordings of a center may take whose own storage_limit says nothing; 0: no limit"
    )
    recorder: Literal["on", "off"] = setting("on", "whether meetings can be recorded on this server")
    recorder_captures: Count = setting(8, "meetings that are recorded at a time by this server")
    recorder_free_space: Annotated[int, Meta(ge=0)] = setting(
        2_000_000_000,
        "bytes that must be free on the disk of the data folder for a recording to begin; with less than a quarter of "
        "it left, recordings end",
    )
    mesh_limit: Count = setting(8, "people who exchange sound and picture browser to browser in one meeting")
    room_limit: Count = setting(500, "people who may be inside one meeting")
    connections: Count = setting(
        4096, "connections that this process keeps open at a time: one for each person in a room, some for each browser"
    )
    connections_by_address: Count = setting(
        1200,
        "connections that one address (of IPv6 one /64) may have open at a time; a person in a room has two. Trusted "
        "proxies are exempt, those behind them are counted by the address that they tell",
    )
    requests_by_address: Count = setting(
        600, "requests of callers who have not proven who they are that one address may have under way at a time"
    )
    client_users: Quota = setting(1000, "users that a new API client may have")
    client_sessions: Quota = setting(10000, "sessions (meetings not cancelled) that a new API client may have")
    sign_in_failures: Count = setting(
        10, "failed sign-ins for one account from one address within a minute before it must wait"
    )
    address_failures: Count = setting(
        100,
        "wrong attempts of each kind from one address within a minute before that kind must wait: passwords of users, "
        "passwords of meetings, codes and names, tickets, API clients, links; links, tokens and tickets that are right "
        "are never refused. Raise it where a school or a company is behind one address",
    )
    entries: Count = setting(
        1200, "times that people at one address may enter meetings and recordings within a minute; each leaves a record"
    )
    checks: Count = setting(
        120, "checks of browser and network (/check) that people at one address may begin within a minute"
    )
    relay_checks: Quota = setting(
        30,
        "checks of the TURN server that strangers may make within a minute by /check, all together; each gets "
        "credentials for two minutes under the one user name check; 0: none",
    )
    api_calls: Count = setting(300000, "calls that one API client may make within a minute")
    log_format: Literal["text", "json"] = setting("text", "form of the log: for people or for programs")
    log_level: Literal["debug", "info", "warning", "error"] = setting("info", "lowest level that is logged")
    metrics_token: str = setting("", "bearer token for /metrics; without one it is closed")
    metrics_port: Annotated[int, Meta(ge=0, le=65535)] = setting(
        0, "port on 127.0.0.1 where measurements can be read without a token; 0: none"
    )

    def __post_init__(self) -> None:
        """Check types and ranges, and what goes together. Raises :class:`SettingsError`."""
        for name, kind in kinds().items():
            object.__setattr__(self, name, _converted(name, getattr(self, name), kind))
        _reminder_times(self.reminders)
        _ascii_host(self.public_url)
        if bool(self.tls_certificate) != bool(self.tls_key):
            raise SettingsError(f"{PREFIX}TLS_CERTIFICATE and {PREFIX}TLS_KEY go together")
        self._check_urls()

    def _check_urls(self) -> None:
        for name, value in vars(self).items():
            if isinstance(value, str):
                remember_secrets(name, value)
        for name, schemes in URL_SCHEMES.items():
            url = getattr(self, name)
            if url and (problem := url_problem(url, schemes)):
                raise SettingsError(f"{PREFIX}{name.upper()} {problem}")
        if self.public_url and (problem := public_url_problem(self.public_url)):
            raise SettingsError(f"{PREFIX}PUBLIC_URL {problem}")

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Read the settings; ``overrides`` (the command line) win over the environment, that over the TOML file.

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
            raw = overrides.get(name)
            if raw is None:
                sources = [(environ, PREFIX + key.upper()) for key in known[name]]
                sources += [(from_file, key) for key in known[name]]
                raw = next((source[key] for source, key in sources if key in source), None)
            if raw is not None and raw != "":
                values[name] = raw
        return cls(**values)

    @property
    def base_url(self) -> str:
        """The public URL without a slash at its end and with its host in ASCII, as browsers send it; derived from the
        address to listen on where none is set."""
        if self.public_url:
            return _ascii_host(self.public_url.rstrip("/"))
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - compared, not bound
        host = f"[{host}]" if ":" in host else host
        scheme, usual = ("https", 443) if self.tls_certificate else ("http", 80)
        return f"{scheme}://{host}" + ("" if self.port == usual else f":{self.port}")

    @property
    def reminder_times(self) -> tuple[timedelta, ...]:
        """How long before the start of a meeting people are reminded."""
        return _reminder_times(self.reminders)

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
    def durable(self) -> bool:
        """Whether commits of SQLite wait for the disk."""
        return self.sqlite_durability == "full"

    @property
    def stun_udp_port(self) -> int:
        """UDP port of the STUN responder, 0 for none."""
        return self.port if self.stun_port < 0 else self.stun_port

    @property
    def is_local(self) -> bool:
        """Whether people reach this server on its own machine alone."""
        return _loopback(urlsplit(self.base_url).hostname or "")

    @property
    def stun_host(self) -> str:
        """Address of the STUN responder: as the server's, but all addresses where that one is loopback while people
        come from elsewhere. A proxy passes HTTP on to this machine, not UDP."""
        public = urlsplit(self.base_url).hostname or ""
        return "0.0.0.0" if _loopback(self.host) and not _loopback(public) else self.host  # noqa: S104


@cache
def kinds() -> dict[str, Any]:
    """The type of each setting, with the range of its values."""
    hints = get_type_hints(Settings, include_extras=True)
    return {spec.name: hints[spec.name] for spec in fields(Settings)}


def allowed_values(kind: Any) -> str:
    """The values that a setting of this type may have, as people read it; empty for any text."""
    if get_origin(kind) is Literal:
        *others, last = get_args(kind)
        return f"{', '.join(others)} or {last}"
    for limits in get_args(kind)[1:]:
        return f"at least {limits.ge}" if limits.le is None else f"{limits.ge} to {limits.le}"
    return ""


def _converted(name: str, value: Any, kind: Any) -> Any:
    """``value`` as the type of the setting, numbers from texts. Raises :class:`SettingsError`."""
    if kind is Path:
        return Path(value)
    if kind is str:
        return str(value)
    expected = allowed_values(kind)
    try:
        if get_origin(kind) is Annotated:
            number, _ = get_args(kind)
            expected = {int: "a whole number", float: "a number"}[number]
            value = msgspec.convert(value, number, strict=False)
            expected = allowed_values(kind)
        return msgspec.convert(value, kind)
    except msgspec.ValidationError:
        raise SettingsError(f"{PREFIX}{name.upper()} must be {expected}, not {value!r}") from None


def _ascii_host(url: str) -> str:
    """The URL with an international host in ASCII (IDNA 2008)."""
    if url.isascii():
        return url
    import idna  # it has large tables

    try:
        parts = urlsplit(url)
        port = "" if parts.port is None else f":{parts.port}"
        return parts._replace(netloc=idna.encode(parts.hostname or "", uts46=True).decode("ascii") + port).geturl()
    except (idna.IDNAError, ValueError):
        raise SettingsError(f"{PREFIX}PUBLIC_URL must have a host that there can be") from None


def _reminder_times(value: str) -> tuple[timedelta, ...]:
    given = [] if value.strip().lower() == "off" else [part.strip() for part in value.split(",")]
    if len(given) > MOST_REMINDERS or any(
        not (part.isdecimal() and 1 <= int(part[:9]) <= LONGEST_REMINDER) for part in given
    ):
        raise SettingsError(
            f"{PREFIX}REMINDERS must be up to {MOST_REMINDERS} numbers of minutes from 1 to {LONGEST_REMINDER}, like "
            f"1440, 10; or off; not {value!r}"
        )
    return tuple(timedelta(minutes=int(part)) for part in given)


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
