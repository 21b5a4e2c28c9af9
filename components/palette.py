"""The colours: one for each theme, fixed by its place in the report, safe for colour-blind readers."""

LIGHT_THEMES = (
    "#2f63ad",
    "#c2452d",
    "#7d4f9e",
    "#1f8a6d",
    "#b0700a",
    "#2a8cb8",
    "#5a6577",
    "#a8437f",
    "#6b7a1e",
    "#8a5a44",
)
DARK_THEMES = (
    "#7aa5e3",
    "#f0826a",
    "#b895d6",
    "#58c2a3",
    "#e5aa4a",
    "#6cc1e6",
    "#a4aebf",
    "#e08bbd",
    "#b8c45e",
    "#c99b83",
)

LIGHT = {"ink": "#1b1f27", "muted": "#5b6577", "line": "#e4e4e2", "band": "#faf9f7", "paper": "#ffffff"}
DARK = {"ink": "#eceef2", "muted": "#9aa3b2", "line": "#2b2f37", "band": "#1a1e22", "paper": "#15171b"}


def theme_colors(themes: list[str], dark: bool = False) -> dict[str, str]:
    """The colour of each theme, the same whatever is filtered; `themes` in the report's order."""
    palette = DARK_THEMES if dark else LIGHT_THEMES
    return {theme: palette[i % len(palette)] for i, theme in enumerate(themes)}
