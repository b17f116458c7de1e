"""Addresses with international domains are compared in their ASCII form (IDNA 2008)"""

from __future__ import annotations

import contextlib
import unicodedata

import idna
import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

USERS = sa.table("users", sa.column("id"), sa.column("email"), sa.column("email_folded"))


def folded(address: str) -> str:
    """The form from now on."""
    local, _, domain = address.strip().rpartition("@")
    with contextlib.suppress(idna.IDNAError, UnicodeError):  # no address at all
        address = f"{local}@{idna.encode(domain, uts46=True).decode('ascii')}" if local else address
    return unicodedata.normalize("NFKC", address).casefold()


def upgrade() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(USERS.c.id, USERS.c.email).where(USERS.c.email != "")).all()
    changes = [{"row": row, "folded": folded(email)} for row, email in rows if not email.rpartition("@")[2].isascii()]
    if changes:
        change = USERS.update().where(USERS.c.id == sa.bindparam("row"))
        connection.execute(change.values(email_folded=sa.bindparam("folded")), changes)


def downgrade() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.select(USERS.c.id, USERS.c.email).where(USERS.c.email != "")).all()
    changes = [
        {"row": row, "folded": unicodedata.normalize("NFKC", email).casefold()}
        for row, email in rows
        if not email.isascii()
    ]
    if changes:
        change = USERS.update().where(USERS.c.id == sa.bindparam("row"))
        connection.execute(change.values(email_folded=sa.bindparam("folded")), changes)
