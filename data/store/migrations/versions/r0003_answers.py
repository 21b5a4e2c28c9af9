"""What a person answered about a table: which column is which, and whether the day or the month is first."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("reports", sa.Column("answers", sa.Text))
