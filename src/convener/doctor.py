"""``convener doctor``: what is there, what is missing and what it would add, in plain words.

Looks only: it makes no files and sends no mail.
"""

from __future__ import annotations

import os
import shutil
import smtplib
import socket
import ssl
import stat
import struct
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import redis
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from convener import __version__
from convener.domain.outbox import MailState
from convener.mail.compose import sender_address
from convener.mail.transport import SmtpServer
from convener.media.ice import IceServer, IceServers
from convener.media.stun import BINDING_REQUEST, BINDING_SUCCESS, MAGIC_COOKIE
from convener.settings import Settings, SettingsError
from convener.storage.blobs import BlobError, BlobStore, folder_of
from convener.storage.database import Database
from convener.storage.models import Mail

SCARCE, TOO_SCARCE = 1_000_000_000, 50_000_000
"""Bytes of free disk space below which there is a warning, and below which writing is about to fail."""

EXPIRES_SOON = 14
"""Days that a certificate should be valid for at least."""

TIMEOUT = 3.0
TOOLS = Path(".tools/bin")
WEB = Path(__file__).parent / "web" / "static"


class Health(StrEnum):
    """What a finding means."""

    OK = "ok"
    MISSING = "missing"  # an extra that is not there
    WARNING = "warning"
    BROKEN = "broken"  # something needed does not work


