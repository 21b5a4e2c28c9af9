"""The colours: one for each theme, fixed by its place in the report.

Found by a search over colours of moderate strength for ten that stay apart under the three common kinds
of colour blindness (CIE76 at least 15 for any pair, tests/components/draw/test_palette.py) and are at least
4.5:1 on their background, so that they may colour text too. Beyond ten they repeat; lanes and labels
carry the theme as well.
"""

LIGHT_THEMES = (
    "#4268cb",
    "#c23c44",
    "#1b8250",
    "#562e8c",
    "#8a6f05",
    "#a3469d",
    "#78687c",
    "#333b68",
    "#712235",
    "#6a4406",
)
DARK_THEMES = (
    "#7789e8",
    "#df607c",
    "#66b4a6",
    "#d8b7f5",
    "#fad672",
    "#bf76bf",
    "#b6e3b4",
    "#36f2de",
    "#a29136",
    "#f4a479",
)

LIGHT = {"ink": "#1b1f27", "muted": "#5b6577", "line": "#e4e4e2", "band": "#faf9f7", "paper": "#ffffff"}
DARK = {"ink": "#eceef2", "muted": "#9aa3b2", "line": "#2b2f37", "band": "#1a1e22", "paper": "#15171b"}


def theme_colors(themes: list[str], dark: bool = False) -> dict[str, str]:
    """The colour of each theme, the same whatever is filtered; `themes` in the report's order."""
    palette = DARK_THEMES if dark else LIGHT_THEMES
    return {theme: palette[i % len(palette)] for i, theme in enumerate(themes)}


def faint(color: str) -> str:
    """A theme's colour for areas, which would shout in full: "#4268cb" as "rgba(66,104,203,0.5)"."""
    return "rgba({},{},{},0.5)".format(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))
