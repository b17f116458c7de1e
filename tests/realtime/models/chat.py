from __future__ import annotations

from typing import Any

import msgspec

from convener.domain.chat.history import PAGE_SIZE
from convener.realtime.features import chat


class Model:
    """The last messages by number; what was loaded of older ones is no part of a snapshot."""

    def __init__(self, known: chat.ChatSlice) -> None:
        self.open, self.earlier, self.older, self.files = known.open, known.earlier, known.older, known.files
        self.messages = {one.number: one for one in known.messages}
        self.listed: list[chat.ChatMessage] = []
        self.reactions: list[tuple[str, str]] = []
        self.tokens: dict[str, str] = {}

    def hear(self, message: Any) -> None:
        match message:
            case chat.MessageSent(message=sent):
                self.messages[sent.number] = sent
            case chat.MessageChanged(number=number, text=text, deleted=deleted):
                self._change(number, text, deleted)
            case chat.MessageReacted(number=number, emoji=emoji, count=count) if number in self.messages:
                self._react(self.messages[number], chat.ChatReactionCount(emoji=emoji, count=count, mine=False))
            case chat.ChatChanged(open=open, earlier=earlier, files=files):
                self.open, self.earlier, self.files = open, earlier, files
            case chat.ChatPage(messages=listed, older=older):
                self.listed, self.older = listed, older
            case chat.ChatFileToken(id=id, token=token):
                self.tokens[id] = token
            case chat.ChatReactions(reactions=reactions):
                self.reactions = [(one.emoji, one.person.name) for one in reactions]

    def _change(self, number: int, text: str, deleted: bool) -> None:
        for one in self.messages.values():
            if one.number == number:
                one.text, one.deleted, one.edited = text, deleted, one.edited or not deleted
                one.reactions = [] if deleted else one.reactions
                one.file = None if deleted else one.file
                one.results = None if deleted else one.results
            elif one.reply_to is not None and one.reply_to.number == number:
                one.reply_to.text, one.reply_to.deleted = text, deleted

    def _react(self, message: chat.ChatMessage, new: chat.ChatReactionCount) -> None:
        others = [one for one in message.reactions if one.emoji != new.emoji]
        message.reactions = sorted(others + ([new] if new.count else []), key=lambda one: one.emoji)

    def texts(self) -> list[str]:
        """The texts that the page shows, the oldest first."""
        return [one.text for _, one in sorted(self.messages.items())]

    def last(self) -> chat.ChatMessage:
        """The newest message."""
        return self.messages[max(self.messages)]

    def state(self) -> Any:
        latest = [self.messages[number] for number in sorted(self.messages)][-PAGE_SIZE:]
        shown = [msgspec.to_builtins(one) for one in latest]
        for one in shown:
            # Which are one's own is not told by events; tests of the chat look at it.
            one["reactions"] = [(each["emoji"], each["count"]) for each in one["reactions"]]
        return self.open, self.earlier, self.files, shown
