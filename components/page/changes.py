"""What people changed in a report's table, as the list of changes shows it."""

from dataclasses import asdict

from components.page.view import View
from data.events.changes import describe

MOST_CHANGES = 500


def list_changes(view: View) -> dict:
    """The newest changes first, each in words (`Change` in data/events/changes.py), and how many there are."""
    changes = describe(view.log, view.as_read)
    return {
        "changes": [asdict(change) for change in changes[: -MOST_CHANGES - 1 : -1]],
        "count": len(changes),
    }
