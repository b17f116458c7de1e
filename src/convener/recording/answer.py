"""Reads the offer of a browser and writes the answer of one who only receives (RFC 8829).

aiortc can answer too, but not an offer whose sections ended or are used again, as those of shared screens are: it keeps
them in its BUNDLE group, which browsers refuse, and does not hear their new streams.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from aiortc import sdp
from aiortc.rtcdtlstransport import RTCDtlsFingerprint
from aiortc.rtcicetransport import RTCIceCandidate, RTCIceParameters
from aiortc.rtcrtpparameters import RTCRtpCodecParameters, RTCRtpHeaderExtensionParameters

from .codecs import Codec

PREFERRED = (Codec.OPUS, Codec.VP8, Codec.H264, Codec.VP9, Codec.AV1)
"""In the order in which a browser is asked for them: files of VP8 play everywhere."""

_FEEDBACK = frozenset({("nack", None), ("nack", "pli"), ("goog-remb", None)})

EXTENSIONS = frozenset(
    {
        "urn:ietf:params:rtp-hdrext:sdes:mid",
        "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time",
        "urn:ietf:params:rtp-hdrext:ssrc-audio-level",
    }
)
"""Extensions of packets that are used: which section a stream belongs to, when a packet was sent, how loud it is."""

_MOST_SECTIONS = 64


class BadOffer(ValueError):
    """A description that is no offer for us."""


@dataclass(frozen=True)
class Section:
    """A section of an offer: something that is sent, or (``sends`` false) nothing any more.

    ``stream_id`` and ``track_id``: the msid. ``payloads``: the codec of each payload type; ``repairs``: payload types
    of packets sent again, and the ones that they are for. ``streams``: SSRCs; ``repair_streams``: SSRCs of what is sent
    again, and those that they are for.
    """

    mid: str
    kind: str
    sends: bool
    stream_id: str = ""
    track_id: str = ""
    codecs: list[RTCRtpCodecParameters] = field(default_factory=list)
    extensions: list[RTCRtpHeaderExtensionParameters] = field(default_factory=list)
    payloads: dict[int, Codec] = field(default_factory=dict)
    repairs: dict[int, int] = field(default_factory=dict)
    streams: list[int] = field(default_factory=list)
    repair_streams: dict[int, int] = field(default_factory=dict)

    @property
    def is_repaired(self) -> bool:
        """Whether the sender sends packets again that it is asked for."""
        return any(one.type == "nack" for codec in self.codecs for one in codec.rtcpFeedback)


@dataclass(frozen=True)
class Offer:
    """What a browser offers: its sections, in order, and how it is reached."""

    sections: list[Section]
    ice: RTCIceParameters
    fingerprints: list[RTCDtlsFingerprint]
    candidates: list[RTCIceCandidate]


def read_offer(text: str) -> Offer:
    """The offer that this text is. Raises :class:`BadOffer`."""
    try:
        description = sdp.SessionDescription.parse(text)
        found = [_read_section(media) for media in description.media]
    except Exception as error:  # the parser asserts, and finds nothing where something is missing
        raise BadOffer(f"the offer cannot be read: {error!r}") from error
    if not found or len(found) > _MOST_SECTIONS:
        raise BadOffer("an offer has from 1 to 64 sections")
    first = next((media for media, one in zip(description.media, found, strict=True) if one.codecs), None)
    if (
        first is None
        or not first.dtls
        or not first.dtls.fingerprints
        or not first.ice
        or not first.ice.usernameFragment
    ):
        raise BadOffer("nothing is offered that can be received")
    candidates = [candidate for media in description.media for candidate in media.ice_candidates]
    return Offer(found, first.ice, first.dtls.fingerprints, candidates)


def _read_section(media: sdp.MediaDescription) -> Section:
    mid = media.rtp.muxId
    if not media.port or media.kind not in ("audio", "video") or not media.rtcp_mux:
        return Section(mid, media.kind, sends=False)
    accepted: dict[Codec, list[RTCRtpCodecParameters]] = {}
    for parameters in media.rtp.codecs:
        codec = _codec(parameters)
        if codec is not None:
            accepted.setdefault(codec, []).append(parameters)
    payloads = {_number(one): codec for codec, many in accepted.items() for one in many}
    codecs = [one for codec in PREFERRED for one in accepted.get(codec, [])]
    repairs: dict[int, int] = {}
    for parameters in media.rtp.codecs:
        apt = parameters.parameters.get("apt")
        if parameters.mimeType.lower() == "video/rtx" and isinstance(apt, int) and apt in payloads:
            repairs[_number(parameters)] = apt
            codecs.append(parameters)
    for parameters in codecs:
        parameters.rtcpFeedback = [one for one in parameters.rtcpFeedback if (one.type, one.parameter) in _FEEDBACK]
    groups = [group.items for group in media.ssrc_group if group.semantic == "FID" and len(group.items) == 2]
    repair_streams = {int(again): int(first) for first, again in groups}
    stream_id, _, track_id = (media.msid or "").partition(" ")
    return Section(
        mid,
        media.kind,
        sends=media.direction in (None, "sendrecv", "sendonly") and bool(payloads),
        stream_id=stream_id,
        track_id=track_id,
        codecs=codecs if payloads else [],
        extensions=[one for one in media.rtp.headerExtensions if one.uri in EXTENSIONS],
        payloads=payloads,
        repairs=repairs,
        streams=[one.ssrc for one in media.ssrc if one.ssrc not in repair_streams],
        repair_streams=repair_streams,
    )


def _number(parameters: RTCRtpCodecParameters) -> int:
    """The payload type; one that is described has one."""
    return -1 if parameters.payloadType is None else parameters.payloadType


def _codec(parameters: RTCRtpCodecParameters) -> Codec | None:
    """The codec, where it is one that can be captured."""
    name = parameters.mimeType.lower()
    settings = parameters.parameters
    if name == "audio/opus" and parameters.clockRate == 48_000:
        return Codec.OPUS
    if name == "video/vp8":
        return Codec.VP8
    if name == "video/h264" and settings.get("packetization-mode") == "1":
        return Codec.H264
    if name == "video/vp9" and settings.get("profile-id", "0") == "0":
        return Codec.VP9
    if name == "video/av1" and settings.get("profile", "0") == "0":
        return Codec.AV1
    return None


def write_answer(
    offer: Offer,
    ice: RTCIceParameters,
    candidates: Iterable[RTCIceCandidate],
    fingerprints: Iterable[RTCDtlsFingerprint],
    version: int,
) -> str:
    """The answer: what can be captured is received, all over one transport; ``version`` counts the answers."""
    bundled = [section.mid for section in offer.sections if section.codecs]
    lines = ["v=0", f"o=- 1 {version} IN IP4 127.0.0.1", "s=-", "t=0 0", f"a=group:BUNDLE {' '.join(bundled)}"]
    transport = [f"a=candidate:{sdp.candidate_to_sdp(one)}" for one in candidates]
    transport += ["a=end-of-candidates", f"a=ice-ufrag:{ice.usernameFragment}", f"a=ice-pwd:{ice.password}"]
    transport += [f"a=fingerprint:{one.algorithm} {one.value}" for one in fingerprints if one.algorithm == "sha-256"]
    transport.append("a=setup:active")
    for section in offer.sections:
        lines += _answer_section(section, transport)
    return "\r\n".join(lines) + "\r\n"


def _answer_section(section: Section, transport: list[str]) -> list[str]:
    if not section.codecs:
        protocol, formats = ("UDP/DTLS/SCTP", "webrtc-datachannel")
        if section.kind != "application":
            protocol, formats = "UDP/TLS/RTP/SAVPF", "0"
        rejected = [f"m={section.kind} 0 {protocol} {formats}", "c=IN IP4 0.0.0.0", "a=inactive"]
        return [*rejected, f"a=mid:{section.mid}"] if section.mid else rejected
    formats = " ".join(str(codec.payloadType) for codec in section.codecs)
    lines = [f"m={section.kind} 9 UDP/TLS/RTP/SAVPF {formats}", "c=IN IP4 0.0.0.0", "a=rtcp:9 IN IP4 0.0.0.0"]
    lines += [*transport, f"a=mid:{section.mid}"]
    lines += [f"a=extmap:{one.id} {one.uri}" for one in section.extensions]
    lines += ["a=recvonly" if section.sends else "a=inactive", "a=rtcp-mux"]
    for codec in section.codecs:
        number = codec.payloadType
        lines.append(f"a=rtpmap:{number} {codec}")
        for one in codec.rtcpFeedback:
            lines.append(f"a=rtcp-fb:{number} {one.type}" + (f" {one.parameter}" if one.parameter else ""))
        if settings := sdp.parameters_to_sdp(codec.parameters):
            lines.append(f"a=fmtp:{number} {settings}")
    return lines
