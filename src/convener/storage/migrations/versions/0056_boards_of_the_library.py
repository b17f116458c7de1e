"""Whiteboards are in the library as documents are; both are found by words; indexes for erasing people"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0056"
down_revision = "0055"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FOLDED = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CENTER_OF_BOARD = "UPDATE boards SET center_id = (SELECT center_id FROM meetings WHERE meetings.id = boards.meeting_id)"


def library_indexes(table: str, listed: str) -> None:
    """The indexes by which the library finds rows."""
    in_library = f"meeting_id IS NULL AND {listed}"
    partial_index(table, "listed", listed, "center_id", "id")
    partial_index(table, "library", in_library, "center_id", "id")
    partial_index(table, "folder", in_library, "center_id", "folder", "id")
    partial_index(table, "audience", in_library, "center_id", "audience", "id")


def partial_index(table: str, name: str, where: str, *columns: str, unique: bool = False) -> None:
    """An index of some of the rows."""
    condition = sa.text(where)
    name = f"{'uq' if unique else 'ix'}_{table}_{name}"
    op.create_index(name, table, list(columns), unique=unique, sqlite_where=condition, postgresql_where=condition)


def word_table(name: str, items: str) -> None:
    """A table of words by which items are found."""
    op.create_table(
        name,
        sa.Column("center_id", KEY, nullable=False),
        sa.Column("word", FOLDED, nullable=False),
        sa.Column("item_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f(f"fk_{name}_center_id_centers")),
        sa.ForeignKeyConstraint(
            ["item_id"], [f"{items}.id"], name=op.f(f"fk_{name}_item_id_{items}"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("center_id", "word", "item_id", name=op.f(f"pk_{name}")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f(f"ix_{name}_item_id"), name, ["item_id"])


def upgrade() -> None:
    with op.batch_alter_table("shared_documents") as batch:
        batch.alter_column("meeting_id", existing_type=KEY, nullable=True)
    with op.batch_alter_table("boards") as batch:
        batch.alter_column("meeting_id", existing_type=KEY, nullable=True)
        batch.add_column(sa.Column("center_id", KEY, nullable=True))
        batch.add_column(sa.Column("owner_id", KEY, nullable=True))
        batch.add_column(sa.Column("folder", sa.String(length=80), nullable=False, server_default=""))
        batch.add_column(sa.Column("audience", sa.String(length=16), nullable=False, server_default="owner"))
        batch.add_column(sa.Column("group_id", KEY, nullable=True))
        batch.add_column(sa.Column("text", sa.Text(), nullable=False, server_default=""))
        batch.add_column(sa.Column("text_seq", sa.BigInteger(), nullable=False, server_default="0"))
        batch.create_foreign_key(op.f("fk_boards_center_id_centers"), "centers", ["center_id"], ["id"])
        batch.create_foreign_key(op.f("fk_boards_owner_id_users"), "users", ["owner_id"], ["id"])
        batch.create_foreign_key(op.f("fk_boards_group_id_groups"), "groups", ["group_id"], ["id"], ondelete="SET NULL")
    op.execute(CENTER_OF_BOARD)
    with op.batch_alter_table("boards") as batch:
        batch.alter_column("center_id", existing_type=KEY, nullable=False)
    op.create_index(op.f("ix_boards_group_id"), "boards", ["group_id"])
    op.create_index(op.f("ix_boards_participant_id"), "boards", ["participant_id"])
    partial_index("boards", "owner_key", "owner_id IS NOT NULL", "owner_id", "key", unique=True)
    partial_index("boards", "restorable", "deleted_at IS NOT NULL", "center_id", "deleted_at")
    library_indexes("boards", "deleted_at IS NULL")
    op.drop_index("ix_contents_library", table_name="contents")
    library_indexes("contents", "deleted_at IS NULL AND superseded_by_id IS NULL")
    partial_index("contents", "kind", "deleted_at IS NULL AND superseded_by_id IS NULL", "center_id", "kind", "id")
    word_table("content_words", "contents")
    word_table("board_words", "boards")


def downgrade() -> None:
    # Who has whiteboards without a meeting cannot go back: their column would be empty.
    op.drop_table("board_words")
    op.drop_table("content_words")
    for name in ("kind", "audience", "folder", "library", "listed"):
        op.drop_index(f"ix_contents_{name}", table_name="contents")
    partial_index("contents", "library", "meeting_id IS NULL", "center_id", "id")
    for name in ("ix_boards_audience", "ix_boards_folder", "ix_boards_library", "ix_boards_listed"):
        op.drop_index(name, table_name="boards")
    for name in ("ix_boards_restorable", "uq_boards_owner_key", "ix_boards_participant_id", "ix_boards_group_id"):
        op.drop_index(name, table_name="boards")
    with op.batch_alter_table("boards") as batch:
        for name in ("group_id", "owner_id", "center_id"):
            referred = {"group_id": "groups", "owner_id": "users", "center_id": "centers"}[name]
            batch.drop_constraint(op.f(f"fk_boards_{name}_{referred}"), type_="foreignkey")
        for name in ("text_seq", "text", "group_id", "audience", "folder", "owner_id", "center_id"):
            batch.drop_column(name)
        batch.alter_column("meeting_id", existing_type=KEY, nullable=False)
    with op.batch_alter_table("shared_documents") as batch:
        batch.alter_column("meeting_id", existing_type=KEY, nullable=False)
