"""What the headings of a chronology may be by."""

HEADINGS = ("date", "theme", "report")
