"""What the tables of documents and whiteboards have in common, as both are in the library."""

from __future__ import annotations

from sqlalchemy import Index

from .declarative import partial_index


def library_indexes(table: str, listed: str) -> tuple[Index, ...]:
    """The indexes by which the library finds rows of this table: all of a center, those that belong to no meeting, by
    folder and by whom they are for. ``listed``: the condition, in SQL, that a row is in the list at all; queries must
    have it word for word, or no database uses the index."""

    def partial(name: str, where: str, *columns: str) -> Index:
        return partial_index(f"ix_{table}_{name}", *columns, where=where)

    in_library = f"meeting_id IS NULL AND {listed}"
    return (
        partial("listed", listed, "center_id", "id"),
        partial("library", in_library, "center_id", "id"),
        partial("folder", in_library, "center_id", "folder", "id"),
        partial("audience", in_library, "center_id", "audience", "id"),
    )
