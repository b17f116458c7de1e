"""What the text of notes is made of. The names are those of the editor's nodes and marks."""

from __future__ import annotations

from convener.domain.shared_documents.updates import UpdateRules

KIND = "notes"
"""The kind of document."""

ROOT = "notes"
"""The root of the text in the document."""

AGENDA_ITEM, DECISION, ACTION_ITEM = "agendaItem", "decision", "actionItem"

RULES = UpdateRules(roots=frozenset({ROOT.encode()}), types=frozenset({3, 6}))
"""Elements and text, below one root."""

MOST_BYTES = 3 * 1024 * 1024
"""The most bytes of notes, with everything that was deleted since the last snapshot."""
