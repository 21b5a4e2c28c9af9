"""The possible headings of a chronology."""

HEADINGS = ("date", "theme", "report")
