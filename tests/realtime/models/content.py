from __future__ import annotations

from typing import Any

from convener.realtime.features.content import (
    ContentChanged,
    ContentSlice,
    DocumentDeleted,
    DocumentPages,
    DocumentUpdated,
    OriginalFile,
)
from convener.realtime.features.showing import ShowingChanged


class Model:
    def __init__(self, known: ContentSlice) -> None:
        self.documents = {one.id: one for one in known.documents}
        self.all = known.all
        self.attendees_download = known.attendees_download
        self.pages: list[DocumentPages] = []
        self.files: list[OriginalFile] = []

    def hear(self, message: Any) -> None:
        match message:
            case DocumentUpdated(document=document):
                self.documents[document.id] = document
            case DocumentDeleted(document_id=document_id):
                self.documents.pop(document_id, None)
            case ShowingChanged(open=open_) if not self.all:
                ids = {one.id for one in open_ if one.kind == "document"}
                self.documents = {id_: one for id_, one in self.documents.items() if id_ in ids}
            case ContentChanged(attendees_download=allowed):
                self.attendees_download = allowed
            case DocumentPages():
                self.pages.append(message)
            case OriginalFile():
                self.files.append(message)

    def state(self) -> Any:
        return sorted(self.documents.values(), key=lambda one: one.id), self.all, self.attendees_download
