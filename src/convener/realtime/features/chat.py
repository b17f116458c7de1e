"""The chat: messages to all, to hosts and presenters, or to one person, with answers and reactions."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from convener.domain.actions import post_poll_results
from convener.domain.chat import files, history, messages, settings
from convener.domain.chat.history import LoadedChange, LoadedMessage, LoadedPayload, LoadedReaction, Reader
from convener.domain.events.kinds import chat as kinds
from convener.domain.events.kinds.chat import ChatAudience, ChatEmoji
from convener.domain.events.log import RoomEvent
from convener.domain.permissions import MeetingRole, RoomAction
from convener.realtime.audience import EVERYBODY, Audience, Roles, Several
from convener.realtime.feature import Acting, ApartSpec, Asking, Feature, Rate, View
from convener.realtime.protocol.wire import Command, EventMessage, Id, Wire, wired

FEATURE = Feature(settings.NAME, "The chat: messages to all, to hosts and presenters, or to one person.")

MESSAGES = Rate("chat", 2, 15)
"""The rate of messages, and of changes to them: each is sent to all."""

REACTIONS = Rate("chat reactions", 4, 20)

SEEN_BY = Roles(history.PRESENTERS)
"""Those who read what is written to presenters."""

Text = Annotated[str, Meta(max_length=4 * messages.LONGEST_TEXT)]
"""The text of a message; the domain counts what is left of it."""


class ChatPerson(Wire, kw_only=True):
    """A participant who may have left, with the name that others saw."""

    id: str
    name: str


class ChatQuote(Wire, kw_only=True):
    """The beginning of a message that is answered, or the name of its file, or the question of its poll. ``text`` is
    empty where it was deleted."""

    id: str
    number: int
    person_id: str
    name: str
    text: str
    deleted: bool


class ChatReactionCount(Wire, kw_only=True):
    """How many have put this emoji to a message; ``mine``: the reader of the snapshot or page is one of them."""

    emoji: ChatEmoji
    count: int
    mine: bool


class ChatFile(Wire, kw_only=True):
    """A file that was sent with a message: its name and its size in bytes; ``getChatFile`` gives an address."""

    name: str
    size: int
    kind: Literal["package", "old_package", "pdf", "office", "image", "film"]


class ChatResults(Wire, kw_only=True):
    """The results of a closed poll: the votes for each answer (null where the poll does not tell), the number of
    voters, and the positions of the right answers. In a poll that is answered in words: the first of the ``comments``,
    and how many ``more`` there are."""

    kind: Literal["single", "multiple", "true_false", "rating", "text"]
    question: str
    answers: list[str]
    anonymous: bool
    voters: int
    votes: list[int] | None
    correct: list[int]
    comments: list[str]
    more: int


class ChatMessage(Wire, kw_only=True):
    """A message. ``number`` orders those of a meeting; ``key`` is what its sender calls it. ``recipient``: where it is
    for one person. ``earlier``: it is of an earlier run of the meeting. The text of a deleted one is empty, and that of
    one that shows the ``results`` of a poll."""

    id: str
    number: int
    key: str
    person_id: str
    name: str
    guest: bool
    audience: ChatAudience
    recipient: ChatPerson | None
    text: str
    file: ChatFile | None
    results: ChatResults | None
    sent_at: datetime
    edited: bool
    deleted: bool
    reply_to: ChatQuote | None
    reactions: list[ChatReactionCount]
    earlier: bool


class ChatSlice(Wire, kw_only=True):
    """The last messages of this run of the meeting that the participant may read, oldest first; ``older``: there are
    more before them (``listMessages``). ``open``: all may write; while it is not, hosts and presenters may.
    ``earlier``: messages of earlier runs can be listed. ``files``: all who may write may send files; while it is not,
    hosts and presenters may."""

    open: bool
    earlier: bool
    files: bool
    messages: list[ChatMessage]
    older: bool


class SendMessage(Command, tag="sendMessage", kw_only=True):
    """Send a message to all, to presenters (and hosts), or to the participant ``personId``. ``key`` is chosen by the
    browser: sent twice under one key it is one message. ``replyTo``: the id of a message with the same readers."""

    key: Id
    text: Text
    audience: ChatAudience = "all"
    person_id: Id | None = None
    reply_to: Id | None = None


class PostPollResults(Command, tag="postPollResults", kw_only=True):
    """Send the results of a closed poll to all, as a message. Results that only those who run polls have seen are
    shared with that. ``key`` as in ``sendMessage``."""

    poll_id: Annotated[str, Meta(min_length=1, max_length=16)]
    key: Id


class EditMessage(Command, tag="editMessage", kw_only=True):
    """Change the text of one's own message."""

    id: Id
    text: Text


class DeleteMessage(Command, tag="deleteMessage", kw_only=True):
    """Delete one's own message, or, with the permission, another one that one can read."""

    id: Id


