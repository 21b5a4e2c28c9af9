"""Every id of the page, once. TIMELINE and SUMMARY are part of the public surface."""

TIMELINE = "timeline"
SUMMARY = "summary"
SUMMARY_MORE = "summary-more"
CHIPS = "chips"
START = "start"  # what the script starts from: how many events, the months of the axis, the query, the room for the chart
REPORT = "report"  # the report of several that is shown; "" for the only one
SEARCH = "search"
THEMES = "themes"
ACTORS = "actors"
MONTHS = "months"
MONTHS_SAID = "months-said"
ENTRY = "entry"
EMPTY = "empty"
CHART = "chart"
OVERVIEW = "overview"
TABLE = "table"
DETAILS = "details"
DETAILS_BODY = "details-body"
READING = "reading"
READING_OPEN = "reading-open"  # whether the report's text is to be shown
