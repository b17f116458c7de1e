"""The tables: one class a table, one module for the tables of a wing. Rules are in ``convener.domain``, not here.

Primary keys are integers and never leave the server; ``mid``, ``public_id``, ``account_sid`` and the like are the ids
that others see. Secrets are stored as keyed hashes (``*_hash``). ``*_folded`` columns hold texts in the form in which
they are compared (:mod:`convener.domain.text`).
"""

from .accounts import AccountClaim, Group, GroupMember, PasswordReset, SignIn, Ticket, User
from .attendance import Visit, VisitedHour
from .blobs import BlobDeletion
from .centers import ApiClient, Center, MaintenanceWindow, StorageWarning
from .chat import ChatMessage, ChatReaction
from .content import Content, ContentPage, ContentWord
from .declarative import Base, Folded, Json, Key
from .events import Event, EventCounter
from .installation import Installation
from .instances import MeetingInstance
from .jobs import Job
from .meetings import Meeting, MeetingAccess, MeetingMetadatum, Participant, SeatDay, SeatStep
from .minutes import Minutes
from .outbox import Mail, ReminderRefusal
from .polls import Poll, PollComment, PollOption, PollVote
from .recordings import (
    Recording,
    RecordingAccess,
    RecordingConsent,
    RecordingFile,
    RecordingPart,
    RecordingStretch,
    RecordingVisit,
)
from .room import Node, RoomConnection
from .shared_documents import (
    Board,
    BoardWord,
    DocumentAuthor,
    DocumentSnapshot,
    DocumentUpdate,
    DrawingImage,
    PageDrawing,
    SharedDocument,
)
from .transfers import Transfer

__all__ = [
    "AccountClaim",
    "ApiClient",
    "Base",
    "BlobDeletion",
    "Board",
    "BoardWord",
    "Center",
    "ChatMessage",
    "ChatReaction",
    "Content",
    "ContentPage",
    "ContentWord",
    "DocumentAuthor",
    "DocumentSnapshot",
    "DocumentUpdate",
    "DrawingImage",
    "Event",
    "EventCounter",
    "Folded",
    "Group",
    "GroupMember",
    "Installation",
    "Job",
    "Json",
    "Key",
    "Mail",
    "MaintenanceWindow",
    "Meeting",
    "MeetingAccess",
    "MeetingInstance",
    "MeetingMetadatum",
    "Minutes",
    "Node",
    "PageDrawing",
    "Participant",
    "PasswordReset",
    "Poll",
    "PollComment",
    "PollOption",
    "PollVote",
    "Recording",
    "RecordingAccess",
    "RecordingConsent",
    "RecordingFile",
    "RecordingPart",
    "RecordingStretch",
    "RecordingVisit",
    "ReminderRefusal",
    "RoomConnection",
    "SeatDay",
    "SeatStep",
    "SharedDocument",
    "SignIn",
    "StorageWarning",
    "Ticket",
    "Transfer",
    "User",
    "Visit",
    "VisitedHour",
]
