"""Documents of meetings whose pages are there, without a file and without a conversion."""

from __future__ import annotations

from sqlalchemy.orm import Session

from convener.domain.content.conversions import ConversionState
from convener.domain.secrets import LOWERCASE_AND_DIGITS, random_text
from convener.domain.site import now
from convener.storage.blobs import new_key
from convener.storage.models import Content, ContentPage, Meeting

PICTURES = [
    {"width": width, "height": width * 9 // 16, "start": start, "size": 100}
    for start, width in ((0, 1600), (100, 800), (200, 320))
]


def insert_document(session: Session, meeting: Meeting, title: str = "Plan", pages: int = 3) -> str:
    """A PDF document of the meeting; returns its resource id."""
    content = Content(
        resource_id=random_text(LOWERCASE_AND_DIGITS, 16),
        center_id=meeting.center_id,
        meeting_id=meeting.id,
        owner_id=meeting.owner_id,
        title=title,
        upload_name=f"{title}.pdf",
        kind="pdf",
        content_type="application/pdf",
        size=1000,
        pages=pages,
        status="ready",
        conversion=ConversionState.READY.value,
        blob=new_key(),
        created_at=now(),
    )
    session.add(content)
    session.flush()
    for number in range(1, pages + 1):
        link = {"x": 0.1, "y": 0.1, "width": 0.2, "height": 0.1, "url": "https://example.org/", "page": None}
        page = ContentPage(content_id=content.id, number=number, text=f"Text {number}", links=[link], pictures=PICTURES)
        page.blob = new_key()
        session.add(page)
    return content.resource_id
