"""The lists of acts and places in the sidebar: each value with the number of events it would show."""

from components.page.view import View
from data import Selection
from data.selection.acts import ACTS, BY_CODE

SHOWN_ACTS = 9  # acts listed before "All"
SHOWN_PLACES = 6
MOST_PLACES = 60  # places in the whole list
_OTHER = "Other"  # the group of other acts


def list_acts(view: View, selection: Selection) -> dict:
    """List the acts for the script: `groups` of a title and rows of code, name, count and whether the row is listed before
    "All"; how many acts there are, and the highest count.
    """
    counts, whole = view.index.facet_counts("act", selection), view.facet("act")
    known = {act.code: (act.name, act.group) for act in ACTS}
    codes = [act.code for act in ACTS if act.code in whole]
    codes += [code for code in whole if code not in BY_CODE]
    listed = _listed(whole, SHOWN_ACTS, selection.act)
    groups: dict[str, list] = {}
    for code in codes:
        name, group = known.get(code, (code, _OTHER))
        groups.setdefault(group, []).append((code, name, counts.get(code, 0), code in listed))
    return {
        "groups": list(groups.items()),
        "count": len(codes),
        "most": max((counts.get(code, 0) for code in codes), default=0),
    }


def list_places(view: View, selection: Selection) -> dict:
    """List the places, the most frequent first, as `list_acts` does."""
    counts, whole = view.index.facet_counts("where", selection), view.facet("where")
    listed = _listed(whole, SHOWN_PLACES, selection.where)
    names = [name for i, name in enumerate(whole) if i < MOST_PLACES or name in listed]
    rows = [(name, name, counts.get(name, 0), name in listed) for name in names]
    return {
        "groups": [("", rows)] if rows else [],
        "count": len(whole),
        "most": max((count for _, _, count, _ in rows), default=0),
    }


def list_told(view: View, selection: Selection) -> dict:
    """List how many events several reports tell, as `list_acts` does; empty until all reports are read."""
    if not view.is_together or not view.is_read:
        return {"groups": [], "count": 0, "most": 0}
    whole = view.index.facet("told").names
    counts = view.index.facet_counts("told", selection)
    rows = [(value, "Several reports", counts[value], True) for value in whole]
    return {
        "groups": [("", rows)] if rows else [],
        "count": len(whole),
        "most": max(counts.values(), default=0),
    }


def _listed(whole: dict[str, int], shown: int, chosen: tuple[str, ...]) -> set[str]:
    """The most frequent of the whole report, in a fixed order, and the chosen ones."""
    return {*list(whole)[:shown], *(value for value in chosen if value in whole)}
