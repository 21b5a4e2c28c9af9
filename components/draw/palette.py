"""The colours: one for each topic, the same in all reports.

Found by a search over colours of moderate strength for ten that stay apart under the three common kinds
of colour blindness (CIE76 at least 15 for any pair, tests/components/draw/test_palette.py) and are at least
4.5:1 on their background, so that they may colour text too. Beyond ten they repeat; lanes and labels
carry the theme as well.
"""

from functools import lru_cache

from data.english.topics import known_topics, topic_of

COLORED = (
    "",
    "theme",
    "topic",
    "none",
)  # lanes that say what the colours mean, or lists by theme under the chart do
NEAR = 2  # topics this near to each other never share a colour

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
    """The colour of each theme and of its topic, the same whatever is filtered; `themes` in the report's order.

    Colours belong to topics, so that one topic has one colour in all reports.
    """
    topics = {theme: topic_of(theme) for theme in themes}
    colors = topic_colors(tuple(dict.fromkeys(topics.values())), dark)
    return {theme: colors[topic] for theme, topic in topics.items()} | colors


def lane_colors(themes: list[str], lane_by: str, dark: bool = False) -> dict[str, str]:
    """The colour of each theme where lanes are by a key of `LANES`: one for all where neither a lane nor a list says what it means."""
    colors = theme_colors(themes, dark)
    if lane_by in COLORED or len(themes) < 2:
        return colors
    return dict.fromkeys(colors, (DARK if dark else LIGHT)["muted"])


@lru_cache(maxsize=64)
def topic_colors(topics: tuple[str, ...], dark: bool = False) -> dict[str, str]:
    """The colour of each topic; `topics` in the order in which they are shown.

    A well-known topic has its own, but where one beside it has that already, or there are colours for all.
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
    """A theme's colour for areas, which would shout in full: "#4268cb" as "rgba(66,104,203,0.5)"."""
    return "rgba({},{},{},0.5)".format(*(int(color[i : i + 2], 16) for i in (1, 3, 5)))
