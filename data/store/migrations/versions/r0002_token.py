"""A token of the client's on corrections, so that what is sent again after lost contact is not kept twice."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("corrections", sa.Column("token", sa.String(64)))
    op.create_index("corrections_by_token", "corrections", ["report_id", "token"], unique=True)
