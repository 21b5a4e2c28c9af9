"""Every id of the page, once. TIMELINE and SUMMARY are part of the public surface."""

TIMELINE = "timeline"
SUMMARY = "summary"
SUMMARY_MORE = "summary-more"
CHIPS = "chips"
QUERY = "query"  # the selection as a query string, written to the address bar in the browser
CHOSEN = "chosen"  # id of the open event
SHOWN = "shown"  # what the script starts from: how many events, the months of the axis, the query
VIEWPORT = "viewport"  # {"width": px, "dark": bool, "present": bool} as measured in the browser
REPORT = "report"  # the report of several that is shown; "" for the only one
MODE = "mode"  # "chart" or "table"
SORT = "sort"  # column and direction of the table
SEARCH = "search"
THEMES = "themes"
ACTORS = "actors"
MONTHS = "months"
MONTHS_SAID = "months-said"
ENTRY = "entry"
RESET = "reset"
RESET_EMPTY = "reset-empty"
EMPTY = "empty"
CHART = "chart"
OVERVIEW = "overview"
TABLE = "table"
DETAILS = "details"
DETAILS_BODY = "details-body"
READING = "reading"
READING_OPEN = "reading-open"  # whether the report's text is to be shown


def theme_count(theme: str) -> dict:
    """The id of the count beside one theme."""
    return {"type": "theme-count", "index": theme}


def chip(kind: str, value: str) -> dict:
    """The id of the chip that takes one filter back."""
    return {"type": "chip", "kind": kind, "index": value}


def actor_chip(actor: str) -> dict:
    """The id of an actor in the details, which filters by it."""
    return {"type": "actor-chip", "index": actor}


def sort_by(column: str) -> dict:
    """The id of a column's heading in the table, which sorts by it."""
    return {"type": "sort", "index": column}
