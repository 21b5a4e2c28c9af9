"""Templates for slides: kept for an hour under a key that nobody can guess, within a fixed room, of which the oldest make place."""

from sqlalchemy import Connection, delete, insert, select

from data.files.answers import LONGEST_NAME
from data.files.file import File
from data.files.text import to_line
from data.store.keys import is_key, make_key
from data.store.reports import MB
from data.store.schema import now, templates

KEPT = 3600  # s
MOST_MB = 128  # that all of them may take


def add_template(connection: Connection, name: str, content: bytes) -> str:
    """Keep a template; its key. What is late goes, and of what has no room beside it the oldest."""
    sweep_templates(connection)
    room = MOST_MB * MB - len(content)
    query = select(templates.c.key, templates.c.size).order_by(templates.c.created_at.desc())
    for row in connection.execute(query).all():
        room -= row.size
        if room < 0:
            connection.execute(delete(templates).where(templates.c.key == row.key))
    key = make_key()
    values = {"key": key, "name": to_line(name, LONGEST_NAME), "created_at": now(), "size": len(content)}
    connection.execute(insert(templates).values(**values, content=content))
    return key


def template_of(connection: Connection, key: str) -> File | None:
    """The template under a key; None where there is none, or its time is over."""
    if not is_key(key):
        return None
    query = select(templates.c.name, templates.c.content)
    row = connection.execute(
        query.where(templates.c.key == key, templates.c.created_at > now() - KEPT)
    ).first()
    return File(row.name, bytes(row.content)) if row else None


def forget_template(connection: Connection, key: str) -> bool:
    """Delete a template; false for none."""
    return connection.execute(delete(templates).where(templates.c.key == key)).rowcount > 0


def sweep_templates(connection: Connection) -> int:
    """Delete the templates whose time is over; how many."""
    return connection.execute(delete(templates).where(templates.c.created_at <= now() - KEPT)).rowcount
