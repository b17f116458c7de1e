"""Documents of the library belong to no meeting: folders, who may use them, versions; uploads that are sent again"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
IN_LIBRARY = sa.text("meeting_id IS NULL")


def upgrade() -> None:
    with op.batch_alter_table("contents") as batch:
        batch.alter_column("meeting_id", existing_type=KEY, nullable=True)
        batch.add_column(sa.Column("folder", sa.String(length=80), nullable=False, server_default=""))
        batch.add_column(sa.Column("audience", sa.String(length=16), nullable=False, server_default="owner"))
        batch.add_column(sa.Column("group_id", KEY, nullable=True))
        batch.add_column(sa.Column("superseded_by_id", KEY, nullable=True))
        batch.add_column(sa.Column("upload_key", sa.String(length=100), nullable=True))
        batch.create_foreign_key(
            op.f("fk_contents_group_id_groups"), "groups", ["group_id"], ["id"], ondelete="SET NULL"
        )
        batch.create_foreign_key(
            op.f("fk_contents_superseded_by_id_contents"), "contents", ["superseded_by_id"], ["id"]
        )
        batch.create_index(op.f("ix_contents_superseded_by_id"), ["superseded_by_id"])
        batch.create_index(op.f("ix_contents_group_id"), ["group_id"])
        batch.create_index(op.f("ix_contents_upload_key"), ["upload_key"], unique=True)
        batch.create_index(
            "ix_contents_library", ["center_id", "id"], sqlite_where=IN_LIBRARY, postgresql_where=IN_LIBRARY
        )


def downgrade() -> None:
    # Who has documents without a meeting cannot go back: their column would be empty.
    with op.batch_alter_table("contents") as batch:
        batch.drop_index("ix_contents_library")
        batch.drop_index(op.f("ix_contents_upload_key"))
        batch.drop_index(op.f("ix_contents_group_id"))
        batch.drop_index(op.f("ix_contents_superseded_by_id"))
        batch.drop_constraint(op.f("fk_contents_superseded_by_id_contents"), type_="foreignkey")
        batch.drop_constraint(op.f("fk_contents_group_id_groups"), type_="foreignkey")
        for name in ("upload_key", "superseded_by_id", "group_id", "audience", "folder"):
            batch.drop_column(name)
        batch.alter_column("meeting_id", existing_type=KEY, nullable=False)
