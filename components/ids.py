"""Every id of the page, once. TIMELINE and SUMMARY are part of the public surface."""

TIMELINE = "timeline"
SUMMARY = "summary"
SUMMARY_MORE = "summary-more"
URL = "url"
PAGE = "page"
QUERY = "query"  # the selection as a query string, written to the address bar in the browser
CHOSEN = "chosen"  # id of the open event
VIEWPORT = "viewport"  # {"width": px, "dark": bool} as measured in the browser
SEARCH = "search"
THEMES = "themes"
ACTORS = "actors"
MONTHS = "months"
MONTHS_SAID = "months-said"
RESET = "reset"
RESET_EMPTY = "reset-empty"
EMPTY = "empty"
CHART = "chart"
DETAILS = "details"
DETAILS_BODY = "details-body"
DOWNLOADS = ("download-csv", "download-json", "download-pptx", "download-html")


def theme_count(theme: str) -> dict:
    """The id of the count beside one theme."""
    return {"type": "theme-count", "index": theme}
