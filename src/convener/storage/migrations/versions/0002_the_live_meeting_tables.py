"""What the Live Meeting service API needs"""

from __future__ import annotations

import time
import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "doomed_blobs",
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("blob", name=op.f("pk_doomed_blobs")),
    )
    with op.batch_alter_table("doomed_blobs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_doomed_blobs_due_at"), ["due_at"], unique=False)

    op.create_table(
        "maintenance_windows",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_maintenance_windows_center_id_centers")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_maintenance_windows")),
    )
    with op.batch_alter_table("maintenance_windows", schema=None) as batch_op:
        batch_op.create_index("ix_maintenance_windows_time", ["center_id", "ends_at"], unique=False)

    op.create_table(
        "seat_days",
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("delta", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_seat_days_center_id_centers")),
        sa.PrimaryKeyConstraint("center_id", "day", name=op.f("pk_seat_days")),
    )
    op.create_table(
        "seat_steps",
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("delta", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_seat_steps_center_id_centers")),
        sa.PrimaryKeyConstraint("center_id", "at", name=op.f("pk_seat_steps")),
    )
    op.create_table(
        "tickets",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("one_time", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_tickets_center_id_centers")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_tickets_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_tickets")),
    )
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_tickets_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_tickets_user_id"), ["user_id"], unique=False)

    op.create_table(
        "contents",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("resource_id", sa.String(length=16), nullable=False),
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("upload_name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("deleted_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_contents_center_id_centers")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_contents_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_contents_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contents")),
        sa.UniqueConstraint("resource_id", name=op.f("uq_contents_resource_id")),
    )
    with op.batch_alter_table("contents", schema=None) as batch_op:
        batch_op.create_index("ix_contents_meeting", ["meeting_id", "id"], unique=False)
        batch_op.create_index("ix_contents_owner", ["owner_id", "id"], unique=False)

    op.create_table(
        "meeting_access",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_meeting_access_group_id_groups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_access_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_meeting_access_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_access")),
    )
    with op.batch_alter_table("meeting_access", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_access_group_id"), ["group_id"], unique=False)
        batch_op.create_index("ix_meeting_access_meeting", ["meeting_id", "side"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_access_user_id"), ["user_id"], unique=False)

    op.create_table(
        "meeting_metadata",
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("value_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_meeting_metadata_center_id_centers")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_meeting_metadata_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("meeting_id", "key", name=op.f("pk_meeting_metadata")),
    )
    with op.batch_alter_table("meeting_metadata", schema=None) as batch_op:
        batch_op.create_index("ix_meeting_metadata_key", ["center_id", "key", "value_folded"], unique=False)

    op.create_table(
        "polls",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("poll_id", sa.String(length=16), nullable=False),
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_polls_center_id_centers")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_polls_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_polls")),
        sa.UniqueConstraint("poll_id", name=op.f("uq_polls_poll_id")),
    )
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.create_index("ix_polls_meeting", ["meeting_id", "id"], unique=False)
        batch_op.create_index("ix_polls_opened", ["center_id", "opened_at"], unique=False)

    op.create_table(
        "recordings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reid", sa.String(length=16), nullable=False),
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False),
        sa.Column("billing", sa.Text(), nullable=True),
        sa.Column("billing_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True),
        sa.Column("entry", sa.String(length=16), nullable=False),
        sa.Column("password", sa.Text(), nullable=True),
        sa.Column("registration", sa.Boolean(), nullable=False),
        sa.Column("owner_downloads_only", sa.Boolean(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("duration", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("life", sa.String(length=16), nullable=False),
        sa.Column("expires", sa.Boolean(), nullable=False),
        sa.Column("expiry_amount", sa.Integer(), nullable=True),
        sa.Column("expiry_unit", sa.String(length=8), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("published_at", sa.BigInteger(), nullable=True),
        sa.Column("modified_at", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("removed_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_recordings_center_id_centers")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_recordings_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["owner_id"], ["users.id"], name=op.f("fk_recordings_owner_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recordings")),
        sa.UniqueConstraint("reid", name=op.f("uq_recordings_reid")),
    )
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index("ix_recordings_billing", ["center_id", "billing_folded"], unique=False)
        batch_op.create_index(
            "ix_recordings_expires",
            ["expires_at"],
            unique=False,
            sqlite_where=sa.text("expires_at IS NOT NULL AND removed_at IS NULL"),
            postgresql_where=sa.text("expires_at IS NOT NULL AND removed_at IS NULL"),
        )
        batch_op.create_index("ix_recordings_meeting", ["meeting_id", "id"], unique=False)
        batch_op.create_index("ix_recordings_modified", ["center_id", "modified_at"], unique=False)
        batch_op.create_index("ix_recordings_name", ["center_id", "name_folded"], unique=False)
        batch_op.create_index("ix_recordings_owner_start", ["owner_id", "started_at", "reid"], unique=False)
        batch_op.create_index("ix_recordings_published", ["center_id", "published_at"], unique=False)
        batch_op.create_index(
            "ix_recordings_restorable",
            ["center_id", "removed_at"],
            unique=False,
            sqlite_where=sa.text("life IN ('deleted', 'expired')"),
            postgresql_where=sa.text("life IN ('deleted', 'expired')"),
        )
        batch_op.create_index("ix_recordings_start", ["center_id", "started_at", "reid"], unique=False)
        batch_op.create_index("ix_recordings_title", ["center_id", "title_folded"], unique=False)
        batch_op.create_index(
            "uq_recordings_living_name",
            ["center_id", "name_folded"],
            unique=True,
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )

    op.create_table(
        "visited_hours",
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("hour", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_visited_hours_center_id_centers")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_visited_hours_meeting_id_meetings")),
        sa.PrimaryKeyConstraint("center_id", "hour", "meeting_id", name=op.f("pk_visited_hours")),
    )
    op.create_table(
        "poll_comments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("poll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_comments_poll_id_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_comments")),
    )
    with op.batch_alter_table("poll_comments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_comments_poll_id"), ["poll_id"], unique=False)

    op.create_table(
        "poll_options",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("poll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=True),
        sa.Column("votes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_options_poll_id_polls")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_options")),
        sa.UniqueConstraint("poll_id", "position", name=op.f("uq_poll_options_poll_id")),
    )
    op.create_table(
        "recording_access",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recording_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("group_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name=op.f("fk_recording_access_group_id_groups"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_access_recording_id_recordings")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_recording_access_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_access")),
    )
    with op.batch_alter_table("recording_access", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recording_access_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recording_access_recording_id"), ["recording_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_recording_access_user_id"), ["user_id"], unique=False)

    op.create_table(
        "recording_files",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("recording_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("format", sa.String(length=16), nullable=False),
        sa.Column("content_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("blob", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_files_recording_id_recordings")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_files")),
        sa.UniqueConstraint("recording_id", "format", name=op.f("uq_recording_files_recording_id")),
    )
    op.create_table(
        "recording_visits",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("vid", sa.String(length=16), nullable=False),
        sa.Column("recording_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("extra1", sa.Text(), nullable=False),
        sa.Column("extra2", sa.Text(), nullable=False),
        sa.Column("extra3", sa.Text(), nullable=False),
        sa.Column("download", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recording_id"], ["recordings.id"], name=op.f("fk_recording_visits_recording_id_recordings")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_recording_visits_user_id_users")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recording_visits")),
        sa.UniqueConstraint("vid", name=op.f("uq_recording_visits_vid")),
    )
    with op.batch_alter_table("recording_visits", schema=None) as batch_op:
        batch_op.create_index("ix_recording_visits_started", ["recording_id", "started_at"], unique=False)

    op.create_table(
        "transfers",
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("center_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("meeting_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recording_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("content_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("bytes", sa.BigInteger(), nullable=True),
        sa.Column("encoding", sa.String(length=16), nullable=False),
        sa.Column("options", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["center_id"], ["centers.id"], name=op.f("fk_transfers_center_id_centers")),
        sa.ForeignKeyConstraint(["content_id"], ["contents.id"], name=op.f("fk_transfers_content_id_contents")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meetings.id"], name=op.f("fk_transfers_meeting_id_meetings")),
        sa.ForeignKeyConstraint(["recording_id"], ["recordings.id"], name=op.f("fk_transfers_recording_id_recordings")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name=op.f("fk_transfers_user_id_users"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_transfers")),
    )
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_transfers_expires_at"), ["expires_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_transfers_user_id"), ["user_id"], unique=False)

    op.create_table(
        "poll_votes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("poll_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("participant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("visit_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("answer", sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"], ["participants.id"], name=op.f("fk_poll_votes_participant_id_participants")
        ),
        sa.ForeignKeyConstraint(["poll_id"], ["polls.id"], name=op.f("fk_poll_votes_poll_id_polls")),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name=op.f("fk_poll_votes_visit_id_visits")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_votes")),
        sa.UniqueConstraint("poll_id", "participant_id", name=op.f("uq_poll_votes_poll_id")),
    )
    with op.batch_alter_table("centers", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "settings",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default=sa.text("'{}'"),
            )
        )

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("life", sa.String(length=16), nullable=False, server_default="active"))
        batch_op.add_column(sa.Column("kind", sa.String(length=16), nullable=False, server_default="one_time"))
        batch_op.add_column(sa.Column("doors", sa.String(length=16), nullable=False, server_default="start"))
        batch_op.add_column(sa.Column("seats", sa.Integer(), nullable=True))
        batch_op.add_column(
            sa.Column("place_of_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True)
        )
        batch_op.add_column(
            sa.Column(
                "title_folded",
                sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
                nullable=False,
                server_default="",
            )
        )
        batch_op.add_column(sa.Column("billing", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("billing_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True)
        )
        batch_op.add_column(sa.Column("opaque1", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("opaque1_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True)
        )
        batch_op.add_column(sa.Column("opaque2", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column("opaque2_folded", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True)
        )
        batch_op.add_column(sa.Column("tag", sa.String(length=3), nullable=True))
        batch_op.add_column(sa.Column("audience_entry", sa.String(length=16), nullable=False, server_default="none"))
        batch_op.add_column(sa.Column("presenter_entry", sa.String(length=16), nullable=False, server_default="acl"))
        batch_op.add_column(sa.Column("audience_password", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("presenter_password", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("registration", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("recurrence", sa.Text(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "options",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default=sa.text("'{}'"),
            )
        )
        batch_op.add_column(sa.Column("modified_at", sa.BigInteger(), nullable=True))
        batch_op.drop_constraint(batch_op.f("uq_meetings_center_id"), type_="unique")
        batch_op.create_index(
            "ix_meetings_billing",
            ["center_id", "billing_folded"],
            unique=False,
            sqlite_where=sa.text("billing_folded IS NOT NULL"),
            postgresql_where=sa.text("billing_folded IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_meetings_end",
            ["center_id", "ends_at"],
            unique=False,
            sqlite_where=sa.text("cancelled_at IS NULL AND ends_at IS NOT NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL AND ends_at IS NOT NULL"),
        )
        batch_op.create_index("ix_meetings_name", ["center_id", "name_folded"], unique=False)
        batch_op.create_index(
            "ix_meetings_opaque1",
            ["center_id", "opaque1_folded"],
            unique=False,
            sqlite_where=sa.text("opaque1_folded IS NOT NULL"),
            postgresql_where=sa.text("opaque1_folded IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_meetings_opaque2",
            ["center_id", "opaque2_folded"],
            unique=False,
            sqlite_where=sa.text("opaque2_folded IS NOT NULL"),
            postgresql_where=sa.text("opaque2_folded IS NOT NULL"),
        )
        batch_op.create_index("ix_meetings_owner_start", ["owner_id", "starts_at", "mid"], unique=False)
        batch_op.create_index(
            "ix_meetings_inside",
            ["center_id"],
            unique=False,
            sqlite_where=sa.text("inside > 0"),
            postgresql_where=sa.text("inside > 0"),
        )
        batch_op.create_index(
            "ix_meetings_restorable",
            ["center_id", "cancelled_at"],
            unique=False,
            sqlite_where=sa.text("life IN ('deleted', 'expired')"),
            postgresql_where=sa.text("life IN ('deleted', 'expired')"),
        )
        batch_op.create_index("ix_meetings_start", ["center_id", "starts_at", "mid"], unique=False)
        batch_op.create_index("ix_meetings_title", ["center_id", "title_folded"], unique=False)
        batch_op.create_index(
            "uq_meetings_living_name",
            ["center_id", "name_folded"],
            unique=True,
            sqlite_where=sa.text("cancelled_at IS NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL"),
        )
        batch_op.create_index(
            "uq_meetings_place_of",
            ["place_of_id"],
            unique=True,
            sqlite_where=sa.text("cancelled_at IS NULL AND place_of_id IS NOT NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL AND place_of_id IS NOT NULL"),
        )
        batch_op.create_foreign_key(batch_op.f("fk_meetings_place_of_id_users"), "users", ["place_of_id"], ["id"])

    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.add_column(sa.Column("company", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extra1", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extra2", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extra3", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "email_folded",
                sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
                nullable=False,
                server_default="",
            )
        )
        batch_op.add_column(sa.Column("company", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("time_zone", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("locale", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("billing", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("opaque1", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("opaque2", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("schedules", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(
            sa.Column(
                "preferences",
                sa.JSON().with_variant(postgresql.JSONB(), "postgresql"),
                nullable=False,
                server_default=sa.text("'{}'"),
            )
        )
        batch_op.add_column(sa.Column("meetings", sa.Integer(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("expires_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("modified_at", sa.BigInteger(), nullable=True))
        batch_op.create_index("ix_users_email", ["center_id", "email_folded"], unique=False)
        batch_op.create_index(
            "ix_users_schedules",
            ["center_id"],
            unique=False,
            sqlite_where=sa.text("schedules = 1 AND deleted_at IS NULL"),
            postgresql_where=sa.text("schedules AND deleted_at IS NULL"),
        )

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.add_column(sa.Column("email", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("company", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("browser", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("address", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extra1", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extra2", sa.Text(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("extra3", sa.Text(), nullable=False, server_default=""))

    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.alter_column("meeting_id", existing_type=KEY, nullable=True)
        batch_op.alter_column("participant_id", existing_type=KEY, nullable=True)
        batch_op.add_column(sa.Column("user_id", KEY, nullable=True))
        batch_op.add_column(sa.Column("note", sa.Text(), nullable=False, server_default=""))
        batch_op.create_foreign_key(batch_op.f("fk_mails_user_id_users"), "users", ["user_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_mails_user_id"), ["user_id"], unique=False)

    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.add_column(sa.Column("seen_at", sa.BigInteger(), nullable=False, server_default="0"))

    _fill()


def _fill() -> None:
    """What the new columns say of rows that are there."""
    connection = op.get_bind()
    meetings = sa.table("meetings", sa.column("id"), sa.column("title"), sa.column("title_folded"))
    rows = connection.execute(sa.select(meetings.c.id, meetings.c.title)).all()
    titles = [{"row": row, "folded": fold(title)} for row, title in rows if title]
    if titles:
        change = meetings.update().where(meetings.c.id == sa.bindparam("row"))
        connection.execute(change.values(title_folded=sa.bindparam("folded")), titles)
    users = sa.table("users", sa.column("id"), sa.column("email"), sa.column("email_folded"))
    rows = connection.execute(sa.select(users.c.id, users.c.email)).all()
    addresses = [{"row": row, "folded": fold(email)} for row, email in rows if email]
    if addresses:
        change = users.update().where(users.c.id == sa.bindparam("row"))
        connection.execute(change.values(email_folded=sa.bindparam("folded")), addresses)
    moment = int(time.time() * 1_000_000)
    op.execute(sa.text("UPDATE sign_ins SET seen_at = :moment").bindparams(moment=moment))
    op.execute("UPDATE meetings SET life = 'deleted' WHERE cancelled_at IS NOT NULL")
    op.execute(
        "UPDATE users SET meetings = (SELECT count(*) FROM meetings"
        " WHERE meetings.owner_id = users.id AND meetings.cancelled_at IS NULL)"
    )
    schedules = "UPDATE users SET schedules = {} WHERE role IN ('administrator', 'organizer') AND api_client_id IS NULL"
    op.execute(schedules.format("1" if connection.dialect.name == "sqlite" else "TRUE"))
    op.execute(
        "INSERT INTO visited_hours (center_id, hour, meeting_id)"
        " WITH RECURSIVE touched (meeting_id, hour, last) AS ("
        " SELECT meeting_id, entered_at / 3600000000, left_at / 3600000000 FROM visits WHERE left_at IS NOT NULL"
        " UNION SELECT meeting_id, hour + 1, last FROM touched WHERE hour < last)"
        " SELECT DISTINCT meetings.center_id, touched.hour, touched.meeting_id"
        " FROM touched JOIN meetings ON meetings.id = touched.meeting_id"
    )


def fold(value: str) -> str:
    """As texts were folded when this migration was written."""
    return unicodedata.normalize("NFKC", value).casefold()


def downgrade() -> None:
    op.execute("DELETE FROM mails WHERE participant_id IS NULL")
    with op.batch_alter_table("sign_ins", schema=None) as batch_op:
        batch_op.drop_column("seen_at")

    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mails_user_id"))
        batch_op.drop_constraint(batch_op.f("fk_mails_user_id_users"), type_="foreignkey")
        batch_op.drop_column("note")
        batch_op.drop_column("user_id")
        batch_op.alter_column("participant_id", existing_type=KEY, nullable=False)
        batch_op.alter_column("meeting_id", existing_type=KEY, nullable=False)

    with op.batch_alter_table("visits", schema=None) as batch_op:
        batch_op.drop_column("extra3")
        batch_op.drop_column("extra2")
        batch_op.drop_column("extra1")
        batch_op.drop_column("address")
        batch_op.drop_column("browser")
        batch_op.drop_column("company")
        batch_op.drop_column("email")

    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_users_schedules",
            sqlite_where=sa.text("schedules = 1 AND deleted_at IS NULL"),
            postgresql_where=sa.text("schedules AND deleted_at IS NULL"),
        )
        batch_op.drop_index("ix_users_email")
        batch_op.drop_column("modified_at")
        batch_op.drop_column("expires_at")
        batch_op.drop_column("meetings")
        batch_op.drop_column("preferences")
        batch_op.drop_column("schedules")
        batch_op.drop_column("opaque2")
        batch_op.drop_column("opaque1")
        batch_op.drop_column("billing")
        batch_op.drop_column("locale")
        batch_op.drop_column("time_zone")
        batch_op.drop_column("company")
        batch_op.drop_column("email_folded")

    with op.batch_alter_table("participants", schema=None) as batch_op:
        batch_op.drop_column("extra3")
        batch_op.drop_column("extra2")
        batch_op.drop_column("extra1")
        batch_op.drop_column("company")

    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_meetings_place_of_id_users"), type_="foreignkey")
        batch_op.drop_index(
            "uq_meetings_place_of",
            sqlite_where=sa.text("cancelled_at IS NULL AND place_of_id IS NOT NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL AND place_of_id IS NOT NULL"),
        )
        batch_op.drop_index(
            "uq_meetings_living_name",
            sqlite_where=sa.text("cancelled_at IS NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL"),
        )
        batch_op.drop_index("ix_meetings_title")
        batch_op.drop_index("ix_meetings_start")
        batch_op.drop_index(
            "ix_meetings_inside",
            sqlite_where=sa.text("inside > 0"),
            postgresql_where=sa.text("inside > 0"),
        )
        batch_op.drop_index(
            "ix_meetings_restorable",
            sqlite_where=sa.text("life IN ('deleted', 'expired')"),
            postgresql_where=sa.text("life IN ('deleted', 'expired')"),
        )
        batch_op.drop_index("ix_meetings_owner_start")
        batch_op.drop_index(
            "ix_meetings_opaque2",
            sqlite_where=sa.text("opaque2_folded IS NOT NULL"),
            postgresql_where=sa.text("opaque2_folded IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_meetings_opaque1",
            sqlite_where=sa.text("opaque1_folded IS NOT NULL"),
            postgresql_where=sa.text("opaque1_folded IS NOT NULL"),
        )
        batch_op.drop_index("ix_meetings_name")
        batch_op.drop_index(
            "ix_meetings_end",
            sqlite_where=sa.text("cancelled_at IS NULL AND ends_at IS NOT NULL"),
            postgresql_where=sa.text("cancelled_at IS NULL AND ends_at IS NOT NULL"),
        )
        batch_op.drop_index(
            "ix_meetings_billing",
            sqlite_where=sa.text("billing_folded IS NOT NULL"),
            postgresql_where=sa.text("billing_folded IS NOT NULL"),
        )
        batch_op.create_unique_constraint(batch_op.f("uq_meetings_center_id"), ["center_id", "name_folded"])
        batch_op.drop_column("modified_at")
        batch_op.drop_column("options")
        batch_op.drop_column("recurrence")
        batch_op.drop_column("registration")
        batch_op.drop_column("presenter_password")
        batch_op.drop_column("audience_password")
        batch_op.drop_column("presenter_entry")
        batch_op.drop_column("audience_entry")
        batch_op.drop_column("tag")
        batch_op.drop_column("opaque2_folded")
        batch_op.drop_column("opaque2")
        batch_op.drop_column("opaque1_folded")
        batch_op.drop_column("opaque1")
        batch_op.drop_column("billing_folded")
        batch_op.drop_column("billing")
        batch_op.drop_column("title_folded")
        batch_op.drop_column("place_of_id")
        batch_op.drop_column("seats")
        batch_op.drop_column("doors")
        batch_op.drop_column("kind")
        batch_op.drop_column("life")

    with op.batch_alter_table("centers", schema=None) as batch_op:
        batch_op.drop_column("settings")

    op.drop_table("poll_votes")
    with op.batch_alter_table("transfers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_transfers_user_id"))
        batch_op.drop_index(batch_op.f("ix_transfers_expires_at"))

    op.drop_table("transfers")
    with op.batch_alter_table("recording_visits", schema=None) as batch_op:
        batch_op.drop_index("ix_recording_visits_started")

    op.drop_table("recording_visits")
    op.drop_table("recording_files")
    with op.batch_alter_table("recording_access", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_recording_access_user_id"))
        batch_op.drop_index(batch_op.f("ix_recording_access_recording_id"))
        batch_op.drop_index(batch_op.f("ix_recording_access_group_id"))

    op.drop_table("recording_access")
    op.drop_table("poll_options")
    with op.batch_alter_table("poll_comments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_comments_poll_id"))

    op.drop_table("poll_comments")
    op.drop_table("visited_hours")
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_recordings_living_name",
            sqlite_where=sa.text("removed_at IS NULL"),
            postgresql_where=sa.text("removed_at IS NULL"),
        )
        batch_op.drop_index("ix_recordings_title")
        batch_op.drop_index("ix_recordings_start")
        batch_op.drop_index(
            "ix_recordings_restorable",
            sqlite_where=sa.text("life IN ('deleted', 'expired')"),
            postgresql_where=sa.text("life IN ('deleted', 'expired')"),
        )
        batch_op.drop_index("ix_recordings_published")
        batch_op.drop_index("ix_recordings_owner_start")
        batch_op.drop_index("ix_recordings_name")
        batch_op.drop_index("ix_recordings_modified")
        batch_op.drop_index("ix_recordings_meeting")
        batch_op.drop_index(
            "ix_recordings_expires",
            sqlite_where=sa.text("expires_at IS NOT NULL AND removed_at IS NULL"),
            postgresql_where=sa.text("expires_at IS NOT NULL AND removed_at IS NULL"),
        )
        batch_op.drop_index("ix_recordings_billing")

    op.drop_table("recordings")
    with op.batch_alter_table("polls", schema=None) as batch_op:
        batch_op.drop_index("ix_polls_opened")
        batch_op.drop_index("ix_polls_meeting")

    op.drop_table("polls")
    with op.batch_alter_table("meeting_metadata", schema=None) as batch_op:
        batch_op.drop_index("ix_meeting_metadata_key")

    op.drop_table("meeting_metadata")
    with op.batch_alter_table("meeting_access", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_access_user_id"))
        batch_op.drop_index("ix_meeting_access_meeting")
        batch_op.drop_index(batch_op.f("ix_meeting_access_group_id"))

    op.drop_table("meeting_access")
    with op.batch_alter_table("contents", schema=None) as batch_op:
        batch_op.drop_index("ix_contents_owner")
        batch_op.drop_index("ix_contents_meeting")

    op.drop_table("contents")
    with op.batch_alter_table("tickets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_tickets_user_id"))
        batch_op.drop_index(batch_op.f("ix_tickets_expires_at"))

    op.drop_table("tickets")
    op.drop_table("seat_steps")
    op.drop_table("seat_days")
    with op.batch_alter_table("maintenance_windows", schema=None) as batch_op:
        batch_op.drop_index("ix_maintenance_windows_time")

    op.drop_table("maintenance_windows")
    with op.batch_alter_table("doomed_blobs", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_doomed_blobs_due_at"))

    op.drop_table("doomed_blobs")
