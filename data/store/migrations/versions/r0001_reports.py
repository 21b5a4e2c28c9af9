"""Reports with their files and readings, links and corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _of_report(**options) -> sa.Column:
    reference = sa.ForeignKey("reports.id", ondelete="CASCADE")
    return sa.Column("report_id", sa.String(22), reference, nullable=False, **options)


def upgrade() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(22), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("identity", sa.Text, unique=True),
        sa.Column("year", sa.Integer),
        sa.Column("created_at", sa.Float(53), nullable=False),
        sa.Column("used_at", sa.Float(53), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("of", sa.Integer, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("lease_until", sa.Float(53)),
        sa.Column("lease_token", sa.Text),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.Column("file_size", sa.Integer, nullable=False),
        sa.Column("reading_size", sa.Integer, nullable=False),
        sa.Column("log_size", sa.Integer, nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'reading', 'ready', 'failed')", name="known_state"),
    )
    op.create_index("reports_in_line", "reports", ["state", "created_at"])
    op.create_index("reports_by_use", "reports", ["used_at"])
    for name, column in (("files", "content"), ("readings", "result")):
        op.create_table(name, _of_report(primary_key=True), sa.Column(column, sa.LargeBinary, nullable=False))
    op.create_table(
        "links",
        sa.Column("key", sa.String(22), primary_key=True),
        _of_report(),
        sa.Column("kind", sa.String(4), nullable=False),
        sa.Column("created_at", sa.Float(53), nullable=False),
        sa.Column("revoked_at", sa.Float(53)),
        sa.CheckConstraint("kind IN ('edit', 'read')", name="known_kind"),
    )
    in_force = sa.text("revoked_at IS NULL")
    op.create_index(
        "links_in_force",
        "links",
        ["report_id", "kind"],
        unique=True,
        sqlite_where=in_force,
        postgresql_where=in_force,
    )
    op.create_table(
        "corrections",
        _of_report(primary_key=True),
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
