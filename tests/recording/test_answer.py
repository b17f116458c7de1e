"""Answers to the offers of browsers, also where sections have ended; what is no offer is refused."""

from __future__ import annotations

import random

import pytest
from aiortc import sdp
from aiortc.rtcdtlstransport import RTCDtlsFingerprint
from aiortc.rtcicetransport import RTCIceCandidate, RTCIceParameters

from convener.recording.answer import BadOffer, Offer, read_offer, write_answer
from convener.recording.codecs import Codec

HEAD = """v=0
o=- 4611731400430051336 3 IN IP4 127.0.0.1
s=-
t=0 0
a=group:BUNDLE 0 1 3
a=extmap-allow-mixed
a=msid-semantic: WMS
"""
TRANSPORT = """c=IN IP4 0.0.0.0
a=rtcp:9 IN IP4 0.0.0.0
a=ice-ufrag:Xx/+
a=ice-pwd:abcdefghijklmnopqrstuvwx
a=ice-options:trickle
a=fingerprint:sha-256 7B:8B:F0:65:5F:78:E2:51:3B:AC:6F:F3:3F:46:1B:35:DC:B8:5F:64:1A:24:C2:43:F0:A1:58:D0:A1:2C:19:08
a=setup:actpass
"""
AUDIO = (
    "m=audio 9 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\n"
    + TRANSPORT
    + """a=mid:0
a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level
a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendrecv
a=msid:cams mic1
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:111 opus/48000/2
a=rtcp-fb:111 transport-cc
a=fmtp:111 minptime=10;useinbandfec=1
a=rtpmap:63 red/48000/2
a=fmtp:63 111/111
a=rtpmap:9 G722/8000
a=rtpmap:0 PCMU/8000
a=rtpmap:8 PCMA/8000
a=rtpmap:13 CN/8000
a=rtpmap:110 telephone-event/48000
a=rtpmap:126 telephone-event/8000
a=ssrc:1001 cname:x
a=ssrc:1001 msid:cams mic1
"""
)
VIDEO = (
    "m=video 9 UDP/TLS/RTP/SAVPF 96 97 103 104 98 99 45 46 100 101\n"
    + TRANSPORT
    + """a=mid:1
a=extmap:2 http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time
a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
a=sendrecv
a=msid:cams cam1
a=rtcp-mux
a=rtcp-rsize
a=rtpmap:103 H264/90000
a=rtcp-fb:103 nack
a=fmtp:103 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42001f
a=rtpmap:104 rtx/90000
a=fmtp:104 apt=103
a=rtpmap:96 VP8/90000
a=rtcp-fb:96 goog-remb
a=rtcp-fb:96 transport-cc
a=rtcp-fb:96 ccm fir
a=rtcp-fb:96 nack
a=rtcp-fb:96 nack pli
a=rtpmap:97 rtx/90000
a=fmtp:97 apt=96
a=rtpmap:98 VP9/90000
a=fmtp:98 profile-id=0
a=rtpmap:99 rtx/90000
a=fmtp:99 apt=98
a=rtpmap:45 AV1/90000
a=fmtp:45 level-idx=5;profile=0;tier=0
a=rtpmap:46 rtx/90000
a=fmtp:46 apt=45
a=rtpmap:100 VP9/90000
a=fmtp:100 profile-id=2
a=rtpmap:101 rtx/90000
a=fmtp:101 apt=100
a=ssrc-group:FID 2001 2002
a=ssrc:2001 cname:x
a=ssrc:2002 cname:x
"""
)
ENDED = (
    "m=video 0 UDP/TLS/RTP/SAVPF 96 97\nc=IN IP4 0.0.0.0\na=mid:2\na=inactive\na=rtcp-mux\n"
    "a=rtpmap:96 VP8/90000\na=rtpmap:97 rtx/90000\na=fmtp:97 apt=96\n"
)
AGAIN = VIDEO.replace("a=mid:1", "a=mid:3").replace("cams cam1", "screens s2").replace("sendrecv", "sendonly")


def offered(*sections: str) -> Offer:
    return read_offer((HEAD + "".join(sections)).replace("\n", "\r\n"))


