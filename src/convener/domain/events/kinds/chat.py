"""The chat of a meeting, by the ids of its messages: their texts stand in the table of messages alone, where they can
be edited and deleted. Who wrote, edited, deleted or reacted is the event's participant or actor."""

from __future__ import annotations

from typing import Literal

from convener.domain.events.payload import Id, Payload, kind

ChatAudience = Literal["all", "presenters", "person"]
ChatEmoji = Literal["thumbs_up", "heart", "laugh", "surprised", "sad", "party", "clap", "thinking"]


@kind("room:chat:sent")
class MessageSent(Payload, frozen=True, kw_only=True):
    """A participant sent a message to this audience."""

    message: Id
    audience: ChatAudience


@kind("room:chat:edited")
class MessageEdited(Payload, frozen=True, kw_only=True):
    """The author changed the text of a message."""

    message: Id
    audience: ChatAudience


@kind("room:chat:deleted")
class MessageDeleted(Payload, frozen=True, kw_only=True):
    """A message was deleted, by its author or by a moderator. The event is about the author."""

    message: Id
    audience: ChatAudience


@kind("room:chat:reacted")
class MessageReacted(Payload, frozen=True, kw_only=True):
    """A participant put an emoji to a message (``on``) or took it away; ``count``: how many have put it there now."""

    message: Id
    audience: ChatAudience
    emoji: ChatEmoji
    on: bool
    count: int


@kind("room:chat:changed")
class ChatChanged(Payload, frozen=True, kw_only=True):
    """The chat was opened or closed (``open``), or earlier runs of the meeting were made readable or not
    (``earlier``), or attendees may send files or not (``files``)."""

    open: bool
    earlier: bool
    files: bool = True
