"""The colours: one for each topic, the same in all reports.

Found by a search over moderately saturated colours for ten that stay distinct under the three common kinds of colour blindness
(CIE76 of at least 15 for any pair, tests/components/draw/test_palette.py) and have a contrast of at least 4.5:1 with their
background, so that they can colour text too. After ten they repeat; lanes and labels show the theme as well.
"""

from functools import lru_cache

from data.english.topics import known_topics, topic_of

# Lanes that explain the colours, or lists by theme under the chart that do.
COLORED = ("", "theme", "topic", "none")
NEAR = 2  # topics this close to each other never share a colour

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
    """The colour of each theme and of its topic, independent of the selection; `themes` in the report's order.

    Colours belong to topics, so that a topic has the same colour in all reports.
    """
    topics = {theme: topic_of(theme) for theme in themes}
    colors = topic_colors(tuple(dict.fromkeys(topics.values())), dark)
    return {theme: colors[topic] for theme, topic in topics.items()} | colors


def lane_colors(themes: list[str], lane_by: str, dark: bool = False) -> dict[str, str]:
    """The colour of each theme if lanes are by a key of `LANES`: the same for all if neither lanes nor a list explain the
    colours.
    """
    colors = theme_colors(themes, dark)
    if lane_by in COLORED or len(themes) < 2:
        return colors
    return dict.fromkeys(colors, (DARK if dark else LIGHT)["muted"])


@lru_cache(maxsize=64)
def topic_colors(topics: tuple[str, ...], dark: bool = False) -> dict[str, str]:
    """The colour of each topic; `topics` in display order.

    A well-known topic has a fixed colour, unless another one shown has it already, or there are enough colours for all.
    """
    palette = DARK_THEMES if dark else LIGHT_THEMES
    known = {topic: place for place, topic in enumerate(known_topics())}
    place_of = {topic: place for place, topic in enumerate(topics)}
    chosen: dict[str, int] = {}
    used, few = [0] * len(palette), len(topics) <= len(palette)
    for topic in sorted(topics, key=lambda topic: (known.get(topic, len(known)), place_of[topic])):
        place = place_of[topic]
        beside = {chosen.get(other) for other in topics[max(0, place - NEAR) : place + NEAR + 1]}
        own = known.get(topic, place) % len(palette)
        chosen[topic] = min(
            range(len(palette)),
            key=lambda color: (color in beside, few and used[color], (color - own) % len(palette)),
        )
        used[chosen[topic]] += 1
    return {topic: palette[chosen[topic]] for topic in topics}


def faint(color: str) -> str:
    """A paler version of a theme's colour, for areas: "#4268cb" as "rgba(66,104,203,0.5)"."""
    return "rgba({},{},{},0.5)".format(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))