def answered(offer: Offer) -> sdp.SessionDescription:
    candidate = RTCIceCandidate(1, "1", "192.0.2.1", 4_000, 2_130_706_431, "udp", "host")
    fingerprints = [RTCDtlsFingerprint("sha-256", "AA:BB"), RTCDtlsFingerprint("sha-512", "CC")]
    text = write_answer(offer, RTCIceParameters("ours", "a" * 22), [candidate], fingerprints, 2)
    assert text.count("a=fingerprint:sha-256 AA:BB") == sum(1 for one in offer.sections if one.codecs)
    return sdp.SessionDescription.parse(text)


def test_sound_and_picture_are_received_of_the_codecs_that_files_have() -> None:
    offer = offered(AUDIO, VIDEO)
    sound, picture = offer.sections
    assert (sound.payloads, sound.stream_id, sound.track_id, sound.streams) == (
        {111: Codec.OPUS},
        "cams",
        "mic1",
        [1001],
    )
    assert not sound.is_repaired
    assert picture.payloads == {96: Codec.VP8, 103: Codec.H264, 98: Codec.VP9, 45: Codec.AV1}
    assert picture.repairs == {97: 96, 104: 103, 99: 98, 46: 45}
    assert (picture.streams, picture.repair_streams) == ([2001], {2002: 2001})
    assert picture.is_repaired
    first, second = answered(offer).media
    assert (first.direction, second.direction, first.port, second.port) == ("recvonly", "recvonly", 9, 9)
    assert first.fmt == [111]
    assert second.fmt == [96, 103, 98, 45, 104, 97, 99, 46]
    feedback = {(one.type, one.parameter) for one in second.rtp.codecs[0].rtcpFeedback}
    assert feedback == {("nack", None), ("nack", "pli"), ("goog-remb", None)}
    assert {one.id for one in first.rtp.headerExtensions} == {1, 2, 4}
    assert second.dtls is not None
    assert second.dtls.role == "client"


def test_a_screen_that_ended_is_out_of_the_bundle_and_the_next_one_is_in_it() -> None:
    offer = offered(AUDIO, VIDEO, ENDED, AGAIN)
    assert [one.sends for one in offer.sections] == [True, True, False, True]
    answer = answered(offer)
    assert [one.items for one in answer.group] == [["0", "1", "3"]]
    assert [one.port for one in answer.media] == [9, 9, 0, 9]
    assert answer.media[2].direction == "inactive"


def test_what_is_not_sent_is_not_received() -> None:
    offer = offered(AUDIO.replace("sendrecv", "recvonly"), VIDEO.replace("sendrecv", "inactive"))
    assert [one.sends for one in offer.sections] == [False, False]
    assert [one.direction for one in answered(offer).media] == ["inactive", "inactive"]


def test_data_is_not_taken() -> None:
    data = "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\n" + TRANSPORT + "a=mid:5\na=sctp-port:5000\n"
    assert [one.port for one in answered(offered(AUDIO, data)).media] == [9, 0]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "v=0",
        "m=audio",
        HEAD,
        HEAD + ENDED,
        HEAD + AUDIO.replace("a=fingerprint", "a=x"),
        HEAD + AUDIO.replace("a=ice-ufrag", "a=x"),
        HEAD + AUDIO.replace("opus", "PCMU"),
        HEAD + AUDIO.replace("a=fmtp:111", "a=fmtp:77"),
        HEAD + (AUDIO * 70),
        "\0" * 60_000,
    ],
)
def test_what_is_no_offer_is_refused(text: str) -> None:
    with pytest.raises(BadOffer):
        read_offer(text)


def test_damaged_offers_make_no_other_error() -> None:
    chance = random.Random(9)
    whole = HEAD + AUDIO + VIDEO
    for _ in range(150):
        text = list(whole)
        for _ in range(chance.randrange(1, 12)):
            text[chance.randrange(len(text))] = chance.choice("\0 :=;/0aé\n")
        try:
            offer = read_offer("".join(text))
        except BadOffer:
            continue
        write_answer(offer, RTCIceParameters("ours", "a" * 22), [], [], 1)
