"""Centers that were there go on letting people share the whole desktop; new ones begin with the published defaults"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

CENTERS = sa.table("centers", sa.column("id", sa.Integer), sa.column("settings", sa.JSON))
BEFORE = {"application_sharing_privilege": "Desktop", "application_sharing_privilege_user_default": "Desktop"}
"""The defaults until now, which no row holds: a setting with its default is not stored."""


def upgrade() -> None:
    connection = op.get_bind()
    for center, settings in connection.execute(sa.select(CENTERS.c.id, CENTERS.c.settings)).all():
        change = sa.update(CENTERS).where(CENTERS.c.id == center).values(settings={**BEFORE, **settings})
        connection.execute(change)


def downgrade() -> None:
    connection = op.get_bind()
    for center, settings in connection.execute(sa.select(CENTERS.c.id, CENTERS.c.settings)).all():
        left = {name: value for name, value in settings.items() if BEFORE.get(name) != value}
        connection.execute(sa.update(CENTERS).where(CENTERS.c.id == center).values(settings=left))
