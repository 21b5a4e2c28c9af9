"""The lists of actors (and reports) in the sidebar: by kind, the most frequent first, each with the number of events it
would show.
"""

from components.page.view import View
from data import Selection

SHOWN = 10  # actors listed before "All"
MOST_ACTORS = 400  # actors in the whole list
UNGROUPED = 8  # actors up to which there are no headings

SIDES = ("by", "upon")  # who acted, and who was acted upon
# The filters for actors, each with its label and its arrow before or after a name.
ROLES = {"actor": ("", "Any role", ""), "by": ("", "Did it", "→"), "upon": ("→", "Done to", "")}

# The kinds under each heading of the sidebar; other kinds are organisations.
GROUPS = {
    "Persons": ("person",),
    "State": ("state", "security forces"),
    "Courts and international bodies": ("court", "international body"),
    "Groups": ("group",),
    "Organisations": ("organisation",),
    "Other states": ("foreign state",),
}
_GROUP_OF = {kind: title for title, kinds in GROUPS.items() for kind in kinds}


def list_actors(view: View, selection: Selection, find: str | None = None, role: str = "actor") -> dict:
    """List actors for the script: `groups` of a title and rows of name and count, how many there are, and the highest count.

    `role` is one of `ROLES`; for any role a row also has in how many events the actor acted, and in how many it was acted upon.
    `find` lists all whose name contains it, up to `MOST_ACTORS`; without it the list has the most frequent of the whole report,
    in a fixed order, and the chosen ones.
    """
    return _list(view, selection, _count_roles(view, selection, role), find, role)


def list_roles(view: View, selection: Selection) -> tuple[dict, dict[str, dict]]:
    """The lists for any role, and for each of `SIDES`; each role is counted once for both."""
    counts = _count_roles(view, selection, "actor")
    return (
        _list(view, selection, counts, None, "actor"),
        {side: _list(view, selection, counts, None, side) for side in SIDES},
    )


def _count_roles(view: View, selection: Selection, role: str) -> dict[str, dict[str, int]]:
    """How many events each actor would show in a role, and for any role also in each of `SIDES`."""
    roles = ("actor", *SIDES) if role == "actor" else (role,)
    return {key: view.index.facet_counts(key, selection) for key in roles}


def _list(
    view: View, selection: Selection, of: dict[str, dict[str, int]], find: str | None, role: str
) -> dict:
    counts, whole = of[role], actors_of(view, role)
    roles = [of[side] for side in SIDES] if role == "actor" else []
    if find is None:
        names = [*list(whole)[:SHOWN], *(name for name in getattr(selection, role) if name in whole)]
    else:
        names = [name for name in whole if find.casefold() in name.casefold()][:MOST_ACTORS]
    names = sorted(dict.fromkeys(names), key=lambda name: -whole[name])
    rows = [(name, counts.get(name, 0), *(side.get(name, 0) for side in roles)) for name in names]
    return {
        "groups": _group(rows, view),
        "count": len(whole),
        "most": max((counts.get(name, 0) for name in whole), default=0),
    }


def actors_of(view: View, role: str) -> dict[str, int]:
    """All actors of a role with their number of events, the most frequent first; "men" and the like are not actors."""
    actors = view.actors
    return (
        actors
        if role == "actor"
        else {name: count for name, count in view.facet(role).items() if name in actors}
    )


def role_of(selection: Selection) -> str:
    """The role in which a selection has chosen actors."""
    return next((role for role in ("actor", *SIDES) if getattr(selection, role)), "actor")


def list_reports(view: View, selection: Selection) -> dict:
    """List the reports that are shown together, in their order, as `list_actors` does; empty for a single report."""
    if not view.is_together:
        return {"groups": [], "count": 0, "most": 0}
    counts = view.index.facet_counts("report", selection)
    return {
        "groups": [("", list(counts.items()))],
        "count": len(counts),
        "most": max(counts.values(), default=0),
    }


def list_topics(view: View, selection: Selection) -> dict:
    """List the topics of several reports, the most frequent first, as `list_actors` does; empty for a single report."""
    if not view.is_together:
        return {"groups": [], "count": 0, "most": 0}
    counts = view.index.facet_counts("topic", selection)
    whole = view.topics
    if selection.reports:
        whole = view.index.facet_counts("topic", Selection(reports=selection.reports))
    rows = sorted(counts.items(), key=lambda item: -whole.get(item[0], 0))
    return {"groups": [("", rows)], "count": len(rows), "most": max(counts.values(), default=0)}


def _group(rows: list[tuple], view: View) -> list[tuple[str, list[tuple]]]:
    if len(view.actors) <= UNGROUPED:
        return [("", rows)]
    groups: dict[str, list] = {title: [] for title in GROUPS}
    for row in rows:
        groups[_GROUP_OF.get(view.kinds.get(row[0], ""), "Organisations")].append(row)
    return [(title, rows) for title, rows in groups.items() if rows]
