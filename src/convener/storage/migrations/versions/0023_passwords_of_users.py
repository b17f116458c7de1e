"""Centers that were there go on allowing passwords of any length; in new ones they have eight characters at least"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

CENTERS = sa.table("centers", sa.column("id", sa.Integer), sa.column("settings", sa.JSON))
BEFORE = {"user_passwords": {"shortest": 1}}
"""The default until now, which no row holds: a setting with its default is not stored."""


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
