"""Templates for slides: stored for an hour under an unguessable key, in limited space from which the oldest are removed."""

from sqlalchemy import Connection, delete, insert, select

from data.files.answers import LONGEST_NAME
from data.files.file import File
from data.files.text import to_line
from data.store.keys import is_key, make_key
from data.store.reports import MB
from data.store.schema import now, templates

KEPT = 3600  # s
MOST_MB = 128  # of all templates together


def add_template(connection: Connection, name: str, content: bytes) -> str:
    """Store a template; returns its key. Expired ones are deleted, and the oldest if space is needed."""
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
    """The template of a key; None if there is none, or it has expired."""
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
    """Delete expired templates; returns how many."""
    return connection.execute(delete(templates).where(templates.c.created_at <= now() - KEPT)).rowcount