MARKS = {Health.OK: "ok     ", Health.MISSING: "-      ", Health.WARNING: "warning", Health.BROKEN: "BROKEN "}


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at. ``advice``: what would put it right, or what a missing extra would add."""

    subject: str
    health: Health
    message: str
    advice: str = ""

    @property
    def broken(self) -> bool:
        """Whether something needed does not work."""
        return self.health is Health.BROKEN

    def as_dict(self) -> dict[str, str]:
        """The finding for programs."""
        return {
            "subject": self.subject,
            "health": self.health.value,
            "message": self.message,
            "advice": self.advice,
        }


def examine(settings: Settings) -> list[Finding]:
    """Look at everything."""
    checks: list[Callable[[Settings], Iterator[Finding]]] = [
        _program,
        _data,
        _secret_key,
        _database,
        _blobs,
        _mails,
        _public_url,
        _certificate,
        _server,
        _stun,
        _relay,
        _mail_server,
        _redis,
        _livekit,
        _soffice,
    ]
    return [finding for check in checks for finding in check(settings)]


def as_text(findings: list[Finding]) -> str:
    """The findings for people."""
    width = max(len(finding.subject) for finding in findings)
    lines = []
    for finding in findings:
        lines.append(f"{MARKS[finding.health]}  {finding.subject:<{width}}  {finding.message}")
        if finding.advice:
            lines.append(f"{'':7}  {'':<{width}}  -> {finding.advice}")
    broken = sum(finding.broken for finding in findings)
    if broken:
        lines += ["", f"{broken} {'thing that is' if broken == 1 else 'things that are'} needed will not work."]
    else:
        lines += ["", "Everything that is needed works."]
    return "\n".join(lines)


def _program(_settings: Settings) -> Iterator[Finding]:
    yield Finding("Convener", Health.OK, f"version {__version__}")
    if (WEB / "index.html").is_file():
        yield Finding("web client", Health.OK, "is built")
    else:
        yield Finding(
            "web client",
            Health.BROKEN,
            "is not built: people who open a link see no room",
            "run make setup, or install Convener from its wheel",
        )


def _data(settings: Settings) -> Iterator[Finding]:
    folder = settings.data.absolute()
    if not folder.exists():
        parent = next(one for one in folder.parents if one.exists())
        if _writable(parent):
            yield Finding("data folder", Health.OK, f"{folder} is made at the first start")
        else:
            yield Finding("data folder", Health.BROKEN, f"{folder} cannot be made", f"{parent} must be writable")
        return
    if not _writable(folder):
        yield Finding("data folder", Health.BROKEN, f"{folder} is not writable", "give it to the user of the server")
        return
    free = shutil.disk_usage(folder).free
    said = f"{folder} is writable, {free / 1e9:.1f} GB are free"
    health = Health.BROKEN if free < TOO_SCARCE else Health.WARNING if free < SCARCE else Health.OK
    yield Finding("data folder", health, said, "" if health is Health.OK else "free some disk space")


def _writable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _read_by_others(file: Path) -> bool:
    """Whether another user of this machine gets through to the file: only the last folder is looked at."""
    return all(path.exists() and path.stat().st_mode & rights for path, rights in ((file, 0o044), (file.parent, 0o011)))


def _secret_key(settings: Settings) -> Iterator[Finding]:
    path = settings.data / "secret.key"
    name = "secret key"
    try:
        facts = path.stat()
        size = len(path.read_bytes())
    except FileNotFoundError:
        yield Finding(name, Health.OK, f"{path} is made at the first start")
        return
    except OSError as error:
        yield Finding(name, Health.BROKEN, f"{path} cannot be read: {error.strerror}")
        return
    if size < 32:
        yield Finding(name, Health.BROKEN, f"{path} is cut off: it has {size} bytes", "restore it from the backup")
    elif facts.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        yield Finding(
            name, Health.BROKEN, "others on this machine can read it and so make valid links", f"chmod 600 {path}"
        )
    else:
        yield Finding(name, Health.OK, "only its owner can read it")


def _database(settings: Settings) -> Iterator[Finding]:
    name = "database"
    if not settings.database_url and not (settings.data / "convener.sqlite3").exists():
        yield Finding(name, Health.OK, "SQLite in the data folder is made at the first start")
        return
    try:
        database = Database(settings.sqlalchemy_url)
    except (SQLAlchemyError, ImportError, OSError) as error:
        yield Finding(name, Health.BROKEN, f"CONVENER_DATABASE_URL cannot be used: {error}")
        return
    kind = "SQLite" if database.sqlite else database.url.get_backend_name()
    try:
        database.ping()
        if database.sqlite and _read_by_others(Path(database.url.database or "")):
            yield Finding(
                name,
                Health.WARNING,
                "others on this machine can read it: passwords of meetings, addresses of people",
                f"chmod 600 {database.url.database}*",
            )
        elif database.migrated():
            yield Finding(name, Health.OK, f"{kind} answers; its tables are those of this version")
        else:
            yield Finding(
                name,
                Health.WARNING,
                f"{kind} answers; its tables are of another version",
                "the next start brings them up",
            )
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        where = database.url.render_as_string(hide_password=True)
        yield Finding(name, Health.BROKEN, f"{where} does not answer: {reason}")
    finally:
        database.close()


def _blobs(settings: Settings) -> Iterator[Finding]:
    name = "documents and recordings"
    try:
        folder = folder_of(settings)
        if folder is None:
            BlobStore.of(settings).check()
            yield Finding(name, Health.OK, "the S3-compatible store keeps, gives and deletes")
            return
    except (SettingsError, BlobError) as error:
        yield Finding(name, Health.BROKEN, str(error), "check CONVENER_BLOBS_URL and the AWS_ credentials")
        return
    if not folder.exists():
        yield Finding(name, Health.OK, f"{folder} is made at the first start")
    elif not _writable(folder):
        yield Finding(name, Health.BROKEN, f"{folder} is not writable", "give it to the user of the server")
    else:
        free = shutil.disk_usage(folder).free
        health = Health.BROKEN if free < TOO_SCARCE else Health.WARNING if free < SCARCE else Health.OK
        advice = "" if health is Health.OK else "free some disk space"
        yield Finding(name, health, f"in {folder}, {free / 1e9:.1f} GB are free", advice)


def _mails(settings: Settings) -> Iterator[Finding]:
    if not settings.database_url and not (settings.data / "convener.sqlite3").exists():
        return
    try:
        database = Database(settings.sqlalchemy_url)
    except (SQLAlchemyError, ImportError, OSError):
        return  # the database has its own finding
    try:
        with database.read() as session:
            query = select(Mail.state, func.count()).group_by(Mail.state)
            states: dict[str, int] = dict(session.execute(query).all())
    except SQLAlchemyError:
        return  # the database has its own finding
    finally:
        database.close()
    lost = {name: states[name] for name in (MailState.FAILED.value, MailState.UNCERTAIN.value) if name in states}
    waiting = states.get(MailState.QUEUED.value, 0)
    if lost:
        said = ", ".join(f"{number} {name}" for name, number in lost.items())
        yield Finding("invitations", Health.WARNING, f"{said}, {waiting} waiting", "the log says why")
    else:
        yield Finding("invitations", Health.OK, f"{states.get(MailState.SENT.value, 0)} sent, {waiting} waiting")


def _public_url(settings: Settings) -> Iterator[Finding]:
    name, url = "public URL", settings.base_url
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        behind = "" if settings.tls_certificate else "; a proxy must bring HTTPS"
        yield Finding(name, Health.OK, f"{url}: browsers give camera and microphone{behind}")
    elif host == "localhost" or host.endswith(".localhost") or _loopback(host):
        everywhere = settings.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
        yield Finding(
            name,
            Health.WARNING if everywhere else Health.OK,
            f"{url}: browsers on this machine give camera and microphone, nobody else can come",
            "set CONVENER_PUBLIC_URL to an https:// address to invite others",
        )
    else:
        yield Finding(
            name,
            Health.BROKEN,
            f"{url}: browsers give camera and microphone to https:// pages only",
            "serve HTTPS (CONVENER_TLS_CERTIFICATE, or a proxy) and set CONVENER_PUBLIC_URL to it",
        )


def _loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _certificate(settings: Settings) -> Iterator[Finding]:
    if not settings.tls_certificate:
        return
    name = "certificate"
    host = urlsplit(settings.base_url).hostname or "localhost"
    try:
        expires = certificate_expiry(settings.tls_certificate, settings.tls_key, host)
    except (OSError, ssl.SSLError) as error:
        reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or error
        yield Finding(name, Health.BROKEN, f"{settings.tls_certificate} with {settings.tls_key}: {reason}")
        return
    days = (expires - datetime.now(UTC)).days
    said = f"is valid for {host} until {expires:%Y-%m-%d}"
    if days < EXPIRES_SOON:
        yield Finding(name, Health.WARNING, f"{said}: {days} days", "renew it and restart the server")
    else:
        yield Finding(name, Health.OK, said)


def certificate_expiry(certificate: str, key: str, host: str) -> datetime:
    """When the certificate ends. Raises :class:`OSError` or :class:`ssl.SSLError` where it cannot be read, does not
    match its key, is not for ``host`` or is not valid now.

    Found out as a browser would: by a handshake, in memory. Who signed it is not asked.
    """
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(certificate, key)
    asking = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    asking.load_verify_locations(certificate)
    asking.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = asking.wrap_bio(to_client, to_server, server_hostname=host)
    server = serving.wrap_bio(to_server, to_client, server_side=True)
    for side in (client, server, client, server):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
    facts = client.getpeercert() or {}
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(str(facts["notAfter"])), UTC)


def _reachable(host: str) -> str:
    """Where a program on this machine reaches what listens on ``host``."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound


