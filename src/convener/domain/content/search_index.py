"""Words by which documents and whiteboards are found, whatever database there is: each has rows of a table of folded
words (:func:`convener.domain.text.fold`), and a search looks for words that begin with what was typed.

Scripts that put no blanks between words (Chinese, Japanese, Thai, …) have each pair of characters that follow one
another instead, so that any part of a text is found by its characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from convener.domain import text
from convener.storage.models import Board, BoardWord, Content, ContentWord

Item: TypeAlias = Content | Board
"""What is found by words."""

LONGEST = 40
"""Characters of a word that count."""

MOST = 20_000
"""Words of one text that count."""

_RUN = re.compile(r"[^\W_]+")
_WITHOUT_BLANKS = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)"
)
"""Thai, Lao, Burmese, Khmer, kana and Han characters."""

_LAST = "\U0010ffff"
_TABLES: dict[type[Item], type[ContentWord] | type[BoardWord]] = {Content: ContentWord, Board: BoardWord}
_INSERTS = {
    (table, name): insert(table).on_conflict_do_nothing()
    for table in _TABLES.values()
    for name, insert in (("sqlite", sqlite.insert), ("postgresql", postgresql.insert))
}


def words_of(value: str) -> set[str]:
    """The words of a text as they are stored, at most :data:`MOST`."""
    found: set[str] = set()
    for word in _stored_words(value):
        found.add(word)
        if len(found) >= MOST:
            break
    return found


def _stored_words(value: str) -> Iterator[str]:
    for piece, has_blanks in _pieces(value):
        if has_blanks:
            yield piece[:LONGEST]
        else:
            yield from (piece[at : at + 2] for at in range(len(piece)))


def searched_words(value: str) -> list[str]:
    """How the words begin that a text must have to be found by ``value``; none where it has neither letters nor
    digits."""
    found: dict[str, None] = {}
    for piece, has_blanks in _pieces(value):
        if has_blanks or len(piece) == 1:
            found[piece[:LONGEST]] = None
        else:
            found.update(dict.fromkeys(piece[at : at + 2] for at in range(len(piece) - 1)))
    return list(found)


def _pieces(value: str) -> Iterator[tuple[str, bool]]:
    """Letters and digits that stand together, and whether their script puts blanks between words."""
    for run in _RUN.findall(text.fold(value)):
        for number, piece in enumerate(_WITHOUT_BLANKS.split(run)):
            if piece:
                yield piece, number % 2 == 0


def add(session: Session, item: Item, values: Iterable[str]) -> None:
    """Let the item, which is in the database, be found by the words of these texts too."""
    table = _TABLES[type(item)]
    found = set().union(*map(words_of, values))
    rows = [{"center_id": item.center_id, "word": word, "item_id": item.id} for word in sorted(found)]
    if rows:
        session.connection().execute(_INSERTS[table, session.get_bind().dialect.name], rows)


def remove(session: Session, item: Item) -> None:
    """Let the item be found by no word any more."""
    table = _TABLES[type(item)]
    session.execute(delete(table).where(table.item_id == item.id))


def has_words(kind: type[Item], center_id: int, beginnings: Iterable[str]) -> list[ColumnElement[bool]]:
    """The conditions that an item of the center has words that begin so, each looked up by index."""
    table = _TABLES[kind]
    found = (
        select(table.item_id).where(table.center_id == center_id, table.word >= word, table.word < word + _LAST)
        for word in beginnings
    )
    return [kind.id.in_(query) for query in found]