class ReactToMessage(Command, tag="reactToMessage", kw_only=True):
    """Put an emoji to a message, or take it away."""

    id: Id
    emoji: ChatEmoji
    on: bool


class SetChat(Command, tag="setChat", kw_only=True):
    """Open or close the chat for those who may not moderate it, make the messages of earlier runs readable or not, let
    those send files or not; null leaves it as it is."""

    open: bool | None = None
    earlier: bool | None = None
    files: bool | None = None


class ListMessages(Command, tag="listMessages", kw_only=True):
    """Ask for the page of messages before the one with this number."""

    before: int


class ListChatReactions(Command, tag="listChatReactions", kw_only=True):
    """Ask who has reacted to a message."""

    id: Id


class GetChatFile(Command, tag="getChatFile", kw_only=True):
    """Ask for the file of a message; answered with `chatFileToken`."""

    id: Id


class MessageSent(EventMessage, tag="messageSent", kw_only=True):
    """A message was sent. It is as it is now: one that was edited or deleted meanwhile comes so. Reactions follow as
    events of their own."""

    message: ChatMessage


class MessageChanged(EventMessage, tag="messageChanged", kw_only=True):
    """A message was edited, or deleted (then its text is empty, its reactions, its file and its results are gone, and
    quotes of it have no text either); ``by`` is set where another participant deleted it."""

    id: str
    number: int
    text: str
    deleted: bool


class MessageReacted(EventMessage, tag="messageReacted", kw_only=True):
    """A participant put an emoji to a message (``on``) or took it away; ``count`` have put it there now. ``personId``
    is empty where it was an attendee whom the reader does not see."""

    id: str
    number: int
    person_id: str
    emoji: ChatEmoji
    on: bool
    count: int


class ChatChanged(EventMessage, tag="chatChanged", kw_only=True):
    """The chat was opened or closed, earlier runs were made readable or not, attendees may send files or not."""

    open: bool
    earlier: bool
    files: bool


class ChatPage(Wire, tag="chatPage", kw_only=True):
    """Messages before the one with the number ``before``, oldest first; ``older``: there are more before them."""

    before: int
    messages: list[ChatMessage]
    older: bool


class ChatFileToken(Wire, tag="chatFileToken", kw_only=True):
    """With this token the file of the message ``id`` can be downloaded for five minutes
    (`GET /api/v1/documents/download`)."""

    id: str
    token: str


class ChatReactor(Wire, kw_only=True):
    """Who put which emoji to a message."""

    emoji: ChatEmoji
    person: ChatPerson


class ChatReactions(Wire, tag="chatReactions", kw_only=True):
    """Who has reacted to the message ``id``, the first one first."""

    id: str
    reactions: list[ChatReactor]


@FEATURE.slice(ChatSlice)
def _slice(view: View) -> ChatSlice:
    stored = settings.settings_of(view.meeting)
    reader = Reader.of(view.meeting, view.participant.id, view.visit.role)
    page = history.last_page(view.session, view.meeting, reader)
    return ChatSlice(
        open=stored.open,
        earlier=stored.earlier,
        files=stored.files,
        messages=[wired(one, ChatMessage) for one in page.messages],
        older=page.older,
    )


FEATURE.load(kinds.MessageSent, kinds.MessageEdited, kinds.MessageDeleted, kinds.MessageReacted)(history.load)


def _audience(event: RoomEvent, payload: LoadedPayload) -> Audience:
    readers = payload.readers
    return EVERYBODY if readers.everybody else Several(readers.roles, readers.people)


def _concerned(event: RoomEvent, payload: LoadedPayload) -> frozenset[str]:
    return frozenset({payload.author, event.person or ""})


def _hidden(payload: LoadedPayload, viewer: str) -> bool:
    """Whether the message is of an attendee whom this one, who sees no other attendees, does not see."""
    return payload.by_attendee and payload.author != viewer


def _sent_apart(event: RoomEvent, payload: LoadedMessage, viewer: str) -> MessageSent | None:
    if _hidden(payload, viewer):
        return None
    message = _sent(event, payload)
    quoted = message.message.reply_to
    if payload.quotes_attendee and quoted is not None and quoted.person_id != viewer:
        message.message.reply_to = None
    return message


def _changed_apart(event: RoomEvent, payload: LoadedChange, viewer: str) -> MessageChanged | None:
    return None if _hidden(payload, viewer) else _changed(event, payload)


def _reacted_apart(event: RoomEvent, payload: LoadedReaction, viewer: str) -> MessageReacted | None:
    """The number of reactions is told to all who read the message, without who it was."""
    if _hidden(payload, viewer):
        return None
    message = _reacted(event, payload)
    if event.role == MeetingRole.ATTENDEE.value and event.person != viewer:
        message.person_id = ""
    return message