def _serves(settings: Settings) -> bool:
    """Whether a server answers on this machine under these settings."""
    host = _reachable(settings.host)
    host = f"[{host}]" if ":" in host else host
    url = f"{'https' if settings.tls_certificate else 'http'}://{host}:{settings.port}/healthz"
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    handlers = [urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusting)]
    try:
        with urllib.request.build_opener(*handlers).open(url, timeout=TIMEOUT) as reply:
            return bool(reply.status == 200)
    except (OSError, ValueError):
        return False


def _server(settings: Settings) -> Iterator[Finding]:
    name, where = "server", f"{_reachable(settings.host)}:{settings.port}"
    if _serves(settings):
        yield Finding(name, Health.OK, f"runs on {where}")
    elif _free(settings.host, socket.SOCK_STREAM, settings.port):
        yield Finding(name, Health.OK, f"does not run now; {where} is free for it")
    else:
        yield Finding(name, Health.BROKEN, f"another program has {where}", "end it, or set CONVENER_PORT")


def _free(host: str, kind: socket.SocketKind, port: int) -> bool:
    try:
        found = socket.getaddrinfo(host, port, type=kind, flags=socket.AI_PASSIVE)
        for family, type_, protocol, _, address in found:
            with socket.socket(family, type_, protocol) as probe:
                if kind is socket.SOCK_STREAM:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
    except OSError:
        return False
    return True


def _stun(settings: Settings) -> Iterator[Finding]:
    name, port = "STUN", settings.stun_udp_port
    if not port:
        yield Finding(
            name, Health.MISSING, "the responder is switched off", "browsers behind routers need a STUN or TURN server"
        )
    elif answers_stun(_reachable(settings.stun_host), port):
        yield Finding(name, Health.OK, f"answers on UDP port {port}", "open this UDP port in the firewall too")
    elif _serves(settings):
        yield Finding(name, Health.BROKEN, f"the server runs, but nothing answers on UDP port {port}")
    elif _free(settings.stun_host, socket.SOCK_DGRAM, port):
        yield Finding(name, Health.OK, f"UDP port {port} is free for it", "open this UDP port in the firewall too")
    else:
        yield Finding(name, Health.BROKEN, f"another program has UDP port {port}", "set CONVENER_STUN_PORT")


