"""What the registry makes of features, and who is sent what."""

from __future__ import annotations

import json
from typing import Any

import pytest

from convener.domain.permissions import MeetingRole, RoomAction
from convener.realtime.audience import EVERYBODY, MODERATORS, Audience, Listener, Person, Subroom
from convener.realtime.batches import BatchFrame, PassingBatch
from convener.realtime.feature import Acting, Feature
from convener.realtime.features.lobby import SEES_LOBBY
from convener.realtime.protocol.wire import Command, Wire, encode
from convener.realtime.registry import REGISTRY, Registry, tag_of

HOST, ANN = Listener("h", "host"), Listener("a", "attendee", "one")


class Wave(Command, tag="wave", kw_only=True):
    """Wave."""


class OtherWave(Command, tag="wave", kw_only=True):
    """Wave differently."""


class Waved(Wire, tag="waved", kw_only=True):
    """Somebody waved."""

    number: int = 0


class WaveSlice(Wire, kw_only=True):
    """Whether people may wave."""

    allowed: bool


def waving(name: str = "waving", command: type[Command] = Wave) -> Feature:
    feature = Feature(name, "People wave.")

    @feature.change(command, may=RoomAction.VOTE)
    def _wave(acting: Acting, given: Command) -> None:
        acting.passing.emit(Waved())

    return feature


def test_a_registered_feature_is_in_everything() -> None:
    feature = waving()
    feature.passing(Waved, MODERATORS)
    feature.slice(WaveSlice)(lambda view: WaveSlice(allowed=True))
    registry = Registry([*REGISTRY.features, feature])
    assert type(registry.decode_command(b'{"type":"wave","ref":1}')) is Wave
    assert registry.commands[Wave].may is RoomAction.VOTE
    assert "waving" in registry.slices.__struct_fields__
    assert registry.passing_structs == (*REGISTRY.passing_structs, Waved)
    assert registry.audience_of[Waved] is MODERATORS
    assert "waving" not in REGISTRY.slices.__struct_fields__


@pytest.mark.parametrize(
    "others",
    [[waving(), waving()], [waving(), waving("other")], [waving(), waving("other", OtherWave)]],
    ids=["name", "struct", "tag"],
)
def test_what_is_registered_twice_is_refused(others: list[Feature]) -> None:
    with pytest.raises(ValueError, match="two features of the room register"):
        Registry([*REGISTRY.features, *others])


def test_names_of_features_are_those_of_their_modules() -> None:
    for feature in REGISTRY.features:
        structs = [spec.struct for spec in feature.commands]
        assert all(one.__module__ == f"convener.realtime.features.{feature.name}" for one in structs)


def test_all_messages_say_what_they_are() -> None:
    for struct in (*REGISTRY.command_structs, *REGISTRY.server_structs, *REGISTRY.event_structs):
        assert (struct.__doc__ or "").strip().endswith((".", ")")), tag_of(struct)


@pytest.mark.parametrize(
    ("audience", "hears"),
    [
        (EVERYBODY, {HOST, ANN}),
        (MODERATORS, {HOST}),
        (SEES_LOBBY, {HOST}),
        (Person("a"), {ANN}),
        (Person("x"), set()),
        (Subroom("one"), {ANN}),
        (Subroom(""), {HOST}),
    ],
)
def test_audiences(audience: Audience, hears: set[Listener]) -> None:
    batch = PassingBatch([(audience, encode(Waved(number=1)))])
    for listener in (HOST, ANN):
        frame = batch.frame(listener)
        assert frame.messages == (listener in hears)
        assert (frame.encoded is not None) == (listener in hears)


def test_a_frame_is_made_once_for_all_who_are_alike() -> None:
    listeners = [Listener(str(number), "attendee") for number in range(3)]
    batch = PassingBatch([(EVERYBODY, encode(Waved(number=1))), (Person("1"), encode(Waved(number=2)))])
    frames = [batch.frame(one) for one in listeners]
    assert frames[0].encoded is frames[2].encoded

    def numbers(frame: BatchFrame) -> Any:
        assert frame.encoded is not None
        return [one["number"] for one in json.loads(frame.encoded.payload)["messages"]]

    assert [numbers(one) for one in frames] == [[1], [1, 2], [1]]


def test_a_role_decides_what_is_seen() -> None:
    host, presenter, attendee = (REGISTRY.view(role.value) for role in MeetingRole)
    assert host == presenter != attendee