def _quoted(event: RoomEvent, payload: LoadedMessage) -> frozenset[str]:
    quoted = payload.message.reply_to
    return _concerned(event, payload) | ({quoted.person_id} if quoted is not None else frozenset())


@FEATURE.event(MessageSent, LoadedMessage, audience=_audience, seen_by=SEEN_BY, apart=ApartSpec(_quoted, _sent_apart))
def _sent(event: RoomEvent, payload: LoadedMessage) -> MessageSent:
    message = wired(payload.message, ChatMessage)
    return MessageSent(seq=event.seq, at=event.at, by=event.actor, message=message)


@FEATURE.event(
    MessageChanged, LoadedChange, audience=_audience, seen_by=SEEN_BY, apart=ApartSpec(_concerned, _changed_apart)
)
def _changed(event: RoomEvent, payload: LoadedChange) -> MessageChanged:
    return MessageChanged(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        id=payload.id,
        number=payload.number,
        text=payload.text,
        deleted=payload.deleted,
    )


@FEATURE.event(
    MessageReacted, LoadedReaction, audience=_audience, seen_by=SEEN_BY, apart=ApartSpec(_concerned, _reacted_apart)
)
def _reacted(event: RoomEvent, payload: LoadedReaction) -> MessageReacted:
    return MessageReacted(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        id=payload.id,
        number=payload.number,
        person_id=event.person or "",
        emoji=payload.emoji,
        on=payload.on,
        count=payload.count,
    )


@FEATURE.event(ChatChanged, kinds.ChatChanged)
def _settings_changed(event: RoomEvent, payload: kinds.ChatChanged) -> ChatChanged:
    return ChatChanged(
        seq=event.seq,
        at=event.at,
        by=event.actor,
        open=payload.open,
        earlier=payload.earlier,
        files=payload.files,
    )


@FEATURE.change(SendMessage, may=RoomAction.CHAT, rate=MESSAGES)
def _send(acting: Acting, command: SendMessage) -> None:
    messages.send(
        acting.session,
        acting.insider,
        command.text,
        key=command.key,
        audience=command.audience,
        recipient=command.person_id,
        reply_to=command.reply_to,
    )


@FEATURE.change(PostPollResults, may=RoomAction.RUN_POLLS, rate=MESSAGES)
def _post_results(acting: Acting, command: PostPollResults) -> None:
    post_poll_results.post(acting.session, acting.insider, command.poll_id, key=command.key)


@FEATURE.change(EditMessage, may=RoomAction.CHAT, rate=MESSAGES)
def _edit(acting: Acting, command: EditMessage) -> None:
    messages.edit(acting.session, acting.insider, command.id, command.text)


@FEATURE.change(DeleteMessage)
def _delete(acting: Acting, command: DeleteMessage) -> None:
    messages.delete_message(acting.session, acting.insider, command.id)


@FEATURE.change(ReactToMessage, may=RoomAction.CHAT, rate=REACTIONS)
def _react(acting: Acting, command: ReactToMessage) -> None:
    messages.react(acting.session, acting.insider, command.id, command.emoji, command.on)


@FEATURE.change(SetChat, may=RoomAction.MODERATE_CHAT)
def _set(acting: Acting, command: SetChat) -> None:
    settings.change(acting.session, acting.insider, open=command.open, earlier=command.earlier, files=command.files)


FEATURE.reply(ChatPage)
FEATURE.reply(ChatReactions)
FEATURE.reply(ChatFileToken)


@FEATURE.ask(ListMessages)
def _list(asking: Asking, command: ListMessages) -> ChatPage:
    reader = Reader.of(asking.meeting, asking.participant.id, asking.role)
    page = history.page_before(asking.session, asking.meeting, reader, command.before)
    found = [wired(one, ChatMessage) for one in page.messages]
    return ChatPage(before=command.before, messages=found, older=page.older)


@FEATURE.ask(ListChatReactions)
def _list_reactions(asking: Asking, command: ListChatReactions) -> ChatReactions:
    reader = Reader.of(asking.meeting, asking.participant.id, asking.role)
    message = history.find_message(asking.session, asking.meeting, reader, command.id)
    found = history.who_reacted(asking.session, message, reader)
    reactions = [ChatReactor(emoji=emoji, person=wired(person, ChatPerson)) for emoji, person in found]
    return ChatReactions(id=message.public_id, reactions=reactions)


@FEATURE.ask(GetChatFile)
def _get_file(asking: Asking, command: GetChatFile) -> ChatFileToken:
    reader = Reader.of(asking.meeting, asking.participant.id, asking.role)
    file = files.find(asking.session, asking.meeting, reader, command.id)
    return ChatFileToken(id=command.id, token=asking.site.secrets.original_token(file.resource_id))
