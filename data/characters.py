"""Characters that XML cannot carry: Word, Excel, SVG and slide files are XML, and would be broken by one of them."""

# Control characters stand for an item's bullet in many copies. Form feeds, tabs and line ends are kept in a report's text.
CONTROLS = dict.fromkeys((*range(0x01, 0x09), *range(0x0E, 0x1C)), "•") | dict.fromkeys(
    range(0x1C, 0x20), " "
)
SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
_NOT_XML = {0: "\ufffd"} | CONTROLS | SURROGATES | dict.fromkeys((0x0B, 0x0C, 0xFFFE, 0xFFFF), " ")


def clean_for_xml(text: str) -> str:
    """`text` with a stand-in for each character that XML cannot carry; its length stays."""
    return text if text.isprintable() else text.translate(_NOT_XML)
