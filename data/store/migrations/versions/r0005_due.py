"""When a report was marked to be deleted, so that a clock which is wrong for a while deletes nothing."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("reports", sa.Column("due_at", sa.Float(53)))