def answers_stun(host: str, port: int) -> bool:
    """Whether a STUN binding request to this UDP port is answered."""
    transaction = os.urandom(12)
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.settimeout(TIMEOUT / 3)
            probe.connect(address)  # so that a port on which nobody listens says so at once
            for _ in range(3):  # datagrams may get lost
                probe.send(struct.pack("!HHI", BINDING_REQUEST, 0, MAGIC_COOKIE) + transaction)
                try:
                    answer = probe.recv(1500)
                except TimeoutError:
                    continue
                return answer[:2] == struct.pack("!H", BINDING_SUCCESS) and answer[8:20] == transaction
    except OSError:
        pass
    return False


def _relay(settings: Settings) -> Iterator[Finding]:
    name = "TURN"
    try:
        servers = [server for server in IceServers(settings).for_person("doctor") if server.relays]
    except SettingsError as error:
        yield Finding(name, Health.BROKEN, str(error))
        return
    if not servers:
        yield Finding(
            name,
            Health.MISSING,
            "none",
            "a TURN server lets people meet whose firewalls allow no direct connection (docs/deployment.md)",
        )
    for url in [url for server in servers for url in _relays(server)]:
        host, port = _turn_address(url)
        if url.startswith("turns:") or url.endswith("transport=tcp"):
            reached = _reaches(host, port)
        else:
            reached = answers_stun(host, port)
        if reached:
            yield Finding(name, Health.OK, f"{url} answers")
        else:
            yield Finding(name, Health.WARNING, f"{url} does not answer", "people who need it will not hear each other")


def _relays(server: IceServer) -> list[str]:
    return [url for url in server.url_list if url.startswith(("turn:", "turns:"))]


def _turn_address(url: str) -> tuple[str, int]:
    scheme, _, rest = url.partition(":")
    parts = urlsplit("//" + rest.partition("?")[0])
    return parts.hostname or "", parts.port or (5349 if scheme == "turns" else 3478)


def _reaches(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=TIMEOUT):
            return True
    except OSError:
        return False


def _mail_server(settings: Settings) -> Iterator[Finding]:
    name = "mail"
    if not settings.smtp_url:
        yield Finding(
            name,
            Health.MISSING,
            f"invitations are files in {settings.data / 'outbox'}",
            "CONVENER_SMTP_URL sends them",
        )
        return
    try:
        server = SmtpServer.parse(settings.smtp_url)
        sender = sender_address(settings)
        smtp = server.connect()
    except (SettingsError, OSError, smtplib.SMTPException) as error:
        yield Finding(name, Health.BROKEN, f"the mail server cannot be used: {error}")
        return
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        smtp.close()
    if sender.endswith("@localhost"):
        yield Finding(name, Health.WARNING, f"mails come from {sender}, which others refuse", "set CONVENER_MAIL_FROM")
    else:
        yield Finding(name, Health.OK, f"{server.host}:{server.port} takes mails, from {sender}")


def _redis(settings: Settings) -> Iterator[Finding]:
    name = "Redis"
    if not settings.redis_url:
        yield Finding(name, Health.MISSING, "none", "with it, several server processes hold the same meetings")
        return
    try:
        with redis.Redis.from_url(settings.redis_url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT) as bus:
            bus.ping()
    except (redis.RedisError, ValueError, OSError) as error:
        yield Finding(name, Health.BROKEN, f"does not answer: {error}", "check CONVENER_REDIS_URL")
    else:
        yield Finding(name, Health.OK, "answers")


def _livekit(settings: Settings) -> Iterator[Finding]:
    found = shutil.which("livekit-server") or shutil.which("livekit-server", path=str(TOOLS))
    people = f"browsers send to each other, up to {settings.mesh_limit} people with sound and picture"
    if found:
        yield Finding("LiveKit", Health.OK, f"{found} is there, but this version does not use it: {people}")
    else:
        yield Finding("LiveKit", Health.MISSING, f"none: {people}", "later versions use it for larger meetings")


def _soffice(_settings: Settings) -> Iterator[Finding]:
    found = shutil.which("soffice")
    if found:
        yield Finding("LibreOffice", Health.OK, f"{found} is there, but this version does not use it")
    else:
        yield Finding("LibreOffice", Health.MISSING, "none", "later versions show Office documents with it")
