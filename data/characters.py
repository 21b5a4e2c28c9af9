"""Characters that XML cannot contain: one of them would break a Word, Excel, SVG or slide file."""

# In many copied texts control characters stand for bullets. Form feeds, tabs and line ends are kept in a report's text.
CONTROLS = dict.fromkeys((*range(0x01, 0x09), *range(0x0E, 0x1C)), "•") | dict.fromkeys(
    range(0x1C, 0x20), " "
)
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_NOT_XML = {0: "\ufffd"} | CONTROLS | SURROGATES | dict.fromkeys((0x0B, 0x0C, 0xFFFE, 0xFFFF), " ")


def clean_for_xml(text: str) -> str:
    """Replace each character that XML cannot contain; the length stays."""
    return text if text.isprintable() else text.translate(_NOT_XML)
